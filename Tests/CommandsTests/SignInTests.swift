import Foundation
import Subprocess
import Testing
import Trakt

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("Signing in and out")
struct SignInTests {
    @Test("shows the code, waits for it to be approved, keeps the account, and scripts run as that user")
    func device() async throws {
        try await withHome { home in
            let ended = try await home.login()
            #expect(ended.code == 0 && ended.output.hasSuffix("the account is called demo-user.\n"))
            #expect(ended.errors.hasPrefix("Open \(home.sandbox.address)/activate and type "))
            let mode = try FileManager.default.attributesOfItem(atPath: home.path(of: "demo-user"))[.posixPermissions]
            #expect(mode as? Int == 0o600)
            let account = try home.document(of: "demo-user")
            #expect(account["user"]?["slug"] == "demo-user" && account["refresh_token"]?.string?.isEmpty == false)
            try home.workspace.write("who.lua", "print(trakt.auth.user().ids.slug, trakt.auth.signed_in())")
            let run = try await home.run("run", "who.lua")
            #expect(run.output == "demo-user\ttrue\n" && run.errors == "")
        }
    }

    @Test("a refused code is a plain no, and nothing is kept")
    func denied() async throws {
        try await withHome { home in
            let ended = try await home.login(deciding: #"{"decision":"deny"}"#)
            #expect(ended.code == 1 && ended.output == "")
            #expect(ended.errors.hasSuffix("The code was refused at Trakt, so nobody is signed in.\n"))
            #expect(!FileManager.default.fileExists(atPath: home.path(of: "demo-user")))
        }
    }

    @Test("goes through a browser with PKCE when there is a redirect address, without the app's secret")
    func browser() async throws {
        try await withHome { home in
            let port = 20_000 + Int.random(in: 0..<20_000)
            var environment = home.environment
            environment["MOONREEL_CLIENT_SECRET"] = nil
            let arguments = Arguments(
                ["-C", home.workspace.path, try Program.path(), "login", "--account", "web", "--no-browser"]
                    + ["--redirect-uri", "http://127.0.0.1:\(port)/back"])
            let result = try await Subprocess.run(
                .name("env"), arguments: arguments, environment: Program.clean(environment), input: .none,
                output: .string(limit: 1 << 16), error: .sequence
            ) { execution in
                for try await line in execution.standardError.strings() where line.contains("/oauth/authorize?") {
                    let address = line.trimmingCharacters(in: .whitespaces)
                    #expect(address.contains("code_challenge_method=S256"))
                    try await allow(address, at: home.sandbox)
                }
            }
            #expect(result.terminationStatus == .exited(0))
            #expect(result.standardOutput.hasSuffix("the account is called web.\n"))
            #expect(try home.document(of: "web")["redirect_uri"] == .string("http://127.0.0.1:\(port)/back"))
            #expect(try home.document(of: "web")["client_secret"] == nil)
        }
    }

    /// What a browser does when the person presses the button: sends the form, and follows the redirect.
    private func allow(_ address: String, at sandbox: SandboxProcess) async throws {
        let items = try #require(URLComponents(string: address)?.percentEncodedQuery)
        var request = URLRequest(url: try #require(URL(string: sandbox.address + "/oauth/authorize")))
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        request.setValue("Mozilla/5.0", forHTTPHeaderField: "User-Agent")
        request.httpBody = Data("\(items)&decision=approve&user=demo-user".utf8)
        let (data, _) = try await URLSession.shared.data(for: request)
        #expect(String(decoding: data, as: UTF8.self).contains("You can close this page"))
    }

    @Test("several accounts live side by side, and no account is replaced by somebody else's")
    func several() async throws {
        try await withHome { home in
            #expect(try await home.login(["--account", "one"]).code == 0)
            let other = #"{"decision":"approve","user":"ada-marlow"}"#
            #expect(try await home.login(["--account", "two"], deciding: other).code == 0)
            try home.workspace.write("who.lua", "print(trakt.auth.user().ids.slug)")
            #expect(try await home.run("run", "--account", "one", "who.lua").output == "demo-user\n")
            #expect(try await home.run("run", "--account", "two", "who.lua").output == "ada-marlow\n")
            #expect(
                try await home.run("run", "who.lua", environment: ["MOONREEL_ACCOUNT": "two"]).output == "ada-marlow\n")
            let unnamed = try await home.run("run", "who.lua")
            #expect(unnamed.code == 2 && unnamed.errors.contains("choose one with --account"))
            let taken = try await home.login(["--account", "one"], deciding: other)
            #expect(taken.code == 2 && taken.errors.contains("The account one belongs to "))
            #expect(try home.document(of: "one")["user"]?["slug"] == "demo-user")

            let list = try await home.run("accounts")
            #expect(
                list.outputLines.count == 3 && list.outputLines[1].contains("one")
                    && list.outputLines[2].contains("VIP"))
            let json = try await home.run("accounts", "--json")
            let accounts = try JSONValue(parsing: Array(json.output.utf8)).array ?? []
            #expect(accounts.map { $0["name"] } == ["one", "two"])
            for name in ["one", "two"] {
                let account = try home.document(of: name)
                for secret in ["access_token", "refresh_token", "client_secret"] {
                    let text = try #require(account[secret]?.string)
                    #expect(!json.output.contains(text) && !list.output.contains(text))
                }
            }
        }
    }

