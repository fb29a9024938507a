import Foundation
import Subprocess
import Testing
import Trakt

@Suite("moonreel serve", .serialized)
struct ServeCommandTests {
    private func rule(_ name: String, _ schedule: String, _ body: String) -> String {
        "return { name = '\(name)', schedule = '\(schedule)', writes = { 'watchlist' }, run = function(_, occasion)\n"
            + "\(body)\nend }"
    }

    @Test("Rules of a folder run on their schedules, with a line of JSON for each run; SIGTERM ends it with 0")
    func serves() async throws {
        try await withWorkspace(["rules/a.lua": rule("Clock", "every 1s", "print(occasion.slot)")]) { workspace in
            let ended = try await withServe(["--sandbox", "--rules", "rules"], in: workspace) { serve in
                let rule = try await serve.line("Rule: every second.", ["rule": "Clock"])
                #expect(rule["file"]?.string?.hasSuffix("/rules/a.lua") == true)
                #expect(rule["file"]?.string?.hasPrefix("/") == true)
                let run = try await serve.line("The run is finished.", ["rule": "Clock", "account": "sandbox"])
                #expect(run["level"]?.string == "info")
                #expect(run["run"]?.string == "1")
                #expect(run["slot"]?.string != nil)
            }
            #expect(ended.status == .exited(0))
            #expect(ended.log.last?.contains("Serving has ended.") == true, "\(ended.log.suffix(8))")
        }
    }

    @Test("No line of a script's looks like one of the program's, whatever it says")
    func scriptLines() async throws {
        let body = """
            print("The rule goes on.")
            log.info("The run is finished.", { by = "moonreel", rule = "Other", account = "mine" })
            """
        try await withWorkspace(["rules/a.lua": rule("Clock", "every 1s", body)]) { workspace in
            _ = try await withServe(["--sandbox", "--rules", "rules"], in: workspace) { serve in
                let printed = try await serve.line("The rule goes on.", ["rule": "Clock"])
                #expect(printed["by"]?.string == "script")
                let logged = try await serve.line("The run is finished.", ["rule": "Clock"])
                #expect(logged["by"]?.string == "script")
                #expect(logged["by_"]?.string == "moonreel" && logged["rule_"]?.string == "Other")
                #expect(logged["account_"]?.string == "mine" && logged["account"] == nil)
                let own = try await serve.line("The run is finished.", ["rule": "Clock", "account": "sandbox"])
                #expect(own["by"] == nil)
            }
        }
    }

    @Test("Ctrl-C ends it with 130")
    func interrupted() async throws {
        try await withWorkspace(["rules/a.lua": rule("Clock", "every 1h", "")]) { workspace in
            let ended = try await withServe(["--sandbox", "--rules", "rules"], in: workspace) { serve in
                try await serve.line("Rule: every hour.")
                try serve.send(.interrupt)
                try await serve.line("Serving has ended.")
            }
            #expect(ended.status == .exited(130))
        }
    }

    @Test("Files that are added, changed, broken, mended and removed count at once")
    func files() async throws {
        try await withWorkspace(["rules/a.lua": rule("One", "every 1h", "")]) { workspace in
            _ = try await withServe(["--sandbox", "--rules", "rules"], in: workspace) { serve in
                try await serve.line("Rule: every hour.", ["rule": "One"])
                try workspace.write("rules/b.lua", rule("Two", "daily at 07:30", ""))
                try await serve.line("Rule: every day at 07:30", ["rule": "Two"])
                try workspace.write("rules/a.lua", rule("One", "every 2h", ""))
                try await serve.line("The rule's file changed: every 2 hours.", ["rule": "One"])
                try workspace.write("rules/a.lua", "return {")
                let broken = try await serve.line("The version before it stays in use.", ["rule": "One"])
                #expect(broken["message"]?.string?.contains("/rules/a.lua:1: ") == true)
                try workspace.write("rules/a.lua", rule("One", "every 2h", ""))
                try await serve.line("in order again", ["rule": "One"])
                try FileManager.default.removeItem(atPath: workspace.path + "/rules/b.lua")
                try await serve.line("The rule's file is gone", ["rule": "Two"])
            }
        }
    }

