import Automation
import Synchronization
import Trakt
import TraktSandbox

/// A host with the sandbox's app, which remembers what it was asked to do.
final class SandboxHost: AccountHost {
    private let sandbox: SandboxInfo
    private let transport: HTTPTransport
    private let state = Mutex((kept: [Tokens](), renewals: 0, signOuts: 0))

    init(_ sandbox: SandboxInfo, _ transport: HTTPTransport) {
        self.sandbox = sandbox
        self.transport = transport
    }

    var kept: [Tokens] { state.withLock { $0.kept } }
    var renewals: Int { state.withLock { $0.renewals } }
    var signOuts: Int { state.withLock { $0.signOuts } }
    var secrets: [String] { kept.flatMap { [$0.access.text, $0.refresh?.text ?? $0.access.text] } }

    func server() -> AuthorizationServer {
        AuthorizationServer(
            app: App(clientID: sandbox.clientID, clientSecret: Secret(sandbox.clientSecret)),
            url: sandbox.address, transport: transport, userAgent: "MoonreelTests/1.0")
    }

    func keep(_ tokens: Tokens, from server: AuthorizationServer) async throws -> KeptAccount {
        state.withLock { $0.kept.append(tokens) }
        return KeptAccount(
            name: "kept", user: .init(slug: "ada-marlow", username: "ada-marlow", name: nil, isVIP: true))
    }

    func renew() { state.withLock { $0.renewals += 1 } }

    func signOut() { state.withLock { $0.signOuts += 1 } }
}
