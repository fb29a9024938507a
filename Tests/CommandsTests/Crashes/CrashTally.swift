import Testing

/// What came of many trials of one story.
struct CrashTally: Sendable, CustomStringConvertible {
    let story: CrashStory
    /// What the account holds when nothing goes wrong.
    private let right: AccountPicture
    private(set) var trials = 0
    private(set) var kills = 0
    private(set) var duplicates = 0
    private(set) var losses = 0
    /// The last commit that was come to.
    private(set) var mostCommits = 0

    init(_ story: CrashStory, on sandbox: SandboxProcess) async throws {
        self.story = story
        right = try await CrashTrial(story: story).perform(on: sandbox).picture
    }

    var description: String {
        "\(story.name): \(kills) kills in \(trials) trials, \(duplicates) duplicates, \(losses) losses"
    }

    mutating func add(_ trial: CrashTrial, _ ended: CrashTrial.Ended) {
        trials += 1
        kills += ended.kills
        if ended.kills == trial.points.count, let number = trial.commit { mostCommits = max(mostCommits, number) }
        let (more, less) = (ended.picture.surplus(over: right), right.surplus(over: ended.picture))
        duplicates += more.count
        losses += less.count
        let circumstances = "\(story.name), \(trial.points), \(trial.fault ?? "no fault")"
        #expect(more.isEmpty, "\(circumstances): more than there should be")
        #expect(less.isEmpty, "\(circumstances): less than there should be")
    }
}
