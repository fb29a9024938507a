import Testing

@Suite("When a rule is due")
struct NextCommandTests {
    private static let rules = [
        "night": #"return { schedule = { at = "02:30", tz = "Europe/Berlin" }, run = function() end }"#,
        "change": #"return { on_change = "episodes.watched_at", run = function() end }"#,
        "spread": #"return { schedule = { cron = "@daily", tz = "UTC" }, run = function() end }"#,
        "helper": "return {}",
    ]

    private func next(_ arguments: String...) async throws -> Program.Ended {
        try await withWorkspace(Dictionary(uniqueKeysWithValues: Self.rules.map { ("rules/\($0.key).lua", $0.value) }))
        {
            try await Program.run(["next"] + arguments, environment: ["MOONREEL_RULES": "rules"], in: $0)
        }
    }

    @Test("is told by the rule's clocks and by UTC, with the change of clocks between")
    func clocksGoBack() async throws {
        let ended = try await next("night", "-n", "3", "--from", "2026-10-24")
        #expect(
            ended.output == """
                night: every day at 02:30, Europe/Berlin
                Sat 2026-10-24 02:30:00 +02:00  2026-10-24T00:30:00Z
                Sun 2026-10-25 02:30:00 +02:00  2026-10-25T00:30:00Z
                    clocks go back: +02:00, then +01:00
                Mon 2026-10-26 02:30:00 +01:00  2026-10-26T01:30:00Z

                """, "\(ended.errors)")
    }

    @Test("is the end of the gap, where the clocks skip the time; the file may be named in place of the rule")
    func clocksGoForward() async throws {
        let ended = try await next("rules/night.lua", "-n", "2", "--from", "2027-03-27T02:30")
        #expect(
            ended.output == """
                night: every day at 02:30, Europe/Berlin
                Sat 2027-03-27 02:30:00 +01:00  2027-03-27T01:30:00Z
                    clocks go forward: +01:00, then +02:00
                Sun 2027-03-28 03:00:00 +02:00  2027-03-28T01:00:00Z

                """, "\(ended.errors)")
    }

    @Test("is the same as JSON")
    func json() async throws {
        let ended = try await next("night", "-n", "1", "--from", "2026-10-24T02:31+02:00", "--json")
        #expect(
            ended.output
                == #"[{"local":"2026-10-25T02:30:00+02:00","offset":7200,"slot":"2026-10-25T00:30:00Z"}]"# + "\n",
            "\(ended.errors)")
    }

    @Test(
        "is told with how much later the run begins, where the rule leaves that open, as far as it is known whose it is"
    )
    func later() async throws {
        try await withRules(Self.rules) { rules in
            let unserved = try await rules.run("next", "spread", "-n", "1", "--from", "2026-10-24")
            #expect(unserved.outputLines.last?.hasSuffix("T00:00:00Z  begins up to 60.0s later") == true)
            try await rules.serve("spread")
            let served = try await rules.run("next", "spread", "-n", "2", "--from", "2026-10-24")
            for line in served.outputLines.dropFirst() {
                #expect(line.contains(/T00:00:00Z  begins [0-9.]+s later$/), "\(line)")
            }
            #expect(served.outputLines.count == 3)
        }
    }

    @Test(
        "is not told of what has no schedule, is no rule, or is not there",
        arguments: [
            ("change", "the rule change has no schedule, so there are no times at which it is due"),
            ("rules/helper.lua", "rules/helper.lua returns no rule: a rule is a table with a function run"),
            ("nihgt", "there is no rule nihgt: did you mean night?"),
        ])
    func refused(_ name: String, _ sentence: String) async throws {
        let ended = try await next(name)
        #expect(ended.errors == "moonreel: \(sentence)\n" && ended.code == 2)
    }

    @Test(
        "begins at a time that there is",
        arguments: ["2026-02-30", "2026-1-1", "today", "2026-10-24T24:00", "2026-10-24T10:00+1"])
    func badTime(_ text: String) async throws {
        #expect(try await next("night", "--from", text).code == 2)
    }
}