    @Test("an account that may be somebody else's, at another server or with another app, is not replaced")
    func doubtful() async throws {
        try await withHome { home in
            #expect(try await home.login(["--account", "one"]).code == 0)
            let token = try home.document(of: "one")["access_token"]
            let user = try #require(home.document(of: "one")["user"])
            for (member, value, words) in [
                ("user", .null, "belongs to somebody whom Trakt did not name"),
                ("client_id", "other", "belongs to another app"),
                ("auth_url", "https://auth.example.com", "belongs to somebody at "),
            ] as [(String, JSONValue, String)] {
                let former = try #require(home.document(of: "one")[member])
                try home.change("one", member, to: value)
                let refused = try await home.login(["--account", "one"])
                #expect(refused.code == 2 && refused.errors.contains(words), "\(refused.errors)")
                #expect(try home.document(of: "one")["access_token"] == token)
                try home.change("one", member, to: former)
            }
            #expect(try home.document(of: "one")["user"] == user)
            // One that may not be read is not a damaged one.
            #expect(chmod(home.path(of: "one"), 0o644) == 0)
            let exposed = try await home.login(["--account", "one"])
            #expect(exposed.code == 1 && exposed.errors.contains("chmod 600"))
            #expect(try home.document(of: "one")["access_token"] == token)
            // What nobody keeps was given back.
            #expect(try await home.sandbox.requests().count { $0 == "/oauth/revoke" } == 4)
            try Data("{".utf8).write(to: URL(filePath: home.path(of: "one")))
            #expect(chmod(home.path(of: "one"), 0o600) == 0)
            #expect(try await home.login(["--account", "one"]).code == 0)
        }
    }

    @Test("signing out ends the tokens at Trakt and forgets them here")
    func logout() async throws {
        try await withHome { home in
            _ = try await home.login()
            let token = try #require(home.document(of: "demo-user")["access_token"]?.string)
            let ended = try await home.run("logout")
            #expect(ended.code == 0 && ended.output == "demo-user is signed out.\n" && ended.errors == "")
            #expect(!FileManager.default.fileExists(atPath: home.path(of: "demo-user")))
            try home.workspace.write("who.lua", "trakt.users.settings.get()")
            let refused = try await home.run("run", "who.lua", environment: ["MOONREEL_ACCESS_TOKEN": token])
            #expect(refused.code == 3 && refused.errors.contains("did not accept the access token"))
            let again = try await home.run("logout")
            #expect(again.code == 1 && again.errors == "moonreel: Nobody is signed in.\n")
        }
    }

    @Test("signing out forgets nothing while Trakt cannot be told, unless it is forced to")
    func logoutOffline() async throws {
        try await withHome { home in
            _ = try await home.login()
            try home.change("demo-user", "auth_url", to: "http://127.0.0.1:1")
            let environment = ["MOONREEL_AUTH_URL": ""]
            let ended = try await home.run("logout", environment: environment)
            #expect(ended.code == 3 && ended.output == "")
            #expect(FileManager.default.fileExists(atPath: home.path(of: "demo-user")))
            #expect(ended.errors.contains("--force forgets demo-user"))
            let forced = try await home.run("logout", "--force", environment: environment)
            #expect(forced.code == 0 && forced.output.contains("Its token stays good at Trakt"))
            #expect(!FileManager.default.fileExists(atPath: home.path(of: "demo-user")))
        }
    }

