import Foundation
import Journal
import Storage
import Testing

/// A directory with rules and the journal of this test's user.
struct RuleWorkspace: Sendable {
    let workspace: Workspace

    private var data: String { workspace.path + "/data/moonreel" }
    var lock: ServeLock { ServeLock(data: data) }

    /// Whether somebody has rung for whoever serves.
    var isRung: Bool { FileManager.default.fileExists(atPath: lock.directory + "/bell") }

    func run(_ arguments: String...) async throws -> Program.Ended {
        try await Program.run(arguments, environment: ["MOONREEL_RULES": "rules"], in: workspace)
    }

    func key(_ name: String) -> RuleKey { RuleKey(account: "owner", name: name) }

    /// The journal, as at some time.
    func journal(at date: Date = Date()) throws -> SQLiteStore {
        var parameters = SQLiteStore.Parameters()
        parameters.now = { date }
        return try SQLiteStore.open(data + "/journal.sqlite", parameters)
    }

    /// What somebody notes who serves a rule of this directory.
    @discardableResult
    func serve(_ name: String, account: String? = nil, broken: String? = nil) async throws -> RuleRecord {
        try await journal().note(
            RuleNote(
                key: account.map { RuleKey(account: $0, name: name) } ?? key(name), accountName: account ?? "main",
                server: .address("https://api.trakt.tv"), path: "\(workspace.path)/rules/\(name).lua",
                schedule: "as it was", broken: broken, at: Date(timeIntervalSince1970: 1_790_000_000)))
    }

    /// A run that a rule's schedule began so many seconds late, and that made so many calls.
    func finishedRun(
        _ name: String, slot: Date, late: TimeInterval, reads: Int, writes: Int, _ state: RunRecord.State = .finished
    ) async throws {
        let journal = try journal(at: slot + late)
        let claim = try await journal.begin(
            NewRun(
                account: "main", server: .address("https://api.trakt.tv"), trigger: .schedule(slot: slot, missed: 0),
                rule: key(name), path: "rules/\(name).lua", script: Array("return {}".utf8), seed: 1, now: slot))
        let report = Array(#"{"reads": \#(reads), "writes": \#(writes)}"#.utf8)
        try await journal.end(claim, RunEnding(state: state, report: report, output: []))
    }
}

/// Makes a directory with these rules, runs the body, removes it.
func withRules(_ rules: [String: String], _ body: (RuleWorkspace) async throws -> Void) async throws {
    let files = Dictionary(uniqueKeysWithValues: rules.map { ("rules/\($0.key).lua", $0.value) })
    try await withWorkspace(files) { try await body(RuleWorkspace(workspace: $0)) }
}
