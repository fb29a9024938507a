import Foundation
import Subprocess
import Testing

@Suite("moonreel completion")
struct CompletionTests {
    /// What a shell proposes for a line, in a folder with rules, two accounts and two runs.
    private func proposals(_ shell: Shells, _ line: [String], in workspace: Workspace) async throws -> Set<String> {
        try workspace.write("ask", shell.asking)
        let program = URL(filePath: try Program.path()).deletingLastPathComponent().path
        let words = line.map { "'\($0)'" }.joined(separator: " ")
        let ended = try await Program.shell(
            """
            export PATH="\(program):$PATH" TMPDIR="$PWD/temporary" HOME="$PWD"
            mkdir -p temporary
            $M completion \(shell) > proposing && \(shell) \(Self.plain(shell)) ask ./proposing \(words)
            """, in: workspace)
        #expect(ended.errors == "", "\(shell) \(line)")
        return Set(ended.outputLines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty })
    }

    /// What keeps a shell from reading anybody's own settings.
    private static func plain(_ shell: Shells) -> String {
        switch shell {
        case .bash: "--norc"
        case .zsh: "-f"
        case .fish: "--no-config"
        }
    }

    private func inPlace(_ body: (Workspace) async throws -> Void) async throws {
        let files = [
            "data/moonreel/accounts/home.json": "{}", "data/moonreel/accounts/work.json": "{}",
            "new.lua": "return { name = 'New', run = function() end }", "notes.txt": "", "rules/old.lua": "",
        ]
        try await withWorkspace(files) { workspace in
            for _ in 1...2 { #expect(try await Program.run(["run", "--sandbox", "new.lua"], in: workspace).code == 0) }
            try await body(workspace)
        }
    }

    @Test(
        "makes every shell that is here propose commands, options, and what this machine has",
        arguments: Shells.installed)
    func proposes(_ shell: Shells) async throws {
        try await inPlace { workspace in
            func ask(_ line: String...) async throws -> Set<String> {
                try await proposals(shell, ["moonreel"] + line, in: workspace)
            }
            #expect(try await ask("ru") == ["run", "runs", "rules"])
            #expect(try await ask("show", "").isSuperset(of: ["last", "1", "2"]))
            #expect(try await ask("logout", "--account", "") == ["home", "work"])
            #expect(try await ask("logout", "--account", "w") == ["work"])
            #expect(try await ask("api", "search.ex") == ["search.exact"])
            #expect(try await ask("run", "--sandbox-") == ["--sandbox-state"])
            let files = try await ask("run", "n")
            #expect(files.contains("new.lua") && !files.contains("notes.txt"))
            #expect(try await ask("completion", "") == ["bash", "zsh", "fish"])
        }
    }

    @Test("proposes nothing and says nothing where there is no account, no journal, or one that is broken")
    func nothing() async throws {
        try await withWorkspace { workspace in
            for _ in 1...2 {
                for (argument, expected) in [
                    ("logout -- --account", ""), ("show -- positional@0", "last\n"), ("runs -- --rule", ""),
                ] {
                    let ended = try await Program.shell("$M ---completion \(argument) 2 0 moonreel x ''", in: workspace)
                    #expect(ended.errors == "" && ended.code == 0, "\(argument)")
                    #expect(
                        ended.output.trimmingCharacters(in: .newlines) == expected.trimmingCharacters(in: .newlines))
                }
                // A look makes no journal.
                #expect((try? workspace.text("data/moonreel/journal.sqlite")) ?? "no database" == "no database")
                try workspace.write("data/moonreel/journal.sqlite", "no database")
            }
        }
    }

    @Test("offers files whatever they are called, and runs nothing that is in a name", arguments: Shells.installed)
    func hostileNames(_ shell: Shells) async throws {
        let names = ["x$(touch PWNED).lua", "x`touch PWNED`.lua", "x'y.lua", "x \"z\".lua"]
        let files = Dictionary(uniqueKeysWithValues: (names + ["x\u{1B}[2J.lua", "xa\nxb.lua"]).map { ($0, "") })
        try await withWorkspace(files) { workspace in
            let offered = try await proposals(shell, ["moonreel", "next", "x"], in: workspace)
            let here = try FileManager.default.contentsOfDirectory(atPath: workspace.path)
            #expect(!here.contains("PWNED"))
            #expect(shell == .bash ? offered == Set(names) : !offered.isEmpty)
        }
    }

    /// What a line in bash becomes with the key, on a terminal.
    private func typed(_ line: String, in workspace: Workspace) async throws -> String {
        let program = URL(filePath: try Program.path()).deletingLastPathComponent().path
        try workspace.write("line", line)
        try workspace.write(
            "rc",
            """
            PS1=; bind 'set enable-bracketed-paste off'; bind -x '"\\C-g": printf %s "$READLINE_LINE" >became; exit'
            source proposing
            """)
        let ended = try await Program.shell(
            """
            export PATH="\(program):$PATH" HOME="$PWD" TERM=dumb; $M completion bash >proposing
            { cat line; printf '\\t\\a'; } | script -qec 'bash --rcfile rc -i' /dev/null >/dev/null; cat became
            """, in: workspace)
        return ended.output
    }

    @Test(
        "makes bash quote what it fills in, and takes no command for a folder",
        .enabled(if: Shells.path(of: "script") != nil, "script is not installed"),
        arguments: [
            ("moonreel next x", "moonreel next x\\$\\(touch\\ PWNED\\).lua "),
            ("moonreel next y", "moonreel next y\\'z.lua "),
            ("moonreel rul", "moonreel rules "), ("moonreel next rul", "moonreel next rules/"),
        ])
    func filledIn(_ line: String, _ expected: String) async throws {
        let files = ["x$(touch PWNED).lua": "", "y'z.lua": "", "rules/old.lua": ""]
        try await withWorkspace(files) { workspace in
            let became = try await typed(line, in: workspace)
            #expect(became == expected)
            let here = try FileManager.default.contentsOfDirectory(atPath: workspace.path)
            #expect(!here.contains("PWNED"))
        }
    }
}
