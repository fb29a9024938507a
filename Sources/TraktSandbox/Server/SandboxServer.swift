package import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// A sandbox on a socket, as a service.
///
/// It writes nothing to the terminal and installs no signal handlers: that is left to who runs it.
package final class SandboxServer: Service {
    private static let accessToken = "sandbox-access-token"

    private let configuration: SandboxConfiguration
    private let sandbox: Sandbox
    private let app: App
    private let listening = Listening()

    /// Reads the seed; throws when it cannot be used.
    package init(_ configuration: SandboxConfiguration = SandboxConfiguration()) throws {
        self.configuration = configuration
        // The other users' tokens end with their names: a household has more than one account.
        let app = App(
            clientID: "sandbox-client-id", clientSecret: "sandbox-client-secret",
            tokens: [
                Self.accessToken: DemoAccounts.user,
                "\(Self.accessToken)-\(DemoAccounts.publicUser)": DemoAccounts.publicUser,
                "\(Self.accessToken)-\(DemoAccounts.privateUser)": DemoAccounts.privateUser,
                "\(Self.accessToken)-\(DemoAccounts.stranger)": DemoAccounts.stranger,
            ])
        self.app = app
        let realNow: @Sendable () -> Timestamp = { Timestamp(Date()) }
        sandbox = try Sandbox(
            gate: Gate(app: app), isRateLimited: configuration.limits.areCallsLimited, realNow: realNow
        ) {
            try SandboxState.start(configuration, realNow: realNow())
        }
    }

    /// Where the server listens and how to sign in; waits until it does, throws when it cannot.
    package var info: SandboxInfo {
        get async throws { try await listening.info }
    }

    /// The state as JSON, for a later start with the seed `.file`.
    package func snapshot() throws -> Data {
        try sandbox.contents.withLock { $0.state }.snapshot()
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
        let application = Application(
            responder: responder,
            configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { [self] channel in
                let info = info(port: channel.localAddress?.port ?? configuration.port)
                responder.set(SandboxResponder(sandbox: sandbox, panel: ControlPanel(sandbox: sandbox, info: info)))
                listening.succeed(info)
            },
            logger: Logger(label: "sandbox") { _ in SwiftLogNoOpLogHandler() })
        try await application.run()
    }

    private func info(port: Int) -> SandboxInfo {
        SandboxInfo(
            address: "http://\(configuration.host):\(port)", clientID: app.clientID,
            clientSecret: app.clientSecret, accessToken: Self.accessToken, user: DemoAccounts.user,
            now: sandbox.now.description)
    }
}

/// Starts a sandbox on a real socket, runs the body, stops it.
///
/// With `keeping`, the state begins as that file says, when there is one, and is written to it at the end.
package func withSandbox<Result>(
    _ configuration: SandboxConfiguration = SandboxConfiguration(), keeping file: String? = nil,
    _ body: (SandboxInfo) async throws -> Result
) async throws -> Result {
    var configuration = configuration
    if let file, FileManager.default.fileExists(atPath: file) { configuration.seed = .file(path: file) }
    let server = try SandboxServer(configuration)
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
    if let file { try keep(server, in: file) }
    return try outcome.get()
}

/// Replaces the file as a whole, so that a full disk or a crash leaves the former one.
private func keep(_ server: SandboxServer, in file: String) throws {
    do {
        try server.snapshot().write(to: URL(filePath: file), options: .atomic)
    } catch {
        throw SandboxFileError(path: file, reason: error.localizedDescription)
    }
}

/// A file that the state could not be written to.
package struct SandboxFileError: Error, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String {
        "The sandbox could not be kept in \(path): \(reason) What was changed there is not in the file."
    }
}

/// Why the server does not listen.
package struct ListeningError: Error, CustomStringConvertible {
    /// In the operating system's words, such as `Address already in use`.
    package let reason: String

    package var description: String { reason }
}
