internal import Storage
internal import Trakt

/// As whom a command calls Trakt.
enum Identity: Sendable {
    /// A token from the environment, for tests and containers.
    case environment(Secret, clientID: String)
    case stored(AccountFile, SignedInAccount)
    /// An app and nobody signed in: what everybody may read.
    case nobody(clientID: String)

    /// The name of the account that the environment describes.
    static let environmentName = "environment"

    /// What nobody's journal is kept under.
    static let nobodyName = "nobody"
}

extension Settings {
    /// Who it is: the account named on the command line, else the token in the environment, else the account that is
    /// configured, else the only one there is.
    func identity() throws -> Identity {
        if let token = accessToken, isForEnvironment {
            guard let clientID else { throw ConnectionError.noClientID }
            return .environment(token, clientID: clientID)
        }
        let directory = try? accountDirectory()
        guard let file = try accountFile(in: directory) else {
            guard let clientID else { throw ConnectionError.noAccount }
            return .nobody(clientID: clientID)
        }
        guard let account = try file.account() else { throw unknown(file.name.text, directory) }
        try check(account, file.name)
        return .stored(file, account)
    }

    /// The stored account that is meant; nil when none is named and there is none.
    func accountFile(in directory: AccountDirectory?) throws(ConnectionError) -> AccountFile? {
        if let named = self[.account]?.text {
            guard let directory, let name = AccountName(named), directory.names.contains(name) else {
                throw unknown(named, directory)
            }
            return directory[name]
        }
        let names = directory?.names ?? []
        guard let directory, let first = names.first else { return nil }
        guard names.count == 1 else { throw .severalAccounts(names.map(\.text)) }
        return directory[first]
    }

    /// Whether the token in the environment is meant and not a stored account.
    private var isForEnvironment: Bool {
        guard case .flag = self[.account]?.origin else { return true }
        return self[.account]?.text == Identity.environmentName
    }

    private func unknown(_ name: String, _ directory: AccountDirectory?) -> ConnectionError {
        let known = (directory?.names ?? []).map(\.text)
        return .unknownAccount(name, known: known + (accessToken == nil ? [] : [Identity.environmentName]))
    }

    /// Tokens go to the server they came from. A test's environment must not use a real account up, nor the other way
    /// round.
    private func check(_ account: SignedInAccount, _ name: AccountName) throws {
        let servers = [(Setting.apiURL, account.apiURL, try apiURL()), (.authURL, account.authURL, try authURL())]
        for (setting, belongs, configured) in servers where belongs != configured {
            // Not configured at all is no contradiction: the account knows its servers.
            guard let origin = self[setting]?.origin else { continue }
            throw ConnectionError.otherServer(name.text, belongs: belongs, setting: "\(origin)", configured)
        }
    }
}

/// Why a command has nobody to talk to.
enum ConnectionError: Error, Hashable, CustomStringConvertible {
    case noAccount
    case noClientID
    /// Trakt did not say who the account is.
    case nameless(String)
    case unknownAccount(String, known: [String])
    case severalAccounts([String])
    case otherServer(String, belongs: String, setting: String, String)

    var description: String {
        switch self {
        case .noAccount:
            "There is no account: add --sandbox to use a Trakt in memory, or sign in with moonreel login."
        case .noClientID: "MOONREEL_ACCESS_TOKEN is set, but MOONREEL_CLIENT_ID is not: set it to your app's client id."
        case .nameless(let account):
            "Trakt does not say who the account \(account) is, so nothing was begun with it. Try again later."
        case .unknownAccount(let name, let known):
            "There is no account called \(name). "
                + (known.isEmpty
                    ? "Sign in with moonreel login --account \(name), or use --sandbox."
                    : "There is: \(known.joined(separator: ", ")).")
        case .severalAccounts(let names):
            "There are several accounts: choose one with --account, or set account in the configuration. There is: "
                + names.joined(separator: ", ") + "."
        case .otherServer(let name, let belongs, let setting, let now):
            "The account \(name) belongs to \(belongs), and \(setting) is \(now), so its token is not sent there. "
                + "Unset that, or sign in there under another name."
        }
    }
}
