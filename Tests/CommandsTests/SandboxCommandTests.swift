import Foundation
import Subprocess
import Testing

@Suite("moonreel sandbox and demo")
struct SandboxCommandTests {
    @Test("What it prints, sourced by a shell, leads scripts to it")
    func shellLines() async throws {
        try await withWorkspace(["test.lua": "print(trakt.users.settings.get().user.username)"]) { workspace in
            let ended = try await Program.shell(
                """
                mkfifo lines
                $M sandbox > lines & server=$!
                exec 3< lines
                for i in 1 2 3 4 5; do read -r line <&3; echo "$line" >> sandbox.env; done
                . ./sandbox.env
                $M run test.lua; status=$?
                kill -INT $server; wait $server; echo "$status $?"
                """, in: workspace)
            // A shell's background jobs ignore SIGINT until the program takes it up itself.
            #expect(ended.output == "demo-user\n0 130\n", "\(ended.errors)")
            #expect(
                try workspace.text("sandbox.env").split(separator: "\n").allSatisfy { $0.hasPrefix("export MOONREEL_") }
            )
        }
    }

    @Test("Two runs at once share one sandbox, and what one makes the other sees")
    func two() async throws {
        try await withSandboxProcess { sandbox in
            async let first = runScript("trakt.list('One')", environment: sandbox.environment, sandbox: false)
            async let second = runScript("trakt.list('Two')", environment: sandbox.environment, sandbox: false)
            #expect(try await first.code == 0)
            #expect(try await second.code == 0)
            let third = try await runScript(
                "for _, name in ipairs { 'One', 'Two' } do print(trakt.list { name = name, make = false } ~= nil) end",
                environment: sandbox.environment, sandbox: false)
            #expect(third.output == "true\ntrue\n")
        }
    }

    @Test("A fault that is switched on strikes a script that runs already")
    func fault() async throws {
        try await withSandboxProcess { sandbox in
            let source = "print('go')\nwhile true do trakt.users.settings.get() end"
            try await withWorkspace(["test.lua": source]) { workspace in
                let (ended, _) = try await Program.run(
                    ["run", "test.lua"], environment: sandbox.environment, in: workspace, sending: [], after: "go",
                    before: { try await sandbox.fail(#"{"kind": "status", "status": 401, "path": "/users/settings"}"#) }
                )
                #expect(ended.code == 3)
                #expect(
                    ended.errors == "moonreel: test.lua:2: users.settings.get: Trakt did not accept the access token "
                        + "(401). It is expired or revoked; a new one is needed.\n")
            }
        }
    }

    @Test("--clock sets the time that scripts see at the sandbox")
    func clock() async throws {
        try await withSandboxProcess(["--clock", "2026-03-04T05:06:07Z"]) { sandbox in
            let ended = try await runScript(
                "trakt.list('Dated') print(trakt.users.lists.all('me')[1].created_at)",
                environment: sandbox.environment, sandbox: false)
            #expect(ended.errors == "")
            let made = try await runScript(
                "for _, l in ipairs(trakt.users.lists.all('me')) do if l.name == 'Dated' then print(l.created_at) end end",
                environment: sandbox.environment, sandbox: false)
            #expect(made.output == "2026-03-04T05:06:07.000Z\n")
        }
    }

    @Test("--state keeps what was changed, also when the sandbox is killed, and ends well with SIGTERM")
    func state() async throws {
        let scripts = [
            "first.lua": "trakt.list('First kept')", "second.lua": "trakt.list('Second kept')",
            "look.lua": """
            for _, name in ipairs { 'First kept', 'Second kept' } do
              print(trakt.list { name = name, make = false } ~= nil)
            end
            """,
        ]
        try await withWorkspace(scripts) { workspace in
            let ended = try await Program.shell(
                """
                start() {
                  rm -f lines; mkfifo lines
                  $M sandbox --state kept.json > lines & server=$!
                  exec 3< lines; : > sandbox.env
                  for i in 1 2 3 4 5; do read -r line <&3; echo "$line" >> sandbox.env; done
                  . ./sandbox.env
                }
                start; $M run first.lua; kill -TERM $server; wait $server; echo $?
                start; $M run second.lua
                for i in $(seq 200); do grep -q 'Second kept' kept.json && break; sleep 0.1; done
                kill -KILL $server; wait $server 2> /dev/null
                start; $M run look.lua; kill -INT $server; wait $server; echo $?
                """, in: workspace)
            #expect(ended.output == "0\ntrue\ntrue\n130\n", "\(ended.errors)")
        }
    }

    @Test("A file that cannot be written is said before anything is changed")
    func unwritable() async throws {
        let ended = try await Program.run(["sandbox", "--state", "/no/such/directory/kept.json"])
        #expect(ended.code == 1)
        #expect(ended.output == "")
        #expect(
            ended.errors.hasPrefix(
                "moonreel: The sandbox could not begin. The sandbox could not be kept in /no/such/directory/kept.json: "
            ))
    }

    @Test("--limits refuses writes that come too fast, and says when to come back")
    func limits() async throws {
        try await withSandboxProcess(["--limits"]) { sandbox in
            let answers = try await withThrowingTaskGroup(of: SandboxProcess.Answer.self) { group in
                for number in 1...4 {
                    group.addTask {
                        try await sandbox.send("POST", "/users/me/lists", #"{"name": "List \#(number)"}"#)
                    }
                }
                return try await group.reduce(into: [SandboxProcess.Answer]()) { $0.append($1) }
            }
            #expect(answers.contains { $0.status == 201 })
            let refused = try #require(answers.first { $0.status == 429 })
            #expect(refused.headers["retry-after"] == "1")
            #expect(refused.headers["x-ratelimit"]?.contains("AUTHED_API_POST_LIMIT") == true)
        }
    }

    @Test("--vip makes a member with a member's limits; without it the account is a free one")
    func vip() async throws {
        let source = """
            local s = trakt.users.settings.get()
            print(s.user.vip, s.limits.watchlist.item_count, s.limits.list.count)
            """
        for (options, expected) in [(["--vip"], "true\t5000\t100\n"), ([], "false\t250\t5\n")] {
            try await withSandboxProcess(options) { sandbox in
                let ended = try await runScript(source, environment: sandbox.environment, sandbox: false)
                #expect(ended.output == expected, "\(ended.errors)")
            }
        }
    }

    @Test("--cors-origin lets pages from there in, instead of those on this machine")
    func origins() async throws {
        try await withSandboxProcess(["--cors-origin", "https://a.example", "--cors-origin", "https://b.example"]) {
            sandbox in
            for (origin, isAllowed) in [("https://b.example", true), ("http://localhost:80", false)] {
                let answer = try await sandbox.send(
                    "OPTIONS", "/sync/history", headers: ["Origin": origin, "Access-Control-Request-Method": "POST"])
                #expect((answer.headers["access-control-allow-origin"] == origin) == isAllowed)
            }
        }
    }

    @Test("A large account starts", .timeLimit(.minutes(10)))
    func shows() async throws {
        try await withSandboxProcess(["--shows", "3000"]) { sandbox in
            let answer = try await sandbox.send("GET", "/sync/watched/shows?limit=1")
            #expect(answer.status == 200)
        }
    }

    @Test("A port in use is said")
    func port() async throws {
        try await withSandboxProcess { sandbox in
            let port = String(sandbox.address.split(separator: ":").last ?? "")
            let ended = try await Program.run(["sandbox", "--port", port])
            #expect(ended.code == 1)
            #expect(ended.output == "")
            #expect(
                ended.errors == "moonreel: The sandbox could not listen on 127.0.0.1:\(port): Address already in use. "
                    + "Try another --port.\n")
        }
    }

    @Test("A seed that does not exist is said")
    func seed() async throws {
        let ended = try await Program.run(["sandbox", "--seed", "/no/such/file"])
        #expect(ended.code == 1)
        #expect(
            ended.errors == "moonreel: The sandbox could not begin. The sandbox state in /no/such/file could not be "
                + "read: there is no such file. Give a file that a sandbox was kept in, or none.\n")
    }

    @Test("The demo shows a list that is not there, then its items, and the same after a second run")
    func demo() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let ended = try await Program.run(["demo"], in: Workspace(path: root.path))
        #expect(ended.code == 0, "\(ended.errors)")
        var sections: [String: [String]] = [:]
        var heading = ""
        for line in ended.outputLines {
            if line.hasPrefix("== ") { heading = line } else { sections[heading, default: []].append(line) }
        }
        #expect(sections["== The list before =="] == [#"There is no list "New episodes" yet."#])
        let after = try #require(sections["== The list after =="])
        #expect(after.count > 1)
        #expect(sections["== The list is as it was =="] == after)
        #expect(sections["== Running it again =="]?.last?.hasSuffix(" 0 writes)") == true)
    }

    @Test("The demo without its rule says where to run it")
    func demoElsewhere() async throws {
        try await withWorkspace { workspace in
            let ended = try await Program.run(["demo"], in: workspace)
            #expect(ended.code == 1)
            #expect(
                ended.errors == "moonreel: scripts/rules/new-episodes.lua: there is no such file; "
                    + "run this in the project's directory, or name a rule\n")
        }
    }

    @Test("Its help and its page in the guide name every option, and every kind of fault that the server takes")
    func documented() async throws {
        let help = try await Program.run(["sandbox", "--help"]).output
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "Sources/TraktLua/Documentation.docc/Sandbox.md"), encoding: .utf8)
        let options = help.matches(of: /\n  (?:-h, )?(--[a-z-]+)/).map(\.1)
        #expect(options.count > 8)
        for option in options where !["--help", "--version"].contains(option) {
            #expect(page.contains("`\(option)`"), "the page lacks \(option)")
        }
        try await withSandboxProcess { sandbox in
            let refusal = String(
                decoding: try await sandbox.control("POST", "faults", #"{"kind": "?"}"#).body, as: UTF8.self)
            let list = try #require(refusal.firstMatch(of: /must be one of ([a-z_, ]+)/)).1
            let kinds = list.split(separator: ", ")
            #expect(kinds.count > 15)
            for kind in kinds {
                #expect(page.contains("| `\(kind)` |"), "the page lacks \(kind)")
                #expect(help.contains(kind), "the help lacks \(kind)")
            }
        }
    }
}
