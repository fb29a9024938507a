import Foundation
import Subprocess
import Testing
import Trakt

/// What a name on this machine stands for: a token in the environment is another user's tomorrow, and so is a name that
/// was signed out and taken again.
@Suite("Whose account it is")
struct AccountOwnerTests {
    private static let play = """
        trakt.sync.history.add { movies = { { ids = { trakt = 507 }, watched_at = "2011-01-01T10:07:00.000Z" } } }
        """
    private static let rate = "trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 9 } } }"
    private static let count = """
        local plays = trakt.sync.history.get {
          start_at = "2011-01-01T00:00:00.000Z", end_at = "2011-01-02T00:00:00.000Z", limit = 100,
        }
        print(#plays)
        """

    private static let ada = #"{"decision":"approve","user":"ada-marlow"}"#

    /// How many plays of the scripts' day a user has.
    private func plays(_ user: SandboxProcess, _ workspace: Workspace) async throws -> String {
        try workspace.write("count.lua", Self.count)
        let counted = try await Program.run(["run", "count.lua"], environment: user.environment, in: workspace)
        #expect(counted.code == 0, "\(counted.errors)")
        return counted.output
    }

    @Test(
        "A run that died on the token of one user is not gone on with on another's, and goes on when that one is back")
    func died() async throws {
        try await withSandboxProcess { one in
            let other = one.signedIn(as: "ada-marlow")
            try await withWorkspace(["killed.lua": Self.rate + Self.play, "quiet.lua": "local nothing"]) { workspace in
                let killed = try await Program.run(
                    ["run", "killed.lua"],
                    environment: one.environment.merging(["MOONREEL_CRASH": "after intend:1"]) { $1 }, in: workspace)
                #expect(killed.status == .signaled(9))
                let quiet = try await Program.run(["run", "quiet.lua"], environment: other.environment, in: workspace)
                #expect(quiet.code == 0 && quiet.errors == "", "\(quiet.errors)")
                #expect(try await plays(other, workspace) == "0\n")
                for command in [["resume", "1"], ["undo", "1"]] {
                    let refused = try await Program.run(command, environment: other.environment, in: workspace)
                    #expect(refused.code == 1)
                    #expect(
                        refused.errors.contains("belongs to the account \"environment (demo-user)\""),
                        "\(refused.errors)")
                }
                let back = try await Program.run(["run", "quiet.lua"], environment: one.environment, in: workspace)
                #expect(back.errors.contains("Run 1 (killed.lua) did not come to its end"), "\(back.errors)")
                #expect(try await plays(one, workspace) == "1\n")
            }
        }
    }

    @Test("Two users on one machine get the same play each, one right after the other")
    func samePlay() async throws {
        try await withSandboxProcess { one in
            let other = one.signedIn(as: "ada-marlow")
            try await withWorkspace(["play.lua": Self.play]) { workspace in
                for user in [one, other] {
                    // For as long it may not be seen yet what the first has just sent.
                    let environment = user.environment.merging(["MOONREEL_SETTLE_TIME": "150s"]) { $1 }
                    let ended = try await Program.run(["run", "play.lua"], environment: environment, in: workspace)
                    #expect(ended.code == 0, "\(ended.errors)")
                    #expect(try await plays(user, workspace) == "1\n")
                }
                let runs = try await Program.run(["runs"], in: workspace)
                let accounts = ["environment (demo-user)", "environment (ada-marlow)"]
                #expect(accounts.map { account in runs.outputLines.count { $0.contains(account) } } == [2, 2])
            }
        }
    }

    @Test("A plan that was made with the token of one user is not applied to another")
    func plan() async throws {
        try await withSandboxProcess { one in
            try await withWorkspace(["rate.lua": Self.rate]) { workspace in
                let planned = try await Program.run(
                    ["run", "rate.lua", "--plan", "-o", "plan.json"], environment: one.environment, in: workspace)
                #expect(planned.code == 0, "\(planned.errors)")
                let applied = try await Program.run(
                    ["apply", "plan.json"], environment: one.signedIn(as: "ada-marlow").environment, in: workspace)
                #expect(applied.code == 1)
                #expect(
                    applied.errors
                        == "moonreel: the plan is for demo-user at Trakt, and the account \"environment\" is "
                        + "ada-marlow now; nothing was sent\n")
            }
        }
    }

    @Test("Where Trakt cannot say whose a token is, nothing is begun")
    func unknown() async throws {
        try await withSandboxProcess { sandbox in
            try await sandbox.fail(#"{"kind": "status", "status": 401, "path": "/users/settings"}"#)
            try await withWorkspace(["play.lua": Self.play]) { workspace in
                let refused = try await Program.run(
                    ["run", "play.lua"], environment: sandbox.environment, in: workspace)
                #expect(refused.code == 3)
                #expect(refused.errors.hasPrefix("moonreel: users.settings.get: Trakt did not accept the access token"))
                let runs = try await Program.run(["runs"], in: workspace)
                #expect(runs.errors == "moonreel: There is no run yet.\n")
                #expect(try await !sandbox.requests().contains("/sync/history"))
            }
        }
    }

    @Test("Ctrl-C ends a command that waits to hear whose a token is")
    func interrupted() async throws {
        try await withSandboxProcess { sandbox in
            try await sandbox.fail(#"{"kind": "latency", "path": "/users/settings", "delay_ms": 600000}"#)
            try await withWorkspace(["play.lua": Self.play]) { workspace in
                let line = "mkfifo go; $M run play.lua & read -r word < go; kill -INT $!; wait $!"
                async let running = Program.shell(line, environment: sandbox.environment, in: workspace)
                while try await !sandbox.requests().contains("/users/settings") { await Task.yield() }
                try workspace.write("go", "go\n")
                let ended = try await running
                #expect(ended.code == 130)
                #expect(ended.errors == "moonreel: The script was interrupted before anything was changed.\n")
            }
        }
    }

    @Test("A name that another user has taken since is another account: what is left of the first is not made on it")
    func takenName() async throws {
        try await withHome { home in
            try home.workspace.write("killed.lua", Self.rate + Self.play)
            try home.workspace.write("count.lua", Self.count)
            #expect(try await home.login(["--account", "tv"]).code == 0)
            let killed = try await home.run("run", "killed.lua", environment: ["MOONREEL_CRASH": "after intend:1"])
            #expect(killed.status == .signaled(9))
            #expect(try await home.run("logout").code == 0)
            #expect(try await home.login(["--account", "tv"], deciding: Self.ada).code == 0)
            let counted = try await home.run("run", "count.lua")
            #expect(counted.output == "0\n" && counted.errors == "", "\(counted.errors)")
            let refused = try await home.run("resume", "1")
            #expect(refused.errors.contains("belongs to the account \"tv (demo-user)\""), "\(refused.errors)")
            // The same user under another name is the same account.
            #expect(try await home.login(["--account", "again"]).code == 0)
            let resumed = try await home.run("run", "--account", "again", "count.lua")
            #expect(resumed.output == "1\n", "\(resumed.errors)")
        }
    }

    @Test("A run does not go on with the token of somebody who took its account's name meanwhile")
    func takenWhileRunning() async throws {
        // Until the first user's token is refused.
        let script = """
            trakt.users.settings.get()
            print("go")
            local ok, answer
            repeat ok, answer = pcall(trakt.users.settings.get) until not ok or answer.user.ids.slug ~= "demo-user"
            print(ok and answer.user.ids.slug or answer.kind)
            """
        try await withHome { home in
            try home.workspace.write("wait.lua", script)
            #expect(try await home.login(["--account", "tv"]).code == 0)
            #expect(try await home.login(["--account", "other"], deciding: Self.ada).code == 0)
            let token = try #require(home.document(of: "tv")["access_token"]?.string)
            let (ended, _) = try await Program.run(
                ["run", "--account", "tv", "wait.lua"], environment: home.environment, in: home.workspace,
                sending: [], after: "go",
                before: {
                    #expect(rename(home.path(of: "other"), home.path(of: "tv")) == 0)
                    let app = try home.document(of: "tv")
                    let body: JSONValue = [
                        "token": .string(token), "client_id": app["client_id"] ?? .null,
                        "client_secret": app["client_secret"] ?? .null,
                    ]
                    #expect(try await home.sandbox.send("POST", "/oauth/revoke", body.encodedText).status == 200)
                })
            #expect(ended.output == "go\nsign_in_again\n", "\(ended.errors)")
        }
    }

    @Test("Who Trakt did not name at signing in is found out before the first run, and kept")
    func named() async throws {
        try await withHome { home in
            try home.workspace.write("quiet.lua", "local nothing")
            _ = try await home.login()
            try home.change("demo-user", "user", to: .null)
            #expect(try await home.run("run", "quiet.lua").code == 0)
            #expect(try home.document(of: "demo-user")["user"]?["slug"] == "demo-user")
            let runs = try await home.run("runs", "--json")
            #expect(try JSONValue(parsing: Array(runs.output.utf8)).array?.first?["user"] == "demo-user")
        }
    }
}
