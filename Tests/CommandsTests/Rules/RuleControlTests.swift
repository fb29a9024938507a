import Foundation
import Journal
import Storage
import Testing

@Suite("What a person says to a rule")
struct RuleControlTests {
    private static let greeting = [
        "nightly": #"return { schedule = "daily at 07:30", run = function() print("ran") end }"#
    ]

    @Test("A rule is paused with a reason and resumed from now on, and whoever serves is rung for")
    func pause() async throws {
        try await withRules(Self.greeting) { rules in
            try await rules.serve("nightly")
            let possession = try rules.lock.take()
            defer { withExtendedLifetime(possession) {} }
            let paused = try await rules.run("rules", "pause", "nightly", "--reason", "on holiday")
            #expect(
                paused.output == "nightly is paused. moonreel rules resume nightly lets it run again.\n",
                "\(paused.errors)")
            #expect(rules.isRung)
            let journal = try rules.journal()
            let pause = try #require(try await journal.rule(rules.key("nightly"))?.pause)
            #expect(pause.reason == "on holiday" && !pause.isAutomatic)

            let before = Date()
            let resumed = try await rules.run("rules", "resume", "nightly")
            #expect(resumed.output == "nightly runs again from now on.\n")
            let record = try #require(try await journal.rule(rules.key("nightly")))
            #expect(record.pause == nil && record.decided >= before, "nothing is to be caught up on")
            #expect(try await rules.run("rules", "resume", "nightly").output == "nightly is not paused.\n")
        }
    }

    @Test("Whoever serves a rule is asked to run it")
    func handedOn() async throws {
        try await withRules(Self.greeting) { rules in
            try await rules.serve("nightly")
            let possession = try rules.lock.take()
            defer { withExtendedLifetime(possession) {} }
            let ended = try await rules.run("rules", "trigger", "nightly")
            #expect(
                ended.output
                    == "moonreel serve runs nightly now; moonreel runs --rule nightly tells how it goes.\n",
                "\(ended.errors)")
            let journal = try rules.journal()
            let requests = try await journal.requests(of: [rules.key("nightly")])
            #expect(requests.map(\.kind) == [.trigger] && rules.isRung)
            #expect(try await journal.runs(RunQuery()).isEmpty)
        }
    }

    @Test("A rule that nobody serves is run here, as the rule that it is")
    func here() async throws {
        try await withRules(Self.greeting) { rules in
            try await rules.serve("nightly")
            let ended = try await rules.run(
                "rules", "trigger", "nightly", "--sandbox", "--sandbox-state", "sandbox.json")
            #expect(ended.output == "ran\n" && ended.code == 0, "\(ended.errors)")
            let journal = try rules.journal()
            let record = try #require(try await journal.runs(RunQuery()).first)
            #expect(record.run.rule?.name == "nightly" && record.run.trigger == .hand)
            #expect(try await journal.requests(of: [rules.key("nightly")]).isEmpty)
        }
    }

    @Test("Where nobody serves, nobody is asked to run a rule")
    func nobodyServes() async throws {
        try await withRules(Self.greeting) { rules in
            try await rules.serve("nightly")
            // Without an account, so that it cannot be run here either.
            let ended = try await rules.run("rules", "trigger", "nightly")
            #expect(ended.code == 2 && ended.output.isEmpty, "\(ended.errors)")
            #expect(try await rules.journal().requests(of: [rules.key("nightly")]).isEmpty)
        }
    }

    @Test(
        "A name that stands for no rule, or for several, is said in a sentence",
        arguments: [
            ("nigtly", "there is no rule nigtly: did you mean nightly?"),
            ("weather", "there is no rule weather: there are nightly, two, unserved"),
            ("two", "several accounts have a rule two: say which with --account: jane, john"),
            (
                "unserved",
                "the rule unserved in rules/unserved.lua was never served, so there is nothing of it yet; moonreel serve "
                    + "begins with it"
            ),
        ])
    func unknown(_ name: String, _ sentence: String) async throws {
        let files = Self.greeting.merging(["unserved": "return { run = function() end }"]) { $1 }
        try await withRules(files) { rules in
            try await rules.serve("nightly")
            for account in ["john", "jane"] { try await rules.serve("two", account: account) }
            let ended = try await rules.run("rules", "pause", name, "--reason", "why")
            #expect(ended.errors == "moonreel: \(sentence)\n" && ended.code == 2)
        }
    }

    @Test("--account says whose rule of two is meant")
    func account() async throws {
        try await withRules([:]) { rules in
            for account in ["john", "jane"] { try await rules.serve("two", account: account) }
            let ended = try await rules.run("rules", "pause", "two", "--reason", "why", "--account", "jane")
            #expect(ended.code == 0, "\(ended.errors)")
            let paused = try await rules.journal().rules().filter { $0.pause != nil }
            #expect(paused.map(\.accountName) == ["jane"])
        }
    }

    @Test("A pause says why")
    func reason() async throws {
        for arguments in [[], ["--reason", " "]] {
            let ended = try await Program.run(["rules", "pause", "nightly"] + arguments)
            #expect(ended.code == 2 && ended.errors.contains("--reason"), "\(ended.errors)")
        }
    }
}