    @Test("an account that cannot be read can be forgotten by force, and only so")
    func logoutDamaged() async throws {
        try await withHome { home in
            _ = try await home.login()
            try Data("{".utf8).write(to: URL(filePath: home.path(of: "demo-user")))
            let ended = try await home.run("logout")
            #expect(ended.code == 1 && ended.errors.contains("is damaged") && ended.errors.contains("--force"))
            let forced = try await home.run("logout", "--force")
            #expect(forced.code == 0 && forced.output.contains("demo-user is forgotten here"))
            #expect(!FileManager.default.fileExists(atPath: home.path(of: "demo-user")))
        }
    }

    @Test("the app's secret is the configured one, also for an account that was signed in with another")
    func changedSecret() async throws {
        try await withHome { home in
            _ = try await home.login()
            try home.change("demo-user", "client_secret", to: "of yesterday")
            try home.change("demo-user", "received_at", to: 1_000_000)
            try home.workspace.write("who.lua", "print(trakt.users.settings.get().user.ids.slug)")
            let stale = try await home.run("run", "who.lua", environment: ["MOONREEL_CLIENT_SECRET": ""])
            #expect(stale.code == 3 && stale.errors.contains("Trakt refused the app"), "\(stale.errors)")
            #expect(try await home.run("run", "who.lua").output == "demo-user\n")
            try home.change("demo-user", "client_secret", to: "of yesterday")
            #expect(try await home.run("logout").output == "demo-user is signed out.\n")
        }
    }

    @Test("a port that is taken is bad usage, and the words say what to do")
    func takenPort() async throws {
        try await withHome { home in
            let port = try #require(URLComponents(string: home.sandbox.address)?.port)
            let ended = try await home.run("login", "--redirect-uri", "http://127.0.0.1:\(port)/back")
            #expect(ended.code == 2 && ended.errors.contains("to be led back to port \(port)"), "\(ended.errors)")
        }
    }

    @Test("a token is never sent to a server it does not belong to")
    func otherServer() async throws {
        try await withHome { home in
            _ = try await home.login()
            try home.workspace.write("who.lua", "trakt.users.settings.get()")
            let ended = try await home.run("run", "who.lua", environment: ["MOONREEL_API_URL": "http://127.0.0.1:1"])
            #expect(
                ended.code == 2 && ended.errors.contains("The account demo-user belongs to \(home.sandbox.address)"))
        }
    }

    @Test("an app without anybody signed in reads what everybody may, and the rest is refused before it is sent")
    func nobody() async throws {
        try await withHome { home in
            try home.workspace.write("read.lua", "print(trakt.shows.get('breaking-bad').title, trakt.auth.signed_in())")
            #expect(try await home.run("run", "read.lua").output == "Breaking Bad\tfalse\n")
            try home.workspace.write("mine.lua", "trakt.sync.watchlist.get()")
            let ended = try await home.run("run", "mine.lua")
            #expect(ended.code == 3 && ended.errors.contains("nobody is signed in, so it was not sent"))
            #expect(try await !home.sandbox.requests().contains("/sync/watchlist"))
        }
    }

    @Test("without a client id there is nothing to sign in with, and the words say where one comes from")
    func noClientID() async throws {
        let ended = try await Program.run(["login"])
        #expect(ended.code == 2 && ended.output == "")
        #expect(
            ended.errors.hasPrefix(
                "moonreel: There is no client id. Make an app at https://trakt.tv/oauth/applications"))
        let secretless = try await Program.run(["login", "--client-id", "id"])
        #expect(secretless.code == 2 && secretless.errors.hasPrefix("moonreel: There is no client secret: set "))
        let named = try await Program.run(["login", "--account", "../x", "--client-id", "id"])
        #expect(named.code == 2 && named.errors.hasPrefix("moonreel: \"../x\" is no name for an account"))
    }
}
