import Foundation
import Isolation
import Lua
import TestSupport
import Testing
import TraktLua

/// A process that takes its host's line away, at every stage of a run, and one that goes for the host itself.
@Suite("A guest that hangs up on its host", .serialized, .timeLimit(.minutes(10)))
struct HangingUpTests {
    static let stages: [(rule: String, kind: String, words: String)] = [
        ("hangs up", "misconduct", "closed the line"), ("asks and hangs up", "misconduct", "closed the line"),
        ("waits and hangs up", "misconduct", "closed the line"),
        ("hangs up in a frame", "misconduct", "closed the line"),
        ("hangs up while it is answered", "misconduct", "closed the line"),
        ("says no more", "misconduct", "closed the line"), ("takes no more", "misconduct", "closed the line"),
        ("shuts everything", "misconduct", "closed the line"),
        ("hangs up and leaves", "crashed", "ended with status 7"),
        ("signals its host", "crashed", "ended"),
    ]

    /// Answers what it is asked with more than a socket takes at once, as soon as the guest waits for it.
    private func host() -> StageHost {
        StageHost { _ in .document(Array("\"\(String(repeating: "x", count: 4 << 20))\"".utf8)) }
    }

    private func run(_ rule: String) async throws -> ScriptError {
        let ending = try await runIsolated("-- rogue:\(rule)\n", for: host(), by: "guest-probe")
        return try #require(ending.failure)
    }

    @Test("The run fails with a sentence that says why, and another run notices nothing", arguments: stages.map(\.rule))
    func ended(rule: String) async throws {
        let expected = try #require(Self.stages.first { $0.rule == rule })
        async let other = runIsolated("local n = 0 for i = 1, 1000000 do n = n + i end return n")
        let error = try await run(rule)
        #expect(error.kind == expected.kind)
        #expect(error.message.contains(expected.words), "\(error.message)")
        // It would end so where a signal had reached this process.
        #expect(!error.message.contains("status 42"))
        #expect(try await other.value == "500000500000")
    }

    @Test("Nothing is left of it: no process, and no descriptor of its host's")
    func leftovers() async throws {
        // Others in this process open things too; what every round leaves is left by these.
        var growth: [Int] = []
        for _ in 0..<5 {
            let before = Self.descriptors
            for stage in Self.stages { _ = try await run(stage.rule) }
            for _ in Self.stages { _ = try await runIsolated("return 1") }
            growth.append(Self.descriptors - before)
            if growth.last ?? 0 < Self.stages.count { break }
        }
        #expect(growth.last ?? 0 < Self.stages.count, "descriptors: \(growth)")
        // What is another suite's ends in time.
        for guest in Self.guests { while Self.isGuest(guest) { await Task.yield() } }
    }

    private static var descriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    /// This process's children that are such guests, or were.
    private static var guests: [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter(isGuest)
    }

    private static func isGuest(_ process: Int32) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        return status?.contains("Name:\tguest-probe\n") == true && status?.contains("PPid:\t\(getpid())\n") == true
    }
}
