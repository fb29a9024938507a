internal import ArgumentParser
internal import Foundation
internal import Storage
internal import Trakt

/// `moonreel accounts`: who is signed in on this machine. Asks nobody.
struct AccountsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts",
        abstract: "List the accounts that are signed in.",
        discussion: """
            Other commands take one of them with --account.

              moonreel accounts
              moonreel accounts --json
            """)

    @Flag(help: "Print the list as JSON, without any tokens.")
    var json = false

    func run() async throws {
        try await commanded {
            let settings = try Settings.current()
            let entries = try AccountEntry.all(settings)
            if json {
                Terminal.output(JSONValue.array(entries.map(\.document)).encodedText)
            } else if entries.isEmpty {
                Terminal.note("Nobody is signed in. Sign in with moonreel login.")
            } else {
                for line in AccountEntry.table(entries) { Terminal.print(line) }
            }
            for case .failure(let error) in entries.map(\.account) { Terminal.note("\(error)") }
        }
    }
}

/// One line of the list.
struct AccountEntry {
    let name: String
    let account: Result<SignedInAccount, StorageError>
    /// Whether commands use it when none is named.
    let isUsual: Bool

    static func all(_ settings: Settings) throws -> [AccountEntry] {
        let directory = try AccountDirectory(settings.environment)
        let names = directory.names
        let usual =
            settings.accessToken == nil ? settings[.account]?.text ?? (names.count == 1 ? names[0].text : nil) : nil
        return names.compactMap { name in
            do throws(StorageError) {
                // Signed out since the names were read.
                guard let account = try directory[name].account() else { return nil }
                return AccountEntry(name: name.text, account: .success(account), isUsual: name.text == usual)
            } catch {
                return AccountEntry(name: name.text, account: .failure(error), isUsual: name.text == usual)
            }
        }
    }

    /// A word for what the account is good for.
    private var state: String {
        switch account {
        case .success(let account): account.refusedAt == nil ? "ok" : "sign_in_again"
        case .failure: "unusable"
        }
    }

    var document: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "default": .boolean(isUsual), "state": .string(state),
        ]
        if case .success(let account) = account {
            members["signed_in_at"] = .string(account.signedInAt.formatted(.iso8601))
            members["token_expires_at"] = .string(account.tokens.expiresAt.formatted(.iso8601))
            members["api_url"] = .string(account.apiURL)
            if let user = account.user {
                members["user"] = [
                    "slug": .string(user.slug), "username": .string(user.username), "vip": .boolean(user.isVIP),
                    "name": user.name.map { .string($0) } ?? .null,
                ]
            }
        }
        return .object(members)
    }

    /// Columns as wide as they have to be.
    static func table(_ entries: [AccountEntry]) -> [String] {
        let rows = [["", "NAME", "USER", "SIGNED IN", "TOKEN UNTIL"]] + entries.map(\.row)
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }

    private var row: [String] {
        let mark = isUsual ? "*" : " "
        guard case .success(let account) = account else { return [mark, name, "?", "?", "cannot be read"] }
        let user = account.user.map { $0.username + ($0.isVIP ? " (VIP)" : "") } ?? "?"
        let end = account.refusedAt == nil ? account.tokens.expiresAt.formatted(.iso8601) : "ended: sign in again"
        return [mark, name, user, account.signedInAt.formatted(.iso8601), end]
    }
}
