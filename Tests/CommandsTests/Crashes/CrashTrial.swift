import Subprocess

/// One command that is killed, gone on with, perhaps killed again, until it is done.
struct CrashTrial: Sendable {
    let story: CrashStory
    /// Where it dies, and where each that goes on with it dies.
    var points: [String] = []
    /// What goes wrong at the sandbox besides, as `POST /_sandbox/faults` takes it.
    var fault: String?

    /// What became of it.
    struct Ended: Sendable {
        /// How many points were come to.
        var kills = 0
        var picture: AccountPicture
    }

    /// It did not come to its end.
    struct Stuck: Error, CustomStringConvertible {
        let arguments: [String]
        let ended: Program.Ended

        var description: String { "\(arguments) ended as \(ended.status): \(ended.errors)" }
    }

    /// The number of the commit that it is killed at, where it is killed once and there.
    var commit: Int? {
        let name = "before commit:"
        guard points.count == 1, points[0].hasPrefix(name) else { return nil }
        return Int(points[0].dropFirst(name.count))
    }

    func perform(on sandbox: SandboxProcess) async throws -> Ended {
        try await sandbox.control("POST", "reset")
        let environment = sandbox.environment.merging(["MOONREEL_UNLIMITED": "1"]) { $1 }
        let kills = try await story.withPreparation(environment) { workspace in
            if let fault { try await sandbox.fail(fault) }
            let kills = try await carriedOut(environment, workspace)
            try await sandbox.control("DELETE", "faults")
            return kills
        }
        return Ended(kills: kills, picture: try await AccountPicture(of: sandbox))
    }

    private func carriedOut(_ environment: [String: String], _ workspace: Workspace) async throws -> Int {
        var kills = 0
        var arguments = story.command
        while true {
            var environment = environment
            if kills < points.count { environment["MOONREEL_CRASH"] = points[kills] }
            let ended = try await Program.run(arguments, environment: environment, in: workspace)
            if ended.status == .signaled(9), kills < points.count {
                kills += 1
                arguments = story.resumption
            } else if ended.errors.contains(story.neverBegan), arguments != story.command {
                arguments = story.command
            } else if ended.code == 0 || ended.errors.contains(story.wasFinished) {
                return kills
            } else {
                throw Stuck(arguments: arguments, ended: ended)
            }
        }
    }
}
