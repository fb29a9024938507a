package import ArgumentParser
internal import Foundation
internal import Isolation
internal import Logging
internal import Lua

/// The program.
package struct Moonreel: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "moonreel",
        abstract: "A scriptable automation runtime for Trakt.",
        discussion: """
            Scripts are written in Lua; the module trakt is there without require. Try one without an account:

              moonreel run --sandbox scripts/rules/new-episodes.lua
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Script",
                subcommands: [
                    RunCommand.self, ReplCommand.self, CheckCommand.self, ApplyCommand.self, SandboxCommand.self,
                    SimulateCommand.self, DemoCommand.self,
                ]),
            CommandGroup(
                name: "Rule",
                subcommands: [ServeCommand.self, RulesCommand.self, NextCommand.self, BackfillCommand.self]),
            CommandGroup(
                name: "Run",
                subcommands: [
                    RunsCommand.self, ShowCommand.self, WhyCommand.self, UndoCommand.self, ResumeCommand.self,
                    SettleCommand.self, ReplayCommand.self,
                ]),
            CommandGroup(
                name: "Account",
                subcommands: [LoginCommand.self, LogoutCommand.self, AccountsCommand.self, DoctorCommand.self]),
            CommandGroup(
                name: "Reference",
                subcommands: [APICommand.self, StubsCommand.self, CompletionCommand.self, ManCommand.self]),
        ])

    package init() {}

    /// Runs what the command line asks for, then ends the process.
    package static func start() async -> Never {
        // Before anything else: a guest is to hold nothing, and to be ready at once.
        if let host = Guest.host(in: CommandLine.arguments) { Guest.serve(host) }
        keepSystemLogClean()
        LoggingSystem.bootstrap { _ in TerminalLog() }
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            // The parser's own status for bad usage is 64.
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Terminal.say(fullMessage(for: error))
            exit(withError: ExitStatus.badUsage.code)
        }
        if Terminal.lostOutput { exit(withError: ExitStatus.failed.code) }
        exit()
    }

    /// The library that runs tasks asks for a priority that takes privileges which most people lack, and would write a line
    /// into the system's log, as this program's, for each thread that does not get it.
    private static func keepSystemLogClean() {
        #if os(Linux)
            setenv("LIBDISPATCH_LOG", "NO", 0)
        #endif
    }
}

enum Version {
    static let number = "0.1.0"
    /// The day of the version, for the manual page.
    static let day = "November 30, 2026"

    /// The program's version and the Lua it runs on.
    static var text: String {
        let hole = Release.hasConcatHole ? ", which has the __concat hole of Debian 12; coroutines are guarded" : ""
        return "moonreel \(number) (Lua \(Release.number)\(hole))"
    }
}