    @Test("A module in a folder of its own counts at once where a rule requires it")
    func modules() async throws {
        let rule = "return { name = 'One', schedule = require('parts.times').every, run = print }"
        try await withWorkspace(["rules/a.lua": "return {"]) { workspace in
            _ = try await withServe(["--sandbox", "--rules", "rules"], in: workspace) { serve in
                try await serve.line("/rules/a.lua:1: ")
                try workspace.write("rules/a.lua", rule)
                try await serve.line("parts/times.lua")
                try workspace.write("rules/parts/times.lua", "return { every = 'every 1h' }")
                try await serve.line("Rule: every hour.", ["rule": "One"])
                for hours in 2...3 {
                    try workspace.write("rules/parts/times.lua", "return { every = 'every \(hours)h' }")
                    try await serve.line("every \(hours) hours.", ["rule": "One"])
                }
            }
        }
    }

    @Test("A second one on the same journal says so and stops")
    func second() async throws {
        try await withWorkspace(["rules/a.lua": rule("One", "every 1h", "")]) { workspace in
            _ = try await withServe(["--sandbox", "--rules", "rules"], in: workspace) { serve in
                try await serve.line("Rule: every hour.")
                let second = try await Program.run(["serve", "--sandbox", "--rules", "rules"], in: workspace)
                #expect(second.code == 1)
                #expect(second.errors.contains("moonreel serve already runs (process "))
            }
        }
    }

