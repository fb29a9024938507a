import Journal
import Lua
import Storage
import Synchronization
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("A run that waits with its last write", .timeLimit(.minutes(5)))
struct MergingCarrierTests {
    @Test("is believed once that it is the last, so that its time does not stand still for as long as it likes")
    func once() async throws {
        try await withStage(limits: .roomy) { stage in
            let context = try stage.context(journal: SQLiteStore.inMemory())
            let run = NewRun(
                account: context.owner, server: context.server, trigger: .hand, path: "a.lua", script: [], seed: 7,
                now: ScriptStage.now)
            let claim = try await context.journal.begin(run)
            let effects = EffectCarrier(
                client: context.client, sender: context.sender(for: claim, now: ScriptStage.now),
                safeguards: Safeguards(client: context.client, limits: .standard))
            let source = "return { run = function()\ntrakt.watchlist:add(507)\nend }"
            let held = HeldWrites(
                sharing: nil, of: context.owner, patience: RuleServer.Parts.endlessPatience)
            let holds = Mutex(0)
            let merging = Merging(
                held: held, outlook: Outlook(of: try ScriptFile(path: "a.lua", source: Array(source.utf8)))
            ) {
                holds.withLock { $0 += 1 }
                return true
            }
            let carrier = MergingCarrier(
                carrier: effects, effects: effects, account: context.account, stop: StopSwitch(), merging: merging)
            let answers = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                for number: Int64 in [507, 268, 1390] {
                    let call = try RecordedRun.call(
                        "sync.watchlist.add", [], ["movies": [["ids": ["trakt": .integer(number)]]]])
                    let asking = Asking(
                        key: StepKey(content: "\(number)", occurrence: 1), place: "a.lua:2", isLast: true)
                    group.addTask { try await carrier.carry(call, asking).json() }
                }
                while holds.withLock({ $0 }) == 0 { await Task.yield() }
                for _ in 0..<1000 { await Task.yield() }
                await held.release()
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count == 3)
            #expect(holds.withLock { $0 } == 1)
        }
    }
}
