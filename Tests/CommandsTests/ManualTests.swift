import Foundation
import Testing

@testable import Commands

@Suite("moonreel man")
struct ManualTests {
    /// Whether a program is on this machine.
    private static func has(_ program: String) -> Bool { Shells.path(of: program) != nil }

    @Test("prints every command, option, variable and exit status")
    func whole() async throws {
        let page = try await Program.run(["man"]).output
        #expect(page.hasPrefix(".Dd "))
        for command in try CommandDescription.program().everyCommand.dropFirst() {
            #expect(page.contains(".Ss \"\(command.path)\"\n"), "\(command.path)")
        }
        for setting in Setting.allCases { #expect(page.contains(".It Ev \"\(setting.variable)\"\n"), "\(setting)") }
        for heading in ["ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES"] {
            #expect(page.contains(".Sh \(heading)\n"))
        }
        for variable in ["VISUAL, EDITOR", "TZ", "NO_COLOR"] { #expect(page.contains(".It Ev \"\(variable)\"\n")) }
        #expect(page.contains(".It Fl h , Fl \\-help\n") && page.contains(".It Fl \\-version\n"))
        #expect(page.contains(".It Fl \\-sandbox\n"))
        #expect(page.contains(".It Er \"130\"\n"))
    }

    @Test("is a page to which mandoc has nothing to say", .enabled(if: has("mandoc"), "mandoc is not installed"))
    func mandoc() async throws {
        try await withWorkspace { workspace in
            let ended = try await Program.shell("set -o pipefail; $M man | mandoc -T lint", in: workspace)
            #expect(ended.output == "" && ended.errors == "" && ended.code == 0)
        }
    }

    @Test("is a page that groff sets without a warning", .enabled(if: has("groff"), "groff is not installed"))
    func groff() async throws {
        try await withWorkspace { workspace in
            let ended = try await Program.shell("$M man | groff -man -ww -z", in: workspace)
            #expect(ended.output == "" && ended.errors == "" && ended.code == 0)
        }
    }

    @Test("keeps what formatters would change or obey: dots, quotes, backslashes")
    func escaping() {
        var page = Mdoc()
        page.body("One. Two\\three\n\n  .Sh 'x' --y")
        #expect(
            page.text
                == """
                .Pp
                One.
                Two\\ethree
                .Bd -literal -offset indent
                .Sh \\(aqx\\(aq \\-\\-y
                .Ed
                """.replacing("\n.Sh", with: "\n\\&.Sh"))
    }
}
