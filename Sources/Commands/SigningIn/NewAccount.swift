internal import Foundation
internal import Storage
internal import Trakt

/// Tokens of somebody who just signed in, on their way to an account on this machine.
struct NewAccount {
    let settings: Settings
    let server: AuthorizationServer
    let transport: any Transport

    struct Kept: Sendable {
        let name: AccountName
        let user: SignedInAccount.User?
    }

    /// Asks Trakt who it is and keeps the account under this name, or under what Trakt calls the user.
    ///
    /// An account of somebody else is not replaced: then the new tokens are given back.
    func keep(_ tokens: Tokens, as wished: AccountName?) async throws -> Kept {
        let apiURL = try settings.apiURL()
        let directory = try AccountDirectory(settings.environment)
        var account = SignedInAccount(
            app: server.app, apiURL: apiURL, authURL: server.url, tokens: tokens, signedInAt: Date())
        let configuration = Client.Configuration(
            apiURL: apiURL, authURL: server.url, clientID: server.app.clientID,
            tokens: FixedToken(tokens.access.text), userAgent: Connection.userAgent,
            timeout: try settings.callTimeout())
        let client = Client(configuration: configuration, transport: transport)
        // Somebody who signed in has signed in, also when Trakt then fails to say who it is.
        account.user = try? await client.user()
        let name = wished ?? account.user.flatMap { Self.name(for: $0) } ?? .main
        let file = directory[name]
        do {
            try await file.withExclusiveAccess { [account] in
                // A damaged file holds nothing that could be lost.
                if let former = try? file.account(), let other = former.user, other.slug != account.user?.slug {
                    throw SignInError.nameTaken(name.text, by: other.username)
                }
                try file.store(account)
            }
        } catch {
            // Nobody keeps them, so nobody shall have them.
            try? await server.revoke(tokens.access)
            throw error
        }
        return Kept(name: name, user: account.user)
    }

    private static func name(for user: SignedInAccount.User) -> AccountName? {
        guard user.slug != Identity.environmentName else { return nil }
        return AccountName(user.slug)
    }
}

/// Why signing in or out did not happen.
enum SignInError: Error, Hashable, CustomStringConvertible {
    case noClientID
    case noClientSecret
    case badName(String)
    case reservedName(String)
    case nameTaken(String, by: String)
    case nothingToRenew
    case signedOut

    var description: String {
        switch self {
        case .noClientID:
            "There is no client id. Make an app at https://trakt.tv/oauth/applications (that takes a VIP membership) and "
                + "pass its client id as --client-id, MOONREEL_CLIENT_ID, or client_id in config.yaml."
        case .noClientSecret:
            "There is no client secret: set MOONREEL_CLIENT_SECRET, or client_secret in config.yaml, or run this in a "
                + "terminal, which asks for it."
        case .badName(let name): "\"\(name)\" is no name for an account: it takes \(AccountName.accepts)."
        case .reservedName(let name):
            "The name \(name) stands for the account of MOONREEL_ACCESS_TOKEN; choose another."
        case .nameTaken(let name, let user):
            "The account \(name) belongs to \(user), so it was not replaced. Sign it out first, or sign in under another "
                + "name with --account."
        case .nothingToRenew: "The token of this account cannot be renewed: it comes from the environment or a sandbox."
        case .signedOut: "Nobody is signed in."
        }
    }
}

extension Settings {
    /// The OAuth calls of the configured app.
    func server(_ transport: any Transport) throws -> AuthorizationServer {
        guard let clientID else { throw SignInError.noClientID }
        return AuthorizationServer(
            app: App(clientID: clientID, clientSecret: clientSecret, redirectURI: redirectURI ?? App.outOfBand),
            url: try authURL(), transport: transport, userAgent: Connection.userAgent, timeout: try callTimeout())
    }
}

extension Client {
    /// Who the account belongs to.
    func user() async throws -> SignedInAccount.User? {
        let call = try Catalogue.users.settings.call(Arguments())
        return try await send(call).json()["user"].flatMap(SignedInAccount.User.init)
    }
}
