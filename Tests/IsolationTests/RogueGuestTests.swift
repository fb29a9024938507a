import Isolation
import Lua
import Testing
import TraktLua

/// A process that says whatever it likes, in a guest's place.
@Suite("A guest that breaks the rules", .serialized, .timeLimit(.minutes(10)))
struct RogueGuestTests {
    static let rules: [(rule: String, kind: String, words: String)] = [
        ("no frame", "misconduct", "larger than frames may be"), ("empty frame", "misconduct", "ends in the middle"),
        ("unknown frame", "misconduct", "no frame of kind 99"), ("half a frame", "misconduct", "ends in the middle"),
        ("greets again", "misconduct", "said ready"), ("ticket again", "misconduct", "numbered a message 1 after 1"),
        ("ticket below zero", "misconduct", "numbered a message -1"), ("bad name", "misconduct", "not named"),
        ("bad place", "misconduct", "to a terminal"), ("long place", "misconduct", "too long"),
        ("unknown note", "misconduct", "nobody answers"), ("waits for ever", "misconduct", "said waits"),
        ("asks for ever", "misconduct", "too many questions"),
        ("prints for ever", "misconduct", "too many lines or bytes of output"),
        ("prints nothing for ever", "misconduct", "too many lines or bytes of output"),
        ("lies about its end", "misconduct", "nobody stopped it"),
        ("lies about a crash", "misconduct", "called crashed"), ("lies oddly", "misconduct", "called crashed"),
        ("lies the second time", "misconduct", "called crashed"),
        ("lies the first time", "misconduct", "called crashed"),
        ("lies about memory", "misconduct", "called isolation"), ("crashes", "crashed", "SIGSEGV"),
        ("complains and crashes", "crashed", "SIGABRT"), ("leaves", "crashed", "status 0 and without a result"),
    ]

    @Test("It is ended, and the run fails with a sentence that says why", arguments: rules.map(\.rule))
    func ended(rule: String) async throws {
        let expected = try #require(Self.rules.first { $0.rule == rule })
        let host = StageHost { _ in await StageHost.silence() }
        let ending = try await runIsolated(
            "-- rogue:\(rule)\n", for: host, limits: Limits(output: 1 << 16, time: .seconds(250)), by: "guest-probe")
        let error = try #require(ending.failure)
        #expect(error.kind == expected.kind)
        #expect(error.message.contains(expected.words), "\(error.message)")
    }

    @Test("What it wrote before it crashed is kept")
    func log() async throws {
        let ending = try await runIsolated("-- rogue:complains and crashes\n", by: "guest-probe")
        let error = try #require(ending.failure)
        #expect(String(decoding: error.document, as: UTF8.self).contains("something is wrong"))
    }

    @Test("One that does not stop is ended a second after it was told to")
    func stubborn() async throws {
        let ending = try await runIsolated(
            "-- rogue:never ends\n", limits: Limits(time: .seconds(3)), by: "guest-probe")
        guard case .stopped(.deadline, let error) = ending.outcome else {
            Issue.record("\(ending)")
            return
        }
        #expect(error.message.contains("could not be stopped from inside"))
    }
}
