import ArgumentParser
import Testing

@testable import Commands

@Suite("Help")
struct HelpTests {
    private let commands: [CommandDescription]

    init() throws { commands = try CommandDescription.program().everyCommand }

    @Test("says of every command what it does, and shows how it is typed")
    func examples() {
        #expect(commands.count > 25)
        for command in commands {
            #expect(command.abstract?.hasSuffix(".") == true, "\(command.path)")
            #expect(command.examples.contains { $0.hasPrefix(command.path) }, "\(command.path) has no example")
            for argument in command.ownArguments {
                #expect(argument.abstract?.isEmpty == false, "\(command.path) \(argument.valueName ?? "")")
            }
        }
    }

    @Test("has examples that the program takes as they stand")
    func parses() throws {
        let examples = commands.flatMap(\.examples).filter { $0.hasPrefix("moonreel ") }
        #expect(examples.count > 40)
        for example in examples {
            #expect(throws: Never.self, "\(example)") { try Moonreel.parseAsRoot(Self.words(of: example)) }
        }
    }

    @Test("has no example that a terminal of 80 columns breaks over two lines")
    func widths() {
        for example in commands.flatMap(\.examples) { #expect(example.count <= 78, "\(example)") }
    }

    @Test("does not take an example with a slip")
    func slips() {
        for example in ["moonreel shwo last", "moonreel show first", "moonreel run x.lua --plam"] {
            #expect(throws: (any Error).self, "\(example)") { try Moonreel.parseAsRoot(Self.words(of: example)) }
        }
    }

    @Test("shows commands in groups, each once, and none that is hidden")
    func groups() {
        let help = Moonreel.helpMessage()
        for command in commands.dropFirst() where command.superCommands == ["moonreel"] {
            let lines = help.split(separator: "\n").filter { $0.hasPrefix("  \(command.commandName) ") }
            #expect(lines.count == 1, "\(command.commandName)")
        }
        #expect(help.contains("\nSCRIPT SUBCOMMANDS:\n") && help.contains("\nACCOUNT SUBCOMMANDS:\n"))
        let shown = Set(commands.map(\.commandName))
        for type in Moonreel.configuration.subcommands where !type.configuration.shouldDisplay {
            #expect(!shown.contains(type._commandName) && !help.contains("  \(type._commandName) "))
        }
    }

    /// The words behind `moonreel` as a shell reads them, up to what is not the program's any more.
    private static func words(of line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == " " {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return Array(words.dropFirst().prefix { !["|", ">", "&", "#"].contains($0) })
    }
}
