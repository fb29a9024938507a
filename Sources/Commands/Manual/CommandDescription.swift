internal import ArgumentParser
internal import Foundation

/// A command as the parser describes it: its words, what it takes, and the commands below it.
struct CommandDescription: Decodable, Sendable {
    let commandName: String
    let superCommands: [String]?
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool?
    let subcommands: [CommandDescription]?
    let arguments: [Argument]?

    /// An argument, an option or a flag.
    struct Argument: Decodable, Sendable {
        enum Kind: String, Decodable, Sendable { case positional, option, flag }

        struct Name: Decodable, Sendable {
            let kind: String
            let name: String

            /// As it is typed.
            var text: String { kind == "long" ? "--" + name : "-" + name }
        }

        let kind: Kind
        let names: [Name]?
        let valueName: String?
        let isOptional: Bool
        let isRepeating: Bool
        let shouldDisplay: Bool
        let defaultValue: String?
        let abstract: String?
    }

    /// The whole program.
    static func program() throws -> CommandDescription {
        struct Document: Decodable { let command: CommandDescription }
        return try JSONDecoder().decode(Document.self, from: Data(Moonreel._dumpHelp().utf8)).command
    }

    /// Its name as it is typed: `moonreel rules pause`.
    var path: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }

    /// What it takes beside what every command takes.
    var ownArguments: [Argument] {
        (arguments ?? []).filter { argument in
            argument.shouldDisplay
                && !(argument.names ?? []).contains { $0.text == "--help" || $0.text == "--version" }
        }
    }

    /// The commands below it that a person is shown.
    var shownCommands: [CommandDescription] {
        (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }

    /// It and every command below it that a person is shown.
    var everyCommand: [CommandDescription] { [self] + shownCommands.flatMap(\.everyCommand) }

    /// The lines of the discussion that show what to type: those that are set in.
    var examples: [String] {
        (discussion ?? "").split(separator: "\n").filter { $0.hasPrefix("  ") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
