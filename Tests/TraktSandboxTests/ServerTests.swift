import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import TraktSandbox

@Suite("A sandbox on a socket")
struct ServerTests {
    @Test("answers its address and credentials")
    func info() async throws {
        try await withClient { client in
            let info = try await client.get("/_sandbox/info").json
            #expect(info["address"]?.string == client.info.address)
            #expect(info["client_id"]?.string == client.info.clientID)
            #expect(info["client_secret"]?.string == client.info.clientSecret)
            #expect(info["access_token"]?.string == client.info.accessToken)
            #expect(info["user"] == "demo-user")
            #expect(info["now"]?.string.flatMap { Timestamp($0) } != nil)
            #expect(try await client.get("/_sandbox/nothing").status == 404)
        }
    }

    @Test("stops at once, also with a connection that stays open and a call that waits")
    func stops() async throws {
        let clock = ContinuousClock()
        let stopping = try await withSandbox { info in
            let client = RawClient(info)
            _ = try await client.post(
                "/_sandbox/faults", ["path": "/users/settings", "kind": "latency", "delay_ms": 600_000])
            let port = info.address.split(separator: ":").last.flatMap { Int($0) } ?? 0
            // One connection is idle, one waits for its answer; neither is closed by the client.
            _ = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            let waiting = Task { try await client.get("/users/settings") }
            while try await client.get("/_sandbox/requests").json.array?.isEmpty ?? true { await Task.yield() }
            withExtendedLifetime(waiting) {}
            return clock.now
        }
        #expect(clock.now - stopping < .seconds(300))  // the call would wait ten minutes
    }

    @Test("runs in a service group and shuts down with it")
    func service() async throws {
        let server = try SandboxServer()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [server], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let client = RawClient(try await server.info)
            #expect(try await client.get("/shows/trending").status == 200)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test("says that it cannot listen when the port is taken")
    func portTaken() async throws {
        try await withClient { client in
            let port = client.info.address.split(separator: ":").last.flatMap { Int($0) } ?? 0
            await #expect(throws: (any Error).self) {
                try await withSandbox(SandboxConfiguration(port: port)) { _ in }
            }
        }
    }

    @Test("takes ten thousand items in one call")
    func largeBody() async throws {
        try await withClient { client in
            let movies = JSONValue.array(
                (0..<10_000).map {
                    ["ids": ["trakt": .int($0 % 2 == 0 ? 1 : -1)], "watched_at": "2026-01-01T00:00:00.000Z"]
                })
            let answer = try await client.post("/sync/history", ["movies": movies])
            #expect(answer.status == 201)
            #expect(try answer.json["added"]?["movies"] == 5000)
            #expect(try answer.json["not_found"]?["movies"]?.array?.count == 5000)
        }
    }
}
