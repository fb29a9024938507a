import Automation
import Foundation
import Journal
import Storage
import TestSupport
import Testing
import Trakt

import struct TraktSandbox.SandboxInfo

@Suite("Upkeep")
struct UpkeepTests {
    private static let movie: JSONValue = [
        "movies": [["ids": ["trakt": 507], "watched_at": "2011-02-01T20:15:00Z"]]
    ]

    /// A run of an account that ended with a write nobody knows the outcome of.
    private func leaveOpen(_ account: String, _ stage: ScriptStage, _ journal: SQLiteStore) async throws -> RunID {
        let claim = try await journal.begin(
            NewRun(
                account: account, server: .address(stage.sandbox.address), trigger: .hand, path: "test.lua",
                script: [], seed: 7, now: ScriptStage.now))
        let request = EffectRequest(
            endpoint: "sync.history.add", target: "/sync/history", body: Self.movie.encoded)
        _ = try await journal.intend(
            NewEffect(
                key: StepKey(content: account, occurrence: 1), account: account, request: request,
                moment: Moment(boot: "before", sinceBoot: .zero)), claim, with: Precautions())
        try await journal.end(claim, RunEnding(state: .failed, report: [], output: []))
        return claim.run
    }

    @Test("settles what runs of its own account left, and does not touch those of others")
    func accounts() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let mine = try await leaveOpen("sandbox", stage, journal)
            let others = try await leaveOpen("another", stage, journal)
            #expect(try await Upkeep(in: stage.context(journal: journal)).settle() == [.retry])
            #expect(try await journal.run(mine)?.unresolved == 0)
            #expect(try await journal.run(others)?.unresolved == 1)
            #expect(try await journal.run(others)?.epoch == 1)
        }
    }
}
