import Foundation
import Subprocess
import TestSupport
import Testing

/// Each protection alone, with all others left out, and what it holds. Where one is removed its row fails, and where an
/// attempt could not succeed in any case its row fails too.
@Suite("What holds a guest")
struct ConfinementTests {
    enum Protection: UInt, CaseIterable {
        case landlock = 1
        case filter = 2
        case limits = 4
        case privileges = 8

        static let all: UInt = 15
        /// What to leave out so that only this one is there.
        var others: UInt { Self.all & ~rawValue }
    }

    struct Attempt: Sendable, CustomTestStringConvertible {
        let name: String
        let held: [Protection]

        var testDescription: String { name }
    }

    static let attempts: [Attempt] = [
        Attempt(name: "reads a file", held: [.landlock, .filter, .limits]),
        Attempt(name: "reads a secret file", held: [.landlock, .filter, .limits, .privileges]),
        Attempt(name: "makes a file", held: [.landlock, .filter, .limits]),
        Attempt(name: "reads its host", held: [.landlock, .filter, .limits, .privileges]),
        Attempt(name: "lists a directory", held: [.landlock, .filter, .limits]),
        Attempt(name: "starts a program", held: [.filter]),
        Attempt(name: "forks", held: [.filter]),
        Attempt(name: "starts a thread", held: [.filter]),
        Attempt(name: "opens a socket", held: [.filter]),
        Attempt(name: "connects", held: [.landlock, .filter]),
        Attempt(name: "signals its host", held: [.filter, .privileges]),
        Attempt(name: "traces its host", held: [.landlock, .filter, .privileges]),
        Attempt(name: "maps code", held: [.filter]),
        Attempt(name: "makes data code", held: [.filter]),
        Attempt(name: "becomes root", held: [.filter, .privileges]),
        Attempt(name: "keeps a capability", held: [.privileges]),
        Attempt(name: "makes a namespace", held: [.filter, .privileges]),
        Attempt(name: "raises a limit", held: [.limits]),
        Attempt(name: "queues signals", held: [.filter]),
        Attempt(name: "takes memory", held: [.limits]),
    ]

    private func probe(_ attempt: String, without skip: UInt) async throws -> TerminationStatus {
        let path = try BuiltProgram.path("guest-probe")
        return try await run(
            .name("env"), arguments: ["-i", path, "confined", "\(skip)", attempt], output: .discarded, error: .discarded
        ).terminationStatus
    }

    private func succeeds(_ attempt: String, without skip: UInt) async throws -> Bool {
        switch try await probe(attempt, without: skip) {
        case .exited(0): return true
        case .exited(10), .signaled: return false
        // A program that cannot load its libraries.
        case .exited(127) where attempt == "starts a program": return false
        case .exited(let code):
            Issue.record("the probe ended with status \(code)")
            return false
        }
    }

    @Test("Nothing that a guest must not do succeeds", arguments: attempts)
    func confined(_ attempt: Attempt) async throws {
        #expect(try await !succeeds(attempt.name, without: 0))
    }

    @Test("Each protection holds alone", arguments: attempts)
    func alone(_ attempt: Attempt) async throws {
        for protection in attempt.held {
            #expect(try await !succeeds(attempt.name, without: protection.others), "\(protection) does not hold it")
        }
    }

    @Test("Without protections it would succeed", arguments: attempts)
    func open(_ attempt: Attempt) async throws {
        #expect(try await succeeds(attempt.name, without: Protection.all))
    }

    @Test("Processor time is limited")
    func processor() async throws {
        #expect(try await probe("computes", without: 0) == .signaled(SIGXCPU))
    }

    @Test("A check that fails ends the process by the signal that says so")
    func abort() async throws {
        #expect(try await probe("aborts", without: 0) == .signaled(SIGABRT))
    }
}
