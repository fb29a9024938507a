import Foundation

/// Kills a story at every point there is, or at every so-many-th: once, and once more while it is gone on with.
struct CrashCampaign: Sendable {
    let story: CrashStory
    /// Every which point.
    let stride: Int

    /// Points that differ in their number, after others that stay the same.
    private struct Row: Sendable {
        var first: [String] = []
        var event: String

        static let everyEvent = ["commit", "sending", "reading"].flatMap { event in
            ["before", "after"].map { Row(event: "\($0) \(event)") }
        }
    }

    func perform() async throws -> CrashTally {
        let once = try await walk(Row.everyEvent, nil)
        let pairs = Swift.stride(from: 1, through: once.mostCommits, by: stride).map { number in
            Row(first: ["before commit:\(number)"], event: "before commit")
        }
        return try await walk(pairs, once)
    }

    /// Walks rows on two sandboxes side by side.
    private func walk(_ rows: [Row], _ tally: CrashTally?) async throws -> CrashTally {
        let work = Work(rows, tally)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...2 {
                group.addTask {
                    try await withCrashSandbox { sandbox in
                        try await work.begin(story, on: sandbox)
                        while let row = await work.next() { try await walk(row, on: sandbox, work) }
                    }
                }
            }
            try await group.waitForAll()
        }
        return try await work.finished
    }

    private func walk(_ row: Row, on sandbox: SandboxProcess, _ work: Work) async throws {
        for number in Swift.stride(from: 1, to: .max, by: stride) {
            let points = row.first + ["\(row.event):\(number)"]
            let trial = CrashTrial(story: story, points: points, fault: Self.fault(number))
            let ended = try await trial.perform(on: sandbox)
            await work.add(trial, ended)
            if ended.kills < points.count { return }
        }
    }

    /// Every third time some changes are made whose answers do not come.
    private static func fault(_ number: Int) -> String? {
        guard number.isMultiple(of: 3) else { return nil }
        return #"{"kind": "apply_then_cut", "method": "POST", "share": 0.3, "count": 2, "seed": \#(number)}"#
    }

    /// What is still to be done, and what came of what was.
    private actor Work {
        private var rows: [Row]
        private var tally: CrashTally?

        init(_ rows: [Row], _ tally: CrashTally?) {
            self.rows = rows.reversed()
            self.tally = tally
        }

        func begin(_ story: CrashStory, on sandbox: SandboxProcess) async throws {
            if tally != nil { return }
            let begun = try await CrashTally(story, on: sandbox)
            if tally == nil { tally = begun }
        }

        func next() -> Row? { rows.popLast() }

        func add(_ trial: CrashTrial, _ ended: CrashTrial.Ended) { tally?.add(trial, ended) }

        var finished: CrashTally {
            get throws {
                guard let tally else { throw CancellationError() }
                return tally
            }
        }
    }
}

/// What the environment says about the number of kills.
enum CrashSettings {
    /// `MOONREEL_CRASHES`: `all`, or every which point; nil where nobody asks for many.
    static let stride: Int? = ProcessInfo.processInfo.environment["MOONREEL_CRASHES"].flatMap { text in
        text == "all" ? 1 : Int(text).flatMap { $0 > 0 ? $0 : nil }
    }
}

/// A sandbox whose time stands still, so that two runs of a script leave the same, for a user who has next to nothing.
func withCrashSandbox(_ body: @escaping @Sendable (SandboxProcess) async throws -> Void) async throws {
    try await withSandboxProcess(["--clock", "2026-11-23T10:00:00Z"]) { try await body($0.signedIn(as: "greta-lind")) }
}
