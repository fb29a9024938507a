internal import Foundation
internal import Journal
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
    /// An account of somebody else is not replaced: then the new tokens are given back. Either is done to the end also
    /// when whoever waits for it has given up.
    func keep(_ tokens: Tokens, as wished: AccountName?) async throws -> Kept {
        try await CriticalWork.perform {
            do { return try await kept(tokens, as: wished) } catch {
                // Nobody keeps them, so nobody shall have them.
                try? await server.revoke(tokens.access)
                throw error
            }
        }
    }

    private func kept(_ tokens: Tokens, as wished: AccountName?) async throws -> Kept {
        let directory = try settings.accountDirectory()
        var account = SignedInAccount(
            app: server.app, apiURL: try settings.apiURL(), authURL: server.url, tokens: tokens, signedInAt: Date())
        let configuration = Client.Configuration(
            apiURL: account.apiURL, authURL: server.url, clientID: server.app.clientID,
            tokens: FixedToken(tokens.access.text), userAgent: Connection.userAgent,
            timeout: try settings.callTimeout())
        // Somebody who signed in has signed in, also when Trakt then fails to say who it is.
        account.user = try? await Client(configuration: configuration, transport: transport).user()
        let name = wished ?? account.user.flatMap { Self.name(for: $0) } ?? .main
        let file = directory[name]
        try await file.withExclusiveAccess { [account] in
            if let former = try Self.former(file) { try Self.check(former, isReplaceableBy: account, name) }
            try file.store(account)
        }
        return Kept(name: name, user: account.user)
    }

    /// What is stored there already. A damaged file holds nothing that could be lost; one that may not be read does.
    private static func former(_ file: AccountFile) throws(StorageError) -> SignedInAccount? {
        do { return try file.account() } catch {
            guard case .damaged = error else { throw error }
            return nil
        }
    }

    /// The same user, at the same servers, with the same app; whom nobody knows may be anybody.
    private static func check(
        _ former: SignedInAccount, isReplaceableBy new: SignedInAccount, _ name: AccountName
    ) throws(SignInError) {
        guard former.apiURL == new.apiURL, former.authURL == new.authURL else {
            throw .nameTaken(name.text, by: "somebody at \(former.apiURL)")
        }
        guard former.app.clientID == new.app.clientID else { throw .nameTaken(name.text, by: "another app") }
        guard let user = former.user else { throw .nameTaken(name.text, by: "somebody whom Trakt did not name") }
        guard user.inJournal.id == new.user?.inJournal.id else { throw .nameTaken(name.text, by: user.username) }
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
    /// The accounts of this machine's user. Whoever has exclusive access to one may be in two calls, one after the other.
    func accountDirectory() throws -> AccountDirectory {
        var directory = try AccountDirectory(environment)
        directory.patience = try callTimeout() * 2 + .seconds(30)
        return directory
    }

    /// The OAuth calls of the configured app.
    func server(_ transport: any Transport) throws -> AuthorizationServer {
        guard let clientID else { throw SignInError.noClientID }
        return AuthorizationServer(
            app: App(clientID: clientID, clientSecret: clientSecret, redirectURI: redirectURI ?? App.outOfBand),
            url: try authURL(), transport: transport, userAgent: Connection.userAgent, timeout: try callTimeout())
    }
}

extension SignedInAccount.User {
    /// As the journal has it.
    var inJournal: AccountUser { AccountUser(id: uuid ?? slug, slug: slug) }
}

extension Client {
    /// Who the account belongs to.
    func user() async throws -> SignedInAccount.User? {
        let call = try Catalogue.users.settings.call(Arguments())
        return try await send(call).json()["user"].flatMap(SignedInAccount.User.init)
    }

    /// The same where nothing can be done without knowing it.
    func knownUser() async throws -> SignedInAccount.User {
        guard let user = try await user() else { throw ConnectionError.nameless(configuration.account) }
        return user
    }
}
