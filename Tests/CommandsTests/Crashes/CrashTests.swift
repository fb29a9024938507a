import Testing

@Suite("Crashes")
struct CrashTests {
    @Test("Killed before any commit of its journal, a resumed run has made each change exactly once")
    func everyCommit() async throws {
        try await withCrashSandbox { sandbox in
            var tally = try await CrashTally(.few, on: sandbox)
            for number in 1...40 {
                let trial = CrashTrial(story: .few, points: ["before commit:\(number)"])
                let ended = try await trial.perform(on: sandbox)
                tally.add(trial, ended)
                guard ended.kills == 1 else { break }
            }
            #expect(9..<40 ~= tally.kills, "\(tally)")
        }
    }

    /// Where a script dies, and where what goes on with it dies.
    private static let ends: [[String]] = [
        // The intent is in the journal, and nothing was sent.
        ["after intend:3"], ["before sending:8"],
        // It was sent, and nothing of the answer is in the journal.
        ["after sending:1"], ["after sending:3"], ["after sending:12"],
        // While it is looked what became of it, and when that is known. The first reading is whose the account is.
        ["after sending:3", "before reading:2", "after reading:2"], ["after sending:8", "before resolve:1"],
        // As somebody takes it over.
        ["after intend:6", "before takeOver:1", "after takeOver:1"],
        // As what was not made is sent again.
        ["before sending:3", "after sending:1", "after sending:1"],
        // When all is done but said.
        ["before record:4", "before end:1", "after end:1"],
    ]

    @Test("Killed at any step of a write, and while that is put right, a run has made each change exactly once")
    func steps() async throws {
        try await Self.tallied(.script, Self.ends)
    }

    @Test("Taking a run back is done once, wherever it is killed")
    func undo() async throws {
        try await Self.tallied(
            .undo,
            [["before begin:1"], ["after sending:2", "before resolve:1"], ["after sending:5", "after takeOver:1"]])
    }

    @Test("A plan is applied once, wherever that is killed")
    func apply() async throws {
        try await Self.tallied(
            .apply,
            [["before begin:1"], ["after sending:3", "after resolve:1"], ["before sending:9", "before end:1"]])
    }

    private static func tallied(_ story: CrashStory, _ ends: [[String]]) async throws {
        try await withCrashSandbox { sandbox in
            var tally = try await CrashTally(story, on: sandbox)
            for points in ends {
                let trial = CrashTrial(story: story, points: points)
                let ended = try await trial.perform(on: sandbox)
                tally.add(trial, ended)
                #expect(ended.kills == points.count, "\(points)")
            }
        }
    }

    @Test(
        "Killed at every commit and every request, once and again, whatever changes an account has made it once",
        .enabled(
            if: CrashSettings.stride != nil, "it takes long: MOONREEL_CRASHES=all asks for it"),
        arguments: [CrashStory.script, .undo, .apply])
    func everywhere(_ story: CrashStory) async throws {
        let tally = try await CrashCampaign(story: story, stride: CrashSettings.stride ?? 1).perform()
        print(tally)
        #expect(tally.duplicates == 0 && tally.losses == 0)
    }
}
