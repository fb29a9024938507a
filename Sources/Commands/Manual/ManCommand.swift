internal import ArgumentParser

/// `moonreel man`: the manual page.
struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man",
        abstract: "Print the manual page.",
        discussion: """
            It is written for man (mdoc), and made of the same texts as --help.

              moonreel man | man -l -
              moonreel man > ~/.local/share/man/man1/moonreel.1
            """)

    func run() throws {
        Terminal.output(ManualPage(program: try .program()).text)
    }
}
