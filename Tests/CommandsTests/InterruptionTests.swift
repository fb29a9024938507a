import Subprocess
import Testing

/// Ways to be busy; each prints a line and is in line 2 from then on.
private let busy: [(name: String, source: String)] = [
    ("loop", "\nprint('go') while true do end"),
    ("loop that catches", "\nprint('go') while true do pcall(error) end"),
    ("pattern", "\nprint('go') return (('a'):rep(1e6)):find(('a*'):rep(30) .. 'b')"),
    ("loop in all{}", "\nall { function() print('go') while true do end end, function() end }"),
]

@Suite("Interruption", .serialized)
struct InterruptionTests {
    @Test("Ctrl-C and termination stop a busy script at once, and say where it was", arguments: busy.map(\.name))
    func stops(_ name: String) async throws {
        let source = try #require(busy.first { $0.name == name }).source
        for signal in [Signal.interrupt, .terminate] {
            try await withWorkspace(["test.lua": source]) { workspace in
                let (ended, latency) = try await Program.run(
                    ["run", "--sandbox", "test.lua"], in: workspace, sending: [signal], after: "go")
                print("\(name), signal \(signal.rawValue): \(latency)")
                #expect(ended.code == 130)
                // In time: after a second the process ends hard, and says other words.
                #expect(
                    ended.errorLines.first == "moonreel: The script was interrupted, at test.lua:2.", "\(ended.errors)")
            }
        }
    }

    @Test("A script that waits for an answer is stopped too, and a write under way is not kept quiet")
    func waiting() async throws {
        try await withSandboxProcess { sandbox in
            for (method, path) in [("GET", "/users/me/lists/favourites/items"), ("PUT", "/users/me/lists/favourites")] {
                try await sandbox.fail(
                    #"{"kind": "latency", "method": "\#(method)", "path": "\#(path)", "delay_ms": 60000}"#)
            }
            for (source, isWrite) in [
                ("trakt.users.lists.items('me', 'favourites')", false),
                ("trakt.lists.update('me', 'favourites', { description = 'x' })", true),
            ] {
                try await withWorkspace(["test.lua": "print('go')\n" + source]) { workspace in
                    let before = try await sandbox.requests().count
                    let (ended, latency) = try await Program.run(
                        ["run", "test.lua"], environment: sandbox.environment, in: workspace, sending: [.interrupt],
                        after: "go",
                        before: {
                            // The script prints before it calls; the call counts once the server has it.
                            // Whose the account is, is read first, and what undoing will need before a write.
                            let awaited = before + (isWrite ? 3 : 2)
                            while try await sandbox.requests().count < awaited { await Task.yield() }
                        })
                    print("waiting, write \(isWrite): \(latency)")
                    #expect(ended.code == 130)
                    let lines = ["moonreel: The script was interrupted, at test.lua:2."]
                    let more = [
                        "  1 writing call has no answer; the next run of this account finds out whether the change "
                            + "was made."
                    ]
                    #expect(ended.errorLines == (isWrite ? lines + more : lines))
                }
            }
        }
    }

    @Test("A second Ctrl-C ends the process without more ado, also what the first one waits for")
    func twice() async throws {
        try await withHome { home in
            _ = try await home.login()
            try home.workspace.write("who.lua", "print('go') trakt.users.settings.get()")
            try await home.sandbox.control("POST", "sign-ins/expire")
            try await home.sandbox.fail(#"{"kind": "latency", "path": "/oauth/token", "delay_ms": 60000}"#)
            let (ended, latency) = try await Program.run(
                ["run", "who.lua"], environment: home.environment, in: home.workspace,
                sending: [.interrupt, .terminate], after: "go",
                before: {
                    while try await !home.sandbox.requests().contains("/oauth/token") { await Task.yield() }
                })
            #expect(ended.code == 130)
            // Another signal, because two of one kind may arrive as one.
            // After a first one alone the program says within a second that it finishes the exchange, and does.
            #expect(!ended.errors.contains("Finishing"), "\(ended.errors)")
            #expect(latency < .seconds(500))
        }
    }

    @Test("Ctrl-C and --timeout wait for a refresh under way, whose answer holds the only copy of the next token")
    func refreshUnderWay() async throws {
        try await withHome { home in
            _ = try await home.login()
            try home.workspace.write("who.lua", "print('go') print(trakt.users.settings.get().user.ids.slug)")
            let latency = #"{"kind": "latency", "path": "/oauth/token", "delay_ms": 3000, "count": 1}"#
            let words = "Finishing an exchange of tokens"

            try await home.sandbox.control("POST", "sign-ins/expire")
            try await home.sandbox.fail(latency)
            let (ended, _) = try await Program.run(
                ["run", "who.lua"], environment: home.environment, in: home.workspace, sending: [.interrupt],
                after: "go",
                before: {
                    while try await !home.sandbox.requests().contains("/oauth/token") { await Task.yield() }
                })
            #expect(ended.code == 130 && ended.errors.contains(words), "\(ended.errors)")
            #expect(!ended.errors.contains("from inside"))
            #expect(try await home.run("run", "who.lua").output == "go\ndemo-user\n")

            try await home.sandbox.control("POST", "sign-ins/expire")
            try await home.sandbox.fail(latency)
            let late = try await home.run("run", "--timeout", "500ms", "who.lua")
            #expect(late.code == 1 && late.errors.contains(words), "\(late.errors)")
            #expect(try await home.run("run", "who.lua").output == "go\ndemo-user\n")
        }
    }

    @Test("Ctrl-C does not lose the tokens of a sign-in that was approved: the account is kept under its own name")
    func signInUnderWay() async throws {
        try await withHome { home in
            try await home.sandbox.control("PUT", "sign-ins/durations", #"{"device_interval":1}"#)
            try await home.sandbox.fail(#"{"kind": "latency", "path": "/oauth/device/token", "delay_ms": 2500}"#)
            let line = "mkfifo go; $M login & read -r word < go; kill -INT $!; wait $!"
            async let login = Program.shell(line, environment: home.environment, in: home.workspace)
            let approval = #"{"decision":"approve"}"#
            while try await home.sandbox.control("POST", "sign-ins/decide", approval).status != 200 {
                await Task.yield()
            }
            while try await !home.sandbox.requests().contains("/oauth/device/token") { await Task.yield() }
            try home.workspace.write("go", "go\n")
            let ended = try await login
            #expect(ended.code == 130, "\(ended.errors)")
            #expect(ended.output.hasSuffix("the account is called demo-user.\n"))
        }
    }

    @Test("Ctrl-C does not wait until it is known what became of an earlier run's change, and that run stays over")
    func lookingBack() async throws {
        try await withSandboxProcess { sandbox in
            let scripts = [
                "play.lua": "print('go') trakt.sync.history.add { movies = { { ids = { trakt = 507 } } } }",
                "other.lua": "print(1)",
            ]
            try await withWorkspace(scripts) { workspace in
                try await sandbox.fail(
                    #"{"kind": "apply_then_cut", "method": "POST", "path": "/sync/history", "count": 1}"#)
                let environment = sandbox.environment.merging(["MOONREEL_SETTLE_TIME": "1h"]) { $1 }
                _ = try await Program.run(
                    ["run", "play.lua"], environment: environment, in: workspace, sending: [.interrupt], after: "go",
                    before: {
                        while try await !sandbox.requests().contains("/sync/history") { await Task.yield() }
                    })
                let line = """
                    mkfifo told; $M run other.lua 2> told & exec 3< told; read -r first <&3; kill -INT $!
                    echo "$first"; cat <&3 >&2; wait $!
                    """
                let ended = try await Program.shell(line, environment: environment, in: workspace)
                #expect(ended.code == 130)
                #expect(ended.output == "moonreel: Looking what became of 1 earlier write; that takes up to 1h.\n")
                #expect(ended.errors == "moonreel: The script was interrupted, at other.lua.\n")
                let runs = try await Program.run(["runs"], environment: environment, in: workspace)
                #expect(runs.outputLines.last?.contains(" stopped ") == true, "\(runs.output)")
            }
        }
    }

    @Test("A script that ends does not wait for the pages fetched ahead")
    func fetchAhead() async throws {
        try await withSandboxProcess { sandbox in
            let source = """
                for entry in trakt.sync.history.get:each { limit = 1 } do
                  print("first")
                  break
                end
                """
            let started = ContinuousClock.now
            // The first page comes; every later one would take ten minutes.
            try await sandbox.fail(#"{"kind": "latency", "path": "/sync/history", "delay_ms": 1, "count": 1}"#)
            try await sandbox.fail(#"{"kind": "latency", "path": "/sync/history", "delay_ms": 600000}"#)
            let ended = try await runScript(source, environment: sandbox.environment, sandbox: false)
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.output == "first\n")
            #expect(started.duration(to: .now) < .seconds(50))
        }
    }
}
