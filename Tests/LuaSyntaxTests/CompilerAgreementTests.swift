import Foundation
import Lua
import LuaSyntax
import TestSupport
import Testing

/// What Lua's own compiler says of a source: nil where it takes it.
func refusal(of source: [UInt8]) throws -> String? {
    let interpreter = try Interpreter(
        limits: Limits(time: .seconds(20)), circumstances: Circumstances(now: 0, seed: 0))
    do {
        try interpreter.load(source, chunkName: "=chunk")
        return nil
    } catch {
        return error.message
    }
}

@Suite("The parser agrees with Lua's compiler")
struct CompilerAgreementTests {
    /// Programs of each kind; more of them with `MOONREEL_PROGRAMS`.
    static let count = ProcessInfo.processInfo.environment["MOONREEL_PROGRAMS"].flatMap(Int.init) ?? 2_000

    @Test("about programs that follow the grammar")
    func generated() throws {
        var accepted = 0
        for seed in 0..<Self.count {
            var generator = ProgramGenerator(seed: UInt64(seed))
            if try agrees(Array(generator.program().utf8), "seed \(seed)") { accepted += 1 }
        }
        // Both answers have to occur for the agreement to say something.
        #expect(accepted > Self.count / 10 && accepted < Self.count * 9 / 10, "\(accepted) of \(Self.count)")
    }

    @Test("about programs in which tokens were dropped, doubled, swapped or changed")
    func mutated() throws {
        for seed in 0..<Self.count {
            var generator = ProgramGenerator(seed: UInt64(seed))
            let source = Array(generator.program().utf8)
            try agrees(generator.chance.mutated(source), "seed \(seed)")
        }
    }

    @Test("about every script that the project has, whole and cut at many lines", arguments: luaFiles)
    func scripts(_ file: URL) throws {
        let source = Array(try Data(contentsOf: file))
        try #require(try agrees(source, file.lastPathComponent))
        let ends = source.indices.filter { source[$0] == UInt8(ascii: "\n") }
        for offset in ends where ends.count < 40 || offset % (ends.count / 20) == 0 {
            try agrees(Array(source[...offset]), "\(file.lastPathComponent) up to byte \(offset)")
        }
    }

    @Test(
        "about the rules that no grammar has",
        arguments: [
            "repeat goto c; local x; ::c:: until x", "repeat do goto c end local x; ::c:: until true",
            "do goto c; local x; ::c:: end", "do goto c; local x; ::c:: ; ::d:: end",
            "do goto c; local x; ::c:: f() end",
            "::a:: do ::a:: end", "do ::a:: end ::a::", "::a:: local f = function() goto a end", "goto a; do ::a:: end",
            "for i = 1, 2 do local f = function() break end end", "do goto a end; local x; ::a:: return",
            "local x <const> = 1; function x() end", "local x <close>, y <close> = 1", "local x <other> = 1",
            "local x <const> = 1; local f = function() x = 2 end", "local x <const> = 1; do local x; x = 2 end",
            "function f() return ... end", "function f(...) return function() return ... end end", "return ...",
            "(a) = 1", "(a).b = 1", "f() = 1", "(f())", "f().x = 1", "return 1; f()", "a, f() = 1", "a.b", "goto = 1",
            locals(200, ""),
            locals(201, ""),
            locals(196, " for i = 1, 2 do end"),
            locals(197, " for i = 1, 2 do end"),
            locals(195, " for i in f do end"),
            locals(196, " for i in f do end"),
        ])
    func rules(_ source: String) throws {
        try agrees(Array(source.utf8), source)
    }

    @Test("about bytes of any kind")
    func bytes() throws {
        var chance = SeededChance(11)
        let pieces = [
            "=", "(", ")", "'", "\"", "[", "]", "\\", "\n", "x", "0x", "1", "--", "::", "~", "@", "é", " ", "end",
            "--[[", "]]", "[==[", "]==]",
        ]
        for _ in 0..<Self.count {
            let source = (0..<chance.below(12)).map { _ in chance.one(of: pieces) }.joined()
            try agrees(Array(source.utf8), source)
        }
    }

    /// True where both take the source.
    @discardableResult private func agrees(_ source: [UInt8], _ what: String) throws -> Bool {
        let chunk = Chunk(parsing: source)
        let refusal = try refusal(of: source)
        let text = String(decoding: source, as: UTF8.self)
        #expect(
            chunk.errors.isEmpty == (refusal == nil),
            "\(what): Lua says \(refusal ?? "yes"), we say \(chunk.errors.first?.sentence ?? "yes"):\n\(text)")
        if let refusal, !refusal.contains("unfinished string") {
            // Lua stops at its first error, whichever pass of ours finds it.
            let incomplete = refusal.hasSuffix("near <eof>")
            if !refusal.contains("label"), !refusal.contains("goto"), chunk.scopes.errors.isEmpty {
                #expect(chunk.isIncomplete == incomplete, "\(what): Lua says \(refusal):\n\(text)")
            }
        }
        return chunk.errors.isEmpty && refusal == nil
    }
}

/// The scripts in `scripts` and the prelude.
let luaFiles: [URL] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return ["scripts", "Sources/TraktLua/Prelude", "Tests/LuaTests"].flatMap { folder -> [URL] in
        let files = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "lua" }
    }
}()

/// A declaration of so many variables, and what comes after it.
private func locals(_ count: Int, _ rest: String) -> String {
    "local " + (1...count).map { "a\($0)" }.joined(separator: ", ") + rest
}