    @Test("SIGTERM leaves a run that waits for Trakt; the next start goes on with it, and no write is made twice")
    func parks() async throws {
        try await withSandboxProcess { sandbox in
            let body = """
                trakt.watchlist:add { type = 'movie', trakt = 507 }
                print('between')
                local n = #trakt.lists.trending()
                trakt.watchlist:add { type = 'movie', trakt = 530 }
                print('through', n > 0)
                """
            try await withWorkspace(["rules/a.lua": rule("Slow", "every 1s", body)]) { workspace in
                try await sandbox.fail(#"{"kind": "latency", "path": "/lists/trending", "delay_ms": 4000}"#)
                let started = ContinuousClock.now
                let ended = try await withServe(
                    ["--rules", "rules"], environment: sandbox.environment, in: workspace
                ) { serve in
                    try await serve.line("between")
                    try serve.send(.terminate)
                    try await serve.line("The run was left for the next start.")
                }
                #expect(ended.status == .exited(0))
                print("parked and ended within \(started.duration(to: .now))")
                try await sandbox.control("DELETE", "faults")
                try workspace.write("rules/a.lua", rule("Slow", "every 1h", body))
                _ = try await withServe(["--rules", "rules"], environment: sandbox.environment, in: workspace) {
                    serve in
                    try await serve.line("A run that had not come to its end was gone on with")
                }
                let writes = try await sandbox.requests().filter { $0 == "/sync/watchlist" }
                #expect(writes.count == 2)
            }
        }
    }

    @Test("A service manager is told what is served, then that all is ready; SIGHUP has the log say what was found")
    func manager() async throws {
        let socket = try ManagerSocket(.path)
        func told(_ statement: String) -> Bool {
            while let next = socket.next() { if next == statement { return true } }
            return false
        }
        try await withWorkspace(["rules/a.lua": rule("One", "every 1h", "")]) { workspace in
            _ = try await withServe(
                ["--sandbox", "--rules", "rules"], environment: ["NOTIFY_SOCKET": socket.address], in: workspace
            ) { serve in
                try await serve.line("Rule: every hour.")
                #expect(socket.next() == "STATUS=1 rule is served.")
                #expect(told("READY=1"))
                try serve.send(.terminalClosed)
                try await serve.line("as SIGHUP asks. 1 rule is served.")
                #expect(told("READY=1"))
                try workspace.write("rules/b.lua", rule("Two", "every 1h", ""))
                #expect(told("STATUS=2 rules are served."))
            }
        }
    }

    @Test("While it waits for Trakt SIGHUP does nothing, and SIGTERM ends it with 0")
    func waits() async throws {
        let nobody = "http://127.0.0.1:1"
        let environment = [
            "MOONREEL_API_URL": nobody, "MOONREEL_AUTH_URL": nobody, "MOONREEL_CLIENT_ID": "a",
            "MOONREEL_ACCESS_TOKEN": "b",
        ]
        try await withWorkspace { workspace in
            let ended = try await withServe(["--rules", "."], environment: environment, in: workspace) { serve in
                try await serve.line("It is tried again in half a minute.")
                try serve.send(.terminalClosed)
            }
            #expect(ended.status == .exited(0))
        }
    }

    @Test("A failure is a sentence of its own before the one about the next attempt")
    func failure() async throws {
        try await withWorkspace(["rules/a.lua": rule("One", "every 1s", "error('not today', 0)")]) { workspace in
            _ = try await withServe(["--sandbox", "--rules", "rules"], in: workspace) { serve in
                try await serve.line("not today. It is tried again at ", ["rule": "One"])
            }
        }
    }

    @Test("A rule that waits for a change costs one call in each poll, however many rules there are")
    func polls() async throws {
        try await withSandboxProcess { sandbox in
            var files: [String: String] = [:]
            for number in 1...20 {
                files["rules/\(number).lua"] =
                    "return { name = '\(number)', on_change = 'watchlist.updated_at', run = function() print('moved') end }"
            }
            try await withWorkspace(files) { workspace in
                _ = try await withServe(
                    ["--rules", "rules", "--log-level", "debug"],
                    environment: sandbox.environment.merging(["MOONREEL_POLL_INTERVAL": "1s"]) { $1 }, in: workspace
                ) { serve in
                    try await serve.line("Nothing changed.")
                    let before = try await sandbox.requests().count
                    try await serve.line("Nothing changed.")
                    try await serve.line("Nothing changed.")
                    let idle = try await sandbox.requests().dropFirst(before)
                    #expect(Set(idle) == ["/sync/last_activities"])
                    #expect(idle.count <= 3)
                    let body = #"{"movies":[{"ids":{"trakt":507}}]}"#
                    #expect(try await sandbox.send("POST", "/sync/watchlist", body).status == 201)
                    for _ in 1...20 { try await serve.line("moved") }
                }
            }
        }
    }

    @Test("A request from another process is taken up at once, and so is a pause")
    func commands() async throws {
        try await withSandboxProcess { sandbox in
            try await withWorkspace(["rules/a.lua": rule("One", "every 1h", "print('ran')")]) { workspace in
                _ = try await withServe(["--rules", "rules"], environment: sandbox.environment, in: workspace) {
                    serve in
                    try await serve.line("Rule: every hour.")
                    let trigger = try await Program.run(
                        ["rules", "trigger", "One"], environment: sandbox.environment, in: workspace)
                    #expect(trigger.code == 0, "\(trigger.errors)")
                    try await serve.line("ran", ["rule": "One"])
                    let pause = try await Program.run(
                        ["rules", "pause", "One", "--reason", "holiday"], environment: sandbox.environment,
                        in: workspace)
                    #expect(pause.code == 0, "\(pause.errors)")
                    try await serve.line("The rule is paused: holiday.", ["rule": "One"])
                }
            }
        }
    }

    @Test(
        "What cannot be served is told before anything begins",
        arguments: [
            (["--poll", "1s"], "--poll takes a time from 30s to 24h, not 1s."),
            (["--log-level", "loud"], "loud"),
        ])
    func usage(_ options: [String], _ says: String) async throws {
        try await withWorkspace { workspace in
            let ended = try await Program.run(["serve", "--sandbox"] + options, in: workspace)
            #expect(ended.errors.contains(says), "\(ended.errors)")
            #expect(ended.code == 2)
        }
    }

    @Test("A zone that does not exist is told with where it was configured")
    func zone() async throws {
        try await withWorkspace { workspace in
            let ended = try await Program.run(
                ["serve", "--sandbox"], environment: ["MOONREEL_TIME_ZONE": "Europe/Berln"], in: workspace)
            #expect(ended.errors.contains("MOONREEL_TIME_ZONE names no time zone."), "\(ended.errors)")
            #expect(ended.errors.contains("Europe/Berlin"))
            #expect(ended.code == 2)
        }
    }
}
