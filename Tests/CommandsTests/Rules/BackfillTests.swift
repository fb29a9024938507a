import Foundation
import Journal
import Storage
import Subprocess
import Testing

@Suite("Making up for what a rule missed")
struct BackfillTests {
    private static func rule(_ body: String) -> [String: String] {
        [
            "night": """
            return {
                schedule = { at = "02:30", tz = "Europe/Berlin" },
                run = function(_, occasion) \(body) end,
            }
            """
        ]
    }
    private static let saying = rule("print(occasion.slot)")
    private static let days = ["--from", "2026-10-24", "--to", "2026-10-26T23:00"]

    private func backfill(_ rules: RuleWorkspace, _ more: String..., days: [String] = days) async throws
        -> Program.Ended
    {
        try await Program.run(
            ["backfill", "night", "--sandbox", "--sandbox-state", "sandbox.json"] + days + more,
            environment: ["MOONREEL_RULES": "rules"], in: rules.workspace)
    }

    @Test("Without --run it says which times have no run, and runs nothing")
    func dry() async throws {
        try await withRules(Self.saying) { rules in
            let ended = try await backfill(rules)
            #expect(
                ended.output == """
                    2026-10-24 02:30:00 +02:00  2026-10-24T00:30:00Z
                    2026-10-25 02:30:00 +02:00  2026-10-25T00:30:00Z
                    2026-10-26 02:30:00 +01:00  2026-10-26T01:30:00Z

                    """)
            #expect(
                ended.errors
                    == "moonreel: Times at which night was due: 0 with a run, 3 without. --run makes a run for each "
                    + "of those.\n")
            #expect(try await rules.journal().runs(RunQuery()).isEmpty)
        }
    }

    @Test("Each time gets one run, the oldest first, and what has one is left")
    func made() async throws {
        try await withRules(Self.saying) { rules in
            let one = try await backfill(rules, "--run", days: ["--from", "2026-10-25", "--to", "2026-10-25T12:00"])
            #expect(
                one.output
                    == "2026-10-25T00:30:00.000Z\n2026-10-25 02:30:00 +02:00  2026-10-25T00:30:00Z  run 1 is finished\n",
                "\(one.errors)")
            let rest = try await backfill(rules, "--run")
            #expect(
                rest.output == """
                    2026-10-24T00:30:00.000Z
                    2026-10-24 02:30:00 +02:00  2026-10-24T00:30:00Z  run 2 is finished
                    2026-10-26T01:30:00.000Z
                    2026-10-26 02:30:00 +01:00  2026-10-26T01:30:00Z  run 3 is finished

                    """, "\(rest.errors)")
            let none = try await backfill(rules)
            #expect(none.output.isEmpty)
            #expect(none.errors == "moonreel: Times at which night was due: 3 with a run, 0 without.\n")
            #expect(
                try await backfill(rules, "--json").output == #"{"missing":[],"rule":"night","taken":3}"# + "\n")
        }
    }

    @Test("It ends with the first run that fails, and goes on behind that the next time")
    func failed() async throws {
        let rule = Self.rule(#"if tostring(occasion.slot):find("^2026%-10%-25") then error("no") end"#)
        try await withRules(rule) { rules in
            let ended = try await backfill(rules, "--run")
            #expect(
                ended.output == """
                    2026-10-24 02:30:00 +02:00  2026-10-24T00:30:00Z  run 1 is finished
                    2026-10-25 02:30:00 +02:00  2026-10-25T00:30:00Z  run 2 failed

                    """)
            #expect(ended.code == 1)
            #expect(ended.errors.contains("Times left: 1. The same command goes on with them."), "\(ended.errors)")
            let rest = try await backfill(rules, "--run")
            #expect(rest.outputLines == ["2026-10-26 02:30:00 +01:00  2026-10-26T01:30:00Z  run 3 is finished"])
        }
    }

    @Test("Ctrl-C stops the run under way, and no other begins")
    func interrupted() async throws {
        let rule = Self.rule(#"print("go") while true do end"#)
        try await withRules(rule) { rules in
            let arguments = ["backfill", "night", "--sandbox", "--sandbox-state", "sandbox.json", "--run"]
            let (ended, _) = try await Program.run(
                arguments + Self.days, environment: ["MOONREEL_RULES": "rules"], in: rules.workspace,
                sending: [.interrupt], after: "go")
            #expect(ended.code == 130, "\(ended.errors)")
            #expect(
                ended.outputLines == ["go", "2026-10-24 02:30:00 +02:00  2026-10-24T00:30:00Z  run 1 was stopped"])
            #expect(try await rules.journal().runs(RunQuery()).map(\.state) == [.stopped])
        }
    }

    @Test(
        "It refuses more runs than were allowed, and times that nobody can have missed",
        arguments: [
            (
                ["--from", "2026-10-24", "--to", "2026-10-30", "--most", "5"],
                "there are more than 5 times without a run; --most allows more, or take a shorter time"
            ),
            (
                ["--from", "2026-10-24", "--to", "2026-10-23"],
                "--from is after --to, or lies ahead: nothing can have been missed there"
            ),
            (
                ["--from", "2999-10-24", "--to", "2999-10-25"],
                "--from is after --to, or lies ahead: nothing can have been missed there"
            ),
        ])
    func refused(_ days: [String], _ sentence: String) async throws {
        try await withRules(Self.saying) { rules in
            let ended = try await backfill(rules, "--run", days: days)
            #expect(ended.errors == "moonreel: \(sentence)\n" && ended.code == 2)
            #expect(try await rules.journal().runs(RunQuery()).isEmpty)
        }
    }
}
