import Isolation
import Lua
import TestSupport
import Testing
import TraktLua

@Suite("Frames")
struct FrameTests {
    static let confinement = Confinement(
        landlock: 7, filtersCalls: true, hasNoNewPrivileges: true, isLimited: true, isUnprivileged: false,
        endsWithHost: true)
    static let work = ScriptWork(
        source: Array("return 1".utf8), chunkName: "@a.lua",
        limits: Limits(memory: 1 << 20, output: 77, source: 9999, time: nil), facts: Facts(now: 12), seed: .max)

    static let guestFrames: [GuestFrame] = [
        .ready(version: 1, confinement),
        .ask(Message(ticket: 1, name: "trakt.search.text", document: Array("{}".utf8), place: "ä.lua:3")),
        .ask(Message(ticket: .max, name: "a", document: [])),
        .note(Message(ticket: 2, name: "print", document: [0, 255])),
        .waits, .ended(ScriptEnding(.finished(Array("null".utf8)), outputDropped: 3, memoryPeak: 1 << 40)),
        .ended(ScriptEnding(.failed(ScriptError(document: Array(#"{"message":"no","kind":"x"}"#.utf8))))),
        .ended(ScriptEnding(.stopped(.memory, ScriptError(document: Array("{}".utf8))))),
    ]
    static let hostFrames: [HostFrame] = [
        .limit(memory: 1 << 30, processorSeconds: 602), .begin(work), .answer(.document(Array("[]".utf8)), ticket: 9),
        .answer(.failure([]), ticket: -1), .stop(.cancelled), .stop(.deadline),
    ]

    private func content(_ frame: [UInt8]) throws -> (kind: UInt8, content: [UInt8]) {
        var decoder = FrameDecoder()
        decoder.append(frame)
        let first = try decoder.next()
        return try #require(first)
    }

    @Test("What a guest says arrives as it was said", arguments: guestFrames)
    func guest(_ frame: GuestFrame) throws {
        let (kind, bytes) = try content(frame.encoded)
        #expect(try GuestFrame(kind: kind, content: bytes) == frame)
    }

    @Test("What a host says arrives as it was said", arguments: hostFrames)
    func host(_ frame: HostFrame) throws {
        let (kind, bytes) = try content(frame.encoded)
        #expect(try HostFrame(kind: kind, content: bytes) == frame)
    }

    @Test("A frame that ends anywhere before its end is an error", arguments: guestFrames)
    func short(_ frame: GuestFrame) throws {
        let (kind, bytes) = try content(frame.encoded)
        for count in 0..<bytes.count {
            #expect(throws: FrameError.self) { try GuestFrame(kind: kind, content: Array(bytes[..<count])) }
        }
        #expect(throws: FrameError.tooLong) { try GuestFrame(kind: kind, content: bytes + [0]) }
    }

    @Test("Frames are found in whatever pieces they arrive", arguments: [1, 2, 3, 7, 1000])
    func pieces(size: Int) throws {
        let bytes = Self.guestFrames.flatMap(\.encoded)
        var decoder = FrameDecoder()
        var found: [GuestFrame] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            decoder.append(bytes[start..<min(bytes.count, start + size)])
            while let (kind, content) = try decoder.next() {
                found.append(try GuestFrame(kind: kind, content: content))
            }
        }
        #expect(found == Self.guestFrames)
    }

    @Test("A frame that is too large is refused before it has arrived")
    func large() throws {
        var decoder = FrameDecoder()
        decoder.append([0xff, 0xff, 0xff, 0x7f])
        #expect(throws: FrameError.tooLarge(0x7fff_ffff)) { try decoder.next() }
    }

    @Test("An end with more in it than is read is refused", arguments: [1, 2, 3])
    func heavy(kind: Int) throws {
        let document = Array(("[" + String(repeating: #"{"":0},"#, count: 250_000) + "0]").utf8)
        let error = ScriptError(document: document)
        let outcomes: [Outcome] = [.finished(document), .failed(error), .stopped(.memory, error)]
        let (number, bytes) = try content(GuestFrame.ended(ScriptEnding(outcomes[kind - 1])).encoded)
        #expect(throws: FrameError.tooMuch) { try GuestFrame(kind: number, content: bytes) }
    }

    @Test("Whatever bytes arrive are frames or an error")
    func noise() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededChance(seed)
        var understood = 0
        for _ in 0..<20_000 {
            var bytes = Self.guestFrames.randomElement(using: &random).map(\.encoded) ?? []
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            }
            var decoder = FrameDecoder()
            decoder.append(bytes)
            while let (kind, content) = (try? decoder.next()) ?? nil {
                if (try? GuestFrame(kind: kind, content: content)) != nil { understood += 1 }
            }
        }
        #expect(understood > 1000, "seed \(seed)")
    }
}
