import Foundation
import Storage
import Subprocess
import Synchronization
import Testing

@Suite("Exclusive access to an account")
struct FileLockTests {
    @Test("is had by one task at a time")
    func tasks() async throws {
        try await withDirectory { directory in
            let inside = Occupancy()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await directory["work"].withExclusiveAccess {
                            inside.enter()
                            await Task.yield()
                            inside.leave()
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(inside.most == 1 && inside.all == 20)
        }
    }

    @Test("shuts other processes out for as long as it is held")
    func processes() async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            let lock = directory.path + "/work.lock"
            let during = try await file.withExclusiveAccess { try await flockSucceeds(lock) }
            #expect(!during)
            #expect(try await flockSucceeds(lock))
        }
    }

    @Test("is given back when the body fails")
    func failure() async throws {
        struct Failed: Error {}
        try await withDirectory { directory in
            let file = directory["work"]
            await #expect(throws: Failed.self) { try await file.withExclusiveAccess { throw Failed() } }
            try await file.withExclusiveAccess {}
        }
    }

    @Test("is free again at once when the process that had it is killed")
    func killedHolder() async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            try await file.withExclusiveAccess {}
            let lock = directory.path + "/work.lock"
            _ = try await Subprocess.run(
                .name("flock"), arguments: ["--no-fork", lock, "sh", "-c", "echo held; exec sleep 60"], input: .none,
                output: .sequence,
                error: .discarded
            ) { holder in
                for try await _ in holder.standardOutput.strings() { break }
                #expect(try await !flockSucceeds(lock))
                try holder.send(signal: .kill)
                try await file.withExclusiveAccess {}
            }
        }
    }

    /// Whether another process gets the lock without waiting.
    private func flockSucceeds(_ path: String) async throws -> Bool {
        let result = try await Subprocess.run(
            .name("flock"), arguments: ["-n", path, "true"], output: .discarded, error: .discarded)
        return result.terminationStatus.isSuccess
    }
}

/// How many are in one place.
private final class Occupancy: Sendable {
    private let counts = Mutex((now: 0, most: 0, all: 0))

    var most: Int { counts.withLock { $0.most } }
    var all: Int { counts.withLock { $0.all } }

    func enter() {
        counts.withLock {
            $0.now += 1
            $0.all += 1
            $0.most = max($0.most, $0.now)
        }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
}
