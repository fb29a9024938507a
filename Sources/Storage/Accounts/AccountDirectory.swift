internal import Foundation

/// The accounts of this machine's user: `$XDG_DATA_HOME/moonreel/accounts`, a file each.
package struct AccountDirectory: Sendable {
    package let path: String
    /// How long somebody waits for exclusive access to an account before giving up: longer than whoever has it needs.
    package var patience = Duration.seconds(60)

    package init(path: String) {
        self.path = path
    }

    /// The directory that the environment names; throws when it names none.
    package init(_ environment: [String: String]) throws(StorageError) {
        guard let data = BaseDirectory.data.path(environment) else { throw .noHome }
        self.init(path: data + "/accounts")
    }

    /// The accounts there are, by name.
    package var names: [AccountName] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return files.compactMap { file in
            guard file.hasSuffix(".json"), FileSystem.isRegular("\(path)/\(file)") else { return nil }
            return AccountName(String(file.dropLast(5)))
        }.sorted()
    }

    package subscript(name: AccountName) -> AccountFile { AccountFile(name, in: path, patience: patience) }
}

/// Where programs keep things for a user (XDG Base Directory Specification); below each, a directory `moonreel`.
package enum BaseDirectory: Sendable {
    case configuration
    case data

    /// Nil when neither the directory nor a home is known. A relative path counts as none, as the specification has it.
    package func path(_ environment: [String: String]) -> String? {
        if let base = environment[variable], base.hasPrefix("/") { return base + "/moonreel" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + below + "/moonreel"
    }

    private var variable: String {
        switch self {
        case .configuration: "XDG_CONFIG_HOME"
        case .data: "XDG_DATA_HOME"
        }
    }

    private var below: String {
        switch self {
        case .configuration: "/.config"
        case .data: "/.local/share"
        }
    }
}
