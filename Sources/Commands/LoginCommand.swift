internal import ArgumentParser
internal import Foundation
internal import Storage
internal import Trakt

/// `moonreel login`: signs a Trakt user in.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Sign in to Trakt.",
        discussion: """
            Shows a code to type at Trakt, on this machine or any other, and waits until it was approved. With a redirect \
            address (--redirect-uri, MOONREEL_REDIRECT_URI, or redirect_uri in config.yaml) it signs in through a browser \
            instead: http://127.0.0.1:PORT/... is listened to, with urn:ietf:wg:oauth:2.0:oob Trakt shows a code to \
            paste.

            The app's client id is its own option; its secret is taken from MOONREEL_CLIENT_SECRET or config.yaml, or \
            asked for.

              moonreel login
              moonreel login --account work --redirect-uri http://127.0.0.1:8765/back

            Exit status: 0 signed in, 1 not approved, 2 bad usage, 3 Trakt could not be reached or refused, \
            130 interrupted.
            """)

    @Option(
        help: ArgumentHelp(
            "What to call the account on this machine; else what Trakt calls the user.", valueName: "name"),
        completion: .account)
    var account: String?

    @Option(name: .customLong("client-id"), help: ArgumentHelp("The app's client id.", valueName: "id"))
    var clientID: String?

    @Option(
        name: .customLong("redirect-uri"),
        help: ArgumentHelp("Sign in through a browser that is led back to this address.", valueName: "uri"))
    var redirectURI: String?

    @Flag(name: .customLong("no-browser"), help: "Print the address only; open no browser.")
    var noBrowser = false

    func run() async throws {
        try await commanded {
            var flags: [Setting: String] = [:]
            flags[.clientID] = clientID
            flags[.redirectURI] = redirectURI
            let settings = try Settings.current(flags: flags)
            let name = try wishedName(settings)
            try await withTransport { transport in
                let server = try server(settings, transport)
                let tokens = try await tokens(from: server, settings)
                let kept = try await NewAccount(settings: settings, server: server, transport: transport)
                    .keep(tokens, as: name)
                report(kept)
            }
        }
    }

    private func wishedName(_ settings: Settings) throws -> AccountName? {
        guard let text = account else { return nil }
        guard let name = AccountName(text) else { throw SignInError.badName(text) }
        guard text != Identity.environmentName else { throw SignInError.reservedName(text) }
        return name
    }

    private func server(_ settings: Settings, _ transport: any Transport) throws -> AuthorizationServer {
        var server = try settings.server(transport)
        guard server.app.clientSecret == nil else { return server }
        if Terminal.canAsk {
            server.app.clientSecret = Terminal.secret(askingFor: "The app's client secret")
        } else if settings.redirectURI == nil {
            // A browser's code is proven by PKCE; a device's code is not.
            throw SignInError.noClientSecret
        }
        return server
    }

    private func tokens(from server: AuthorizationServer, _ settings: Settings) async throws -> Tokens {
        guard settings.redirectURI != nil else { return try await DeviceDialogue(server: server).tokens() }
        return try await BrowserDialogue(server: server, opensBrowser: !noBrowser).tokens()
    }

    private func report(_ kept: NewAccount.Kept) {
        // Rules of this account may be waiting for it.
        if let lock = try? ServeLock(ProcessInfo.processInfo.environment) { try? Doorbell(lock).ring() }
        guard let user = kept.user else {
            Terminal.print("Signed in; the account is called \(kept.name). Trakt did not say who it is.")
            return
        }
        let person = user.name.map { "\($0) (\(user.username))" } ?? user.username
        Terminal.print("Signed in as \(person)\(user.isVIP ? ", VIP" : ""); the account is called \(kept.name).")
    }
}
