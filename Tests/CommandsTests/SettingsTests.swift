import Commands
import Foundation
import Testing
import Trakt

@Suite("Settings")
struct SettingsTests {
    private func file(_ text: String) throws -> ConfigurationFile { try ConfigurationFile(text, path: "/c.yaml") }

    @Test("come from the flag, else from the environment, else from the file, and know where from")
    func precedence() throws {
        let file = try file("client_id: file-id\naccount: file-account\napi_url: http://file\n")
        let settings = Settings(
            flags: [.clientID: "flag-id"],
            environment: ["MOONREEL_CLIENT_ID": "env-id", "MOONREEL_ACCOUNT": "env-account", "ACCOUNT": "no"],
            file: file)
        #expect(settings[.clientID] == .init(text: "flag-id", origin: .flag(.clientID)))
        #expect(settings[.account] == .init(text: "env-account", origin: .environment(.account)))
        #expect(settings[.apiURL] == .init(text: "http://file", origin: .file(.apiURL, path: "/c.yaml", line: 3)))
        #expect(settings[.authURL] == nil)
    }

    @Test("that are empty in the environment or the file are none")
    func empty() throws {
        let settings = Settings(
            environment: ["MOONREEL_CLIENT_ID": ""], file: try file("# a comment\nclient_id:\nredirect_uri: \"\"\n"))
        #expect(settings[.clientID] == nil && settings[.redirectURI] == nil)
        #expect(try file("").entries.isEmpty && file("# nothing\n").entries.isEmpty)
    }

    @Test("leave other apps a fifth of an account's reads, or what is configured up to nine tenths")
    func readsLeftForOthers() throws {
        func share(_ text: String?) throws -> Int {
            let environment = text.map { ["MOONREEL_READS_LEFT_FOR_OTHERS": $0] } ?? [:]
            return try Settings(environment: environment).rateLimits().readsLeftForOthers
        }
        #expect(try share(nil) == 20)
        #expect(try share("0") == 0)
        #expect(try share("90") == 90)
        for text in ["91", "-1", "a fifth"] { #expect(throws: ConfigurationError.self) { try share(text) } }
    }

    @Test("name the folders of rules, which lie beside the file otherwise")
    func ruleFolders() throws {
        func folders(_ environment: [String: String]) -> [String] { Settings(environment: environment).ruleFolders() }
        #expect(folders(["HOME": "/home/me"]) == ["/home/me/.config/moonreel/rules"])
        #expect(folders(["XDG_CONFIG_HOME": "/c", "MOONREEL_RULES": ""]) == ["/c/moonreel/rules"])
        #expect(folders(["MOONREEL_RULES": "/a:b/c"]) == ["/a", "b/c"])
        #expect(folders(["MOONREEL_RULES": "~/rules"]) == [NSHomeDirectory() + "/rules"])
        #expect(folders([:]).isEmpty)
    }

    @Test("keep numbers and dates as they were written")
    func text() throws {
        let entries = try file("client_id: 0123\naccount: 2024-01-01\nclient_secret: 1e5 # mine\n").entries
        #expect(entries.mapValues(\.text) == [.clientID: "0123", .account: "2024-01-01", .clientSecret: "1e5"])
    }

    @Test(
        "that are wrong in the file are named with their line",
        arguments: [
            ("client_id: a\nacount: b\n", "/c.yaml, line 2: there is no setting acount: did you mean account?"),
            (
                "weather: x\n",
                "/c.yaml, line 1: there is no setting weather: there are client_id, client_secret, redirect_uri, "
                    + "api_url, auth_url, website_url, call_timeout, account, most_removals, most_removals_share, "
                    + "daily_plays, reads_left_for_others, settle_time, keep_runs, keep_days, time_zone, "
                    + "poll_interval, rules, notify_url, allowed_hosts, notify."
            ),
            ("account: [a, b]\n", "/c.yaml, line 1: account takes one value, not a list or a group."),
            ("just words\n", "/c.yaml, line 1: this is no setting: write them as name: value."),
        ])
    func wrong(_ text: String, _ sentence: String) {
        let error = #expect(throws: ConfigurationError.self) { try file(text) }
        #expect(error.map { "\($0)" } == sentence)
    }

    @Test(
        "that do not parse, or stand there twice, are an error with a line",
        arguments: ["a: [\n", "account: a\naccount: b\n"])
    func syntax(_ text: String) {
        let error = #expect(throws: ConfigurationError.self) { try file(text) }
        #expect(error.map { "\($0)" }?.hasPrefix("/c.yaml, line ") == true)
    }
}

@Suite("Addresses")
struct AddressTests {
    @Test(
        "with a user, a query or a fragment are none: they would go with every call",
        arguments: ["http://user:pw@host", "http://user@host", "http://host/x?y=1", "https://host#z"])
    func refused(_ address: String) async throws {
        try await withWorkspace(["test.lua": ""]) { workspace in
            let environment = ["MOONREEL_API_URL": address, "MOONREEL_CLIENT_ID": "x", "MOONREEL_ACCESS_TOKEN": "t"]
            let ended = try await Program.run(["run", "test.lua"], environment: environment, in: workspace)
            #expect(ended.code == 2 && ended.errors.contains("which is no address"), "\(ended.errors)")
        }
    }
}

@Suite("The configuration file")
struct ConfigurationFileTests {
    @Test("is read by commands that talk to Trakt, and its mistakes are bad usage")
    func used() async throws {
        try await withWorkspace(["c/moonreel/config.yaml": "api_url: nowhere\nclient_id: x\n", "test.lua": ""]) {
            workspace in
            let environment = ["XDG_CONFIG_HOME": workspace.path + "/c", "MOONREEL_ACCESS_TOKEN": "t"]
            let ended = try await Program.run(["run", "test.lua"], environment: environment, in: workspace)
            #expect(ended.code == 2)
            #expect(
                ended.errors.contains(
                    "api_url in \(workspace.path)/c/moonreel/config.yaml, line 1, is \"nowhere\", which is no address"))
            let sandbox = try await Program.run(
                ["run", "--sandbox", "test.lua"], environment: environment, in: workspace)
            #expect(sandbox.code == 0, "a sandbox needs no configuration")
        }
    }

    @Test("with a secret in it that others may read is warned about, without the secret")
    func exposed() async throws {
        try await withWorkspace(["c/moonreel/config.yaml": "client_secret: visible\n"]) { workspace in
            let ended = try await Program.run(
                ["accounts"],
                environment: ["XDG_CONFIG_HOME": workspace.path + "/c", "XDG_DATA_HOME": workspace.path + "/d"])
            #expect(ended.errors.contains("other users of this machine may read it: chmod 600"))
            #expect(!ended.errors.contains("visible") && ended.code == 0)
        }
    }
}
