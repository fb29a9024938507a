import Testing

private let rule = """
    return {
      options = { days = 7, list = "Inbox", quick = false },
      run = function(options) print(options.days, options.list, options.quick) end,
    }
    """

@Suite("Usage")
struct UsageTests {
    @Test("Without an account and without --sandbox, one sentence says how to get either")
    func noAccount() async throws {
        let ended = try await runScript("print('ran')", sandbox: false)
        #expect(ended.code == 2)
        #expect(ended.output == "")
        #expect(
            ended.errors == "moonreel: There is no account: add --sandbox to use a Trakt in memory, or sign in with "
                + "moonreel login.\n")
    }

    @Test("An account nobody knows is named, and so are those there are")
    func unknownAccount() async throws {
        let none = try await runScript("print('ran')", ["--account", "work"], sandbox: false)
        #expect(none.code == 2)
        #expect(none.errors.hasPrefix("moonreel: There is no account called work. Sign in with moonreel login"))
        let one = try await runScript(
            "print('ran')", ["--account", "work"],
            environment: ["MOONREEL_CLIENT_ID": "id", "MOONREEL_ACCESS_TOKEN": "secret-token"], sandbox: false)
        #expect(one.code == 2)
        #expect(one.errors == "moonreel: There is no account called work. There is: environment.\n")
    }

    @Test(
        "A variable that means nothing is named with its value",
        arguments: [
            (
                "MOONREEL_API_URL", "trakt",
                #"MOONREEL_API_URL is "trakt", which is no address: it begins with https:// or http:// and has no @, ? "#
                    + "or # in it."
            ),
            (
                "MOONREEL_CALL_TIMEOUT", "soon",
                #"MOONREEL_CALL_TIMEOUT is "soon", which is no length of time: write it as 30s or 500ms."#
            ),
        ])
    func variable(_ name: String, _ value: String, _ sentence: String) async throws {
        let ended = try await runScript(
            "print('ran')",
            environment: ["MOONREEL_CLIENT_ID": "id", "MOONREEL_ACCESS_TOKEN": "token", name: value], sandbox: false)
        #expect(ended.code == 2)
        #expect(ended.errors == "moonreel: \(sentence)\n")
        #expect(ended.output == "")
    }

    @Test(
        "Bad usage ends with 2, says what is wrong first, and does nothing",
        arguments: [
            (["--set", "days"], "Error: The value 'days' is invalid for '--set <key=value>'"),
            (["--set", "=7"], "Error: The value '=7' is invalid for '--set <key=value>'"),
            (["--timeout", "soon"], "Error: The value 'soon' is invalid for '--timeout <time>'"),
            (["--timeout", "0s"], "Error: The value '0s' is invalid for '--timeout <time>'"),
            (
                ["--set", "dais=3"],
                "moonreel: test.lua: there is no option dais: did you mean days? This rule has days, list, quick."
            ),
            (["--set", "days=x"], #"moonreel: test.lua: option days takes a number, not "x""#),
            (["--set", "quick=yes"], #"moonreel: test.lua: option quick takes true or false, not "yes""#),
            (["--account", "x"], "Error: --account and --sandbox exclude each other: the sandbox has its own user."),
        ])
    func options(_ options: [String], _ sentence: String) async throws {
        let ended = try await runScript(rule, options)
        #expect(ended.code == 2)
        #expect(ended.errorLines.first == sentence)
        #expect(ended.output == "")
    }

    @Test("Commands that do not exist and options without their script are bad usage")
    func commands() async throws {
        for arguments in [["frob"], ["run"], ["sandbox", "--port", "99999"], ["sandbox", "--clock", "noon"]] {
            let ended = try await Program.run(arguments)
            #expect(ended.code == 2, "\(arguments)")
            #expect(ended.errors.hasPrefix("Error: "))
            #expect(ended.output == "")
        }
    }

    @Test("Options reach a rule as what their defaults are")
    func set() async throws {
        let ended = try await runScript(rule, ["--set", "days=3", "--set", "list=a=b", "--set", "quick=true"])
        #expect(ended.errors == "")
        #expect(ended.output == "3\ta=b\ttrue\n")
    }

    @Test("What stands behind the script is the script's; what begins with a dash stands behind --")
    func arguments() async throws {
        try await withWorkspace(["test.lua": "print(...)"]) { workspace in
            let ended = try await Program.run(
                ["run", "--sandbox", "test.lua", "a b", "", "--", "--json", "-x"], in: workspace)
            #expect(ended.output == "a b\t\t--json\t-x\n")
            #expect(ended.errors == "")
        }
    }

    @Test(
        "Help is complete: what it does, how it is called, what it takes",
        arguments: [
            ([], ["moonreel run --sandbox", "run", "sandbox", "demo", "api", "--version"]),
            (
                ["run"],
                [
                    "moonreel run --sandbox scripts/rules/new-episodes.lua --set days=3", "--account", "--sandbox",
                    "--sandbox-state", "--set", "--timeout", "(default: 10m)", "--json", "MOONREEL_CALL_TIMEOUT", "130",
                ]
            ),
            (
                ["sandbox"],
                ["moonreel sandbox --port 4567", "--seed", "--shows", "--clock", "--vip", "--limits", "--json"]
            ),
            (["demo"], ["scripts/rules/new-episodes.lua"]),
            (
                ["login"],
                ["--account", "--client-id", "--redirect-uri", "--no-browser", "MOONREEL_CLIENT_SECRET", "130"]
            ),
            (["logout"], ["--account", "--force"]),
            (["accounts"], ["--json"]),
            (["doctor"], ["--account", "--json", "Exit status"]),
            (["api"], ["moonreel api search.text", "--json", "--markdown", "-o", "unmerged"]),
        ] as [([String], [String])])
    func help(_ command: [String], _ expected: [String]) async throws {
        let ended = try await Program.run(command + ["--help"])
        #expect(ended.code == 0)
        for part in ["OVERVIEW: ", "USAGE: moonreel"] + expected { #expect(ended.output.contains(part), "\(part)") }
        #expect(ended.errors == "")
    }

    @Test("The version names the program and its Lua")
    func version() async throws {
        let ended = try await Program.run(["--version"])
        #expect(ended.code == 0)
        #expect(ended.output.hasPrefix("moonreel 0.1.0 (Lua 5.4."))
    }
}
