import Commands
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("What a service manager is told", .timeLimit(.minutes(10)))
struct ServiceManagerTests {
    static let kinds: [ManagerSocket.Kind] = ManagerSocket.kinds

    @Test("is what sd_notify says, at a path and at a name without a file", arguments: kinds)
    func statements(kind: ManagerSocket.Kind) throws {
        let socket = try ManagerSocket(kind)
        let manager = ServiceManager(["NOTIFY_SOCKET": socket.address])
        manager.ready()
        #expect(socket.next() == "READY=1")
        manager.status("3 rules, next at 07:30\nREADY=0\u{1B}[2J")
        #expect(socket.next() == "STATUS=3 rules, next at 07:30 READY=0\u{241B}[2J")
        manager.stopping()
        #expect(socket.next() == "STOPPING=1")
    }

    @Test("names the time of a reload, which has to lie after the request for it")
    func reloading() throws {
        let socket = try ManagerSocket(.path)
        func monotonic() -> Int64 {
            var now = timespec()
            clock_gettime(CLOCK_MONOTONIC, &now)
            return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
        }
        let before = monotonic()
        ServiceManager(["NOTIFY_SOCKET": socket.address]).reloading()
        let lines = try #require(socket.next()).split(separator: "\n")
        #expect(lines.count == 2 && lines[0] == "RELOADING=1")
        let time = try #require(Int64(lines[1].dropFirst("MONOTONIC_USEC=".count)))
        #expect((before...monotonic()).contains(time))
    }

    @Test("is nothing where there is no manager, or one that cannot be reached")
    func nobody() async {
        let long = "/" + String(repeating: "x", count: 200)
        for address in [nil, "", "relative", "vsock:2:1234", "/nowhere/at/all", long] {
            let manager = ServiceManager(["NOTIFY_SOCKET": address].compactMapValues(\.self))
            manager.ready()
            manager.stopping()
        }
        let manager = ServiceManager(["WATCHDOG_USEC": "1000000"])
        #expect(manager.watchInterval == nil)
        await manager.watch { true }
    }

    @Test(
        "is that all is well twice in the time it waits, when this process is meant",
        arguments: [
            ("30000000", nil, .seconds(15)), ("30000000", "42", .seconds(15)), ("30000000", "43", nil),
            ("30000000", "all", nil), ("0", nil, nil), ("-5", nil, nil), ("soon", nil, nil), (nil, nil, nil),
        ] as [(String?, String?, Duration?)])
    func interval(time: String?, process: String?, interval: Duration?) {
        let environment = ["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": time, "WATCHDOG_PID": process]
        #expect(ServiceManager(environment.compactMapValues(\.self), process: 42).watchInterval == interval)
    }

    @Test("is that all is well only when that was proved, and nothing more when the proof does not come back")
    func proof() async throws {
        let socket = try ManagerSocket(.path)
        let manager = ServiceManager(["NOTIFY_SOCKET": socket.address, "WATCHDOG_USEC": "20000000"])
        let clock = TestClock()
        let health = Mutex(true)
        let stuck = AsyncStream.makeStream(of: Void.self)
        let isStuck = Mutex(false)
        let watch = Task {
            await manager.watch(clock: clock) {
                if isStuck.withLock({ $0 }) { for await _ in stuck.stream {} }
                return health.withLock { $0 }
            }
        }
        await clock.sleepers()
        #expect(socket.next() == "WATCHDOG=1")
        clock.advance(by: .seconds(10))
        await clock.sleepers()
        #expect(socket.next() == "WATCHDOG=1")
        health.withLock { $0 = false }
        clock.advance(by: .seconds(10))
        await clock.sleepers()
        #expect(socket.isSilent)
        health.withLock { $0 = true }
        isStuck.withLock { $0 = true }
        clock.advance(by: .seconds(10))
        clock.advance(by: .seconds(1000))
        #expect(socket.isSilent)
        isStuck.withLock { $0 = false }
        stuck.continuation.finish()
        await clock.sleepers()
        #expect(socket.next() == "WATCHDOG=1")
        watch.cancel()
        await watch.value
    }
}
