package import Foundation
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// A sandbox on a socket, as a service.
///
/// It writes nothing to the terminal and installs no signal handlers: that is left to who runs it.
package final class SandboxServer: Service {
    private let configuration: SandboxConfiguration
    private let sandbox: Sandbox
    private let listening = Listening()
    private let keeper: StateKeeper?

    /// Reads the seed; throws when it cannot be used.
    ///
    /// With `keeping`, the state begins as that file says, when there is one. It is written to it soon after every
    /// change and by ``keep()``.
    package init(_ configuration: SandboxConfiguration = SandboxConfiguration(), keeping file: String? = nil) throws {
        self.configuration = configuration
        sandbox = try Sandbox(configuration, keeping: file) { Timestamp(Date()) }
        keeper = file.map { [sandbox] file in StateKeeper(sandbox: sandbox, file: file) }
    }

    /// Where the server listens and how to sign in; waits until it does, throws when it cannot.
    package var info: SandboxInfo {
        get async throws { try await listening.info }
    }

    /// The state as JSON, for a later start with the seed `.file`.
    package func snapshot() throws -> Data {
        try sandbox.state.snapshot()
    }

    /// Writes the state to the file it is kept in, if there is one.
    package func keep() throws {
        try keeper?.keep()
    }

    /// Serves until the task is cancelled or the service group shuts down.
    package func run() async throws {
        do {
            try await serve()
            listening.fail(CancellationError())
        } catch {
            var error = error
            if let failure = error as? IOError {
                error = ListeningError(reason: String(cString: strerror(failure.errnoCode)))
            }
            listening.fail(error)
            throw error
        }
    }

    private func serve() async throws {
        // The port is known only when the socket is bound, so what knows the address is made then.
        let responder = LateResponder()
        let logger = Logger(label: "sandbox") { _ in SwiftLogNoOpLogHandler() }
        // Not an `Application`: that would write its own `Date` into every answer.
        let server = try HTTPServerBuilder.http1().buildServer(
            configuration: ServerConfiguration(address: .hostname(configuration.host, port: configuration.port)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
            responder: { request, writer, channel in
                let response = try await responder.respond(to: request, on: channel)
                try await writer.write(response: response.head, body: response.body)
            },
            onServerRunning: { [self] channel in
                let port = channel.localAddress?.port ?? configuration.port
                let info = SandboxInfo(sandbox, address: "http://\(configuration.host):\(port)")
                responder.set(SandboxResponder(door: SandboxDoor(sandbox, info)))
                listening.succeed(info)
            })
        var services: [any Service] = [server]
        if let keeper { services.append(keeper) }
        try await ServiceGroup(configuration: .init(services: services, logger: logger)).run()
    }
}

/// Starts a sandbox on a real socket, runs the body, stops it.
///
/// With `keeping`, the state begins as that file says, when there is one, and is written to it at the end.
package func withSandbox<Result>(
    _ configuration: SandboxConfiguration = SandboxConfiguration(), keeping file: String? = nil,
    _ body: (SandboxInfo) async throws -> Result
) async throws -> Result {
    let server = try SandboxServer(configuration, keeping: file)
    let task = Task { try await server.run() }
    defer { task.cancel() }
    let outcome: Swift.Result<Result, any Error>
    do {
        outcome = .success(
            try await withTaskCancellationHandler {
                try await body(server.info)
            } onCancel: {
                task.cancel()
            })
    } catch {
        outcome = .failure(error)
    }
    task.cancel()
    // How the server ends when it is told to does not matter to the caller.
    _ = await task.result
    // A script that failed has changed things too.
    try server.keep()
    return try outcome.get()
}

/// Why the server does not listen.
package struct ListeningError: Error, CustomStringConvertible {
    /// In the operating system's words, such as `Address already in use`.
    package let reason: String

    package var description: String { reason }
}
