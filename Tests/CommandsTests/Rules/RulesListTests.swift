import Foundation
import Journal
import Storage
import Testing
import Trakt

@Suite("The list of rules")
struct RulesListTests {
    private static let rules = [
        "nightly": #"return { schedule = { cron = "0 0 1 1 *", tz = "UTC" }, run = function() end }"#,
        "old": #"return { name = "long", schedule = { cron = "0 0 1 1 *", tz = "UTC" }, run = function() end }"#,
        "wrong": #"return { schedule = "evry day", run = function() end }"#,
        "fresh": #"return { on_change = "episodes.watched_at", run = function() end }"#,
    ]

    /// When the rules run that do so on New Year's Day.
    private var newYear: String { "\(Calendar(identifier: .gregorian).component(.year, from: Date()) + 1)-01-01" }

    /// Rules one of which has run, one is paused, one broke, one was never served, and the file of one is gone.
    private func withServedRules(_ body: (RuleWorkspace, _ lastRun: Date) async throws -> Void) async throws {
        try await withRules(Self.rules) { rules in
            for name in ["nightly", "wrong", "gone"] { try await rules.serve(name) }
            let journal = try rules.journal()
            let paused = RuleNote(
                key: rules.key("long"), accountName: "main", server: .address("https://api.trakt.tv"),
                path: "\(rules.workspace.path)/rules/old.lua", schedule: nil, at: Date())
            _ = try await journal.note(paused)
            try await journal.pause(
                paused.key, RulePause(reason: "on holiday", since: Date(timeIntervalSince1970: 1_790_000_000)))
            try await journal.noteAbsent([rules.key("gone")], at: Date())
            let slot = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down) - 3600)
            try await rules.finishedRun("nightly", slot: slot - 172_800, late: 1, reads: 100, writes: 0)
            try await rules.finishedRun("nightly", slot: slot - 60, late: 1, reads: 1, writes: 1)
            try await rules.finishedRun("nightly", slot: slot, late: 2, reads: 3, writes: 4, .failed)
            try await body(rules, slot + 2)
        }
    }

    @Test("tells of each when it runs, how it last fared, what it used, and what is in its way")
    func table() async throws {
        try await withServedRules { rules, lastRun in
            let ended = try await rules.run("rules")
            let (place, next) = (rules.workspace.path + "/rules", "\(newYear) 00:00:00 +00:00")
            let yearly = "on the 1st of January at 00:00, UTC"
            let last = "failed \(lastRun.formatted(.iso8601))"
            #expect(
                ended.outputLines.map(Self.cells) == [
                    ["RULE", "ACCOUNT", "STATE", "LAST RUN", "NEXT RUN", "CALLS", "24H", "SCHEDULE", "FILE"],
                    ["fresh", "new", "0", "on change of episodes.watched_at", "rules/fresh.lua"],
                    ["long", "main", "paused", "0", yearly, "\(place)/old.lua"],
                    ["nightly", "main", "on", last, next, "7", "9", yearly, "\(place)/nightly.lua"],
                    ["wrong", "main", "broken", "0", "as it was", "\(place)/wrong.lua"],
                    ["long: It is paused since 2026-09-21T14:13:20Z: on holiday"],
                    [ended.outputLines.last ?? ""],
                ], "\(ended.output)")
            let remark = "wrong: Its last good version runs on. rules/wrong.lua: its schedule cannot be read."
            #expect(ended.outputLines.last?.hasPrefix(remark) == true)
            #expect(ended.errors == "moonreel: Nobody runs them now; moonreel serve does.\n")
            #expect(ended.code == 0)
        }
    }

    /// What stands in a row of a table, without the cells that are empty.
    private static func cells(_ line: String) -> [String] {
        line.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    @Test("has a rule whose file is gone when that is asked for, and those of one account")
    func narrowed() async throws {
        try await withServedRules { rules, _ in
            let all = try await rules.run("rules", "--all")
            #expect(all.output.contains("gone     main     gone"), "\(all.output)")
            let others = try await rules.run("rules", "--account", "other")
            #expect(others.output.isEmpty && others.errors.hasPrefix("moonreel: There is no rule."))
        }
    }

    @Test("is the same as JSON")
    func json() async throws {
        try await withServedRules { rules, lastRun in
            let possession = try rules.lock.take()
            defer { withExtendedLifetime(possession) {} }
            let ended = try await rules.run("rules", "--json")
            let list = try #require(try JSONValue(parsing: Array(ended.output.utf8)).array)
            #expect(list.map { $0["rule"]?.string } == ["fresh", "long", "nightly", "wrong"])
            #expect(list.map { $0["state"]?.string } == ["new", "paused", "on", "broken"])
            let nightly = list[2]
            #expect(nightly["next"]?.string == "\(newYear)T00:00:00Z")
            #expect(nightly["calls"]?.integer == 7 && nightly["calls_24h"]?.integer == 9)
            #expect(nightly["last"]?["state"]?.string == "failed" && nightly["last"]?["late"]?.number == 2)
            #expect(nightly["last"]?["started_at"]?.string == lastRun.formatted(.iso8601))
            #expect(list[1]["pause"]?["reason"]?.string == "on holiday" && list[1]["next"] == nil)
            #expect(list[3]["broken"]?.string?.contains("its schedule cannot be read") == true)
            #expect(ended.errors.isEmpty, "somebody serves")
        }
    }

    @Test("of one rule's runs has the times they were for, and how late they were")
    func runs() async throws {
        try await withRules([:]) { rules in
            let slot = Date(timeIntervalSince1970: 1_790_000_000)
            try await rules.finishedRun("nightly", slot: slot, late: 3725, reads: 0, writes: 0)
            let ended = try await rules.run("runs", "--rule", "nightly")
            #expect(
                ended.output == """
                    RUN  STARTED               SLOT                  LATE    STATE     SCRIPT   ACCOUNT  OPEN
                    1    2026-09-21T15:15:25Z  2026-09-21T14:13:20Z  1h2m5s  finished  nightly  main

                    """, "\(ended.output)")
            let document = try JSONValue(parsing: Array(try await rules.run("runs", "--json").output.utf8))
            #expect(document.array?.first?["slot"]?.string == "2026-09-21T14:13:20Z")
            #expect(document.array?.first?["late"]?.number == 3725)
        }
    }
}
