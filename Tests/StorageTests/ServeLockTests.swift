import Foundation
import Storage
import Subprocess
import Testing

@Suite("The lock of moonreel serve")
struct ServeLockTests {
    private let noon = Date(timeIntervalSince1970: 1_795_953_600)

    @Test("is had once, and says who has it")
    func once() throws {
        try withLock { lock in
            #expect(lock.state == .free && !lock.isHeld)
            let possession = try lock.take(process: 123, at: noon)
            let holder = ServeLock.Holder(process: 123, since: noon)
            #expect(lock.state == .held(holder) && lock.isHeld)
            let error = #expect(throws: ServeLockError.self) { try lock.take() }
            #expect(error == .held(holder))
            #expect(
                error?.description.hasPrefix("moonreel serve already runs (process 123, since 2026-11-29T12:00:00Z). ")
                    == true)
            withExtendedLifetime(possession) {}
        }
    }

    @Test("is free when it was given back")
    func givenBack() throws {
        try withLock { lock in
            _ = try lock.take(process: 123, at: noon)
            #expect(lock.state == .free)
            let next = try lock.take()
            #expect(lock.isHeld)
            withExtendedLifetime(next) {}
        }
    }

    @Test("of a process that was killed is free at once, and says whose it was")
    func killed() async throws {
        let lock = ServeLock(data: FileManager.default.temporaryDirectory.path + "/serve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: (lock.directory as NSString).deletingLastPathComponent) }
        _ = try lock.take()
        let path = lock.directory + "/lock"
        _ = try await Subprocess.run(
            .name("flock"),
            arguments: ["--no-fork", path, "sh", "-c", "echo 77 1795953600 > '\(path)'; echo held; exec sleep 60"],
            input: .none, output: .sequence, error: .discarded
        ) { holder in
            for try await _ in holder.standardOutput.strings() { break }
            #expect(lock.state == .held(ServeLock.Holder(process: 77, since: noon)))
            #expect(throws: ServeLockError.held(ServeLock.Holder(process: 77, since: noon))) { try lock.take() }
            try holder.send(signal: .kill)
        }
        #expect(lock.state == .abandoned(ServeLock.Holder(process: 77, since: noon)))
        let next = try lock.take()
        #expect(lock.isHeld)
        withExtendedLifetime(next) {}
    }

    @Test("is taken while others ask who has it")
    func askedMeanwhile() async throws {
        let lock = ServeLock(data: FileManager.default.temporaryDirectory.path + "/serve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: (lock.directory as NSString).deletingLastPathComponent) }
        _ = try lock.take()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for _ in 0..<2000 { _ = lock.state } }
            group.addTask { for _ in 0..<200 { _ = try lock.take() } }
            try await group.waitForAll()
        }
    }

    @Test("does not take a file that is cut for somebody")
    func cut() throws {
        try withLock { lock in
            _ = try lock.take()
            for text in ["", "12", "12 179", "x y\n", "12\n", "12 13 14\n"] {
                try Data(text.utf8).write(to: URL(filePath: lock.directory + "/lock"))
                #expect(lock.state == .free, "\(text)")
            }
        }
    }

    @Test("is private, and says what is wrong with where it is")
    func place() throws {
        try withLock { lock in
            _ = try lock.take()
            let attributes = try FileManager.default.attributesOfItem(atPath: lock.directory)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
        let lock = ServeLock(data: "/dev/null/nowhere")
        #expect(!lock.isHeld)
        let error = #expect(throws: ServeLockError.self) { try lock.take() }
        #expect(error?.description.hasPrefix("/dev/null/nowhere/serve cannot be used: ") == true)
        #expect(throws: StorageError.noHome) { try ServeLock([:]) }
    }

    @Test("Nobody hears a doorbell where nobody ever served, and ringing makes nothing")
    func nobody() throws {
        try withLock { lock in
            try Doorbell(lock).ring()
            #expect(!FileManager.default.fileExists(atPath: lock.directory))
        }
    }

    private func withLock(_ body: (ServeLock) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/serve-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(ServeLock(data: path))
    }
}
