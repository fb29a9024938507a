internal import ArgumentParser
internal import Automation
internal import Foundation
internal import LineEditing
internal import Lua
internal import REPL
internal import Storage
internal import Trakt

/// `moonreel repl`: Lua, typed line by line.
struct ReplCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl",
        abstract: "Type Lua and see what comes of it.",
        discussion: """
            An expression prints its value, statements run, unfinished input goes on in the next line. Calls that read are \
            made; what would be changed is planned and shown, and :apply makes it. With --allow-writes changes are made at \
            once, each input as a run of its own that :undo takes back. Ctrl-C ends an input and keeps the session.

              moonreel repl --sandbox
              echo 'trakt.shows.trending()[1].show.title' | moonreel repl --sandbox

            Tab completes names, parameters and values; :help lists the commands, :doc NAME and help(x) tell about one \
            thing. What was typed is kept in repl_history beside the journal; a line that begins with a blank is not.

            Where standard input is no terminal, values alone go to standard output, and the first error ends it with \
            status 1. Exit status: 0 done, 1 an input failed, 2 bad usage, 3 Trakt could not be reached, 130 interrupted.
            """)

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "Make changes at once instead of planning them.")
    var allowWrites = false

    @Flag(help: "Print each value as JSON, on a line of its own.")
    var json = false

    func run() async throws {
        try await explained {
            let terminal = ReplTerminal()
            var options = connection
            // What to go back to when another account cannot be reached.
            var former: ConnectionOptions?
            while true {
                let ending: ConsoleEnding
                do {
                    ending = try await options.connected { connection in
                        try await terminal.session(session(on: connection), json: json)
                    }
                } catch let error where former != nil {
                    Terminal.note("\(error)")
                    (options, former) = (former ?? options, nil)
                    continue
                }
                switch ending {
                case .quit: return await terminal.release()
                case .failed, .interrupted:
                    await terminal.release()
                    throw (ending == .failed ? ExitStatus.failed : .interrupted).code
                case .goOn(let account): (options, former) = (try .parse(["--account", account]), options)
                case .goOnInSandbox: (options, former) = (try .parse(["--sandbox"]), options)
                }
            }
        }
    }

    private func session(on connection: Connection) async throws -> ReplSession {
        let context = try await connection.context()
        try await putInOrder(context, stop: StopSwitch())
        return ReplSession(connection, context, writes: allowWrites ? .made : .planned)
    }
}
