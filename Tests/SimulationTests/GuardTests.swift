import Journal
import Testing

/// A part of the protocol that something goes wrong without.
enum Guard: String, CaseIterable, Sendable {
    case intent = "the intent before a sending"
    case fence = "the fence against those who lost a run"
    case ledger = "the ledger in which each play is once"
    case settling = "the time that a write is given to settle"
    case freshness = "the time after which an intent is not sent any more"
    case doubts = "waiting for what may still take effect"

    /// A rough world without it.
    var circumstances: Circumstances {
        var circumstances = Circumstances()
        circumstances.weather = .storm
        circumstances.deaths = 0.7
        circumstances.suspensions = 0.4
        circumstances.interleaving = 0.1
        switch self {
        case .intent: circumstances.flaw = .forgetsIntents
        case .fence: circumstances.flaw = .acceptsEveryEpoch
        case .ledger: circumstances.flaw = .neverTaken
        case .doubts:
            circumstances.flaw = .forgetsDoubts
            circumstances.deaths = 0
            circumstances.suspensions = 0
        case .settling: circumstances.timing.settle = .zero
        case .freshness:
            circumstances.timing.freshness = .seconds(1_000_000)
            circumstances.suspensions = 0.9
            circumstances.suspendsBeforeSending = true
        }
        return circumstances
    }

    /// The first world in which it was missed. A change elsewhere may move that to a later one.
    var seed: UInt64 {
        switch self {
        case .intent, .ledger: 1
        case .fence: 4
        case .settling: 7
        case .doubts: 15
        case .freshness: 1
        }
    }
}

@Suite("The guards of the protocol")
struct GuardTests {
    /// So many worlds are tried at most.
    private static let worlds: UInt64 = 100

    @Test("without any one of them, something is written twice or lost", arguments: Guard.allCases)
    func isNeeded(_ absent: Guard) async throws {
        let universe = try Universe()
        for seed in absent.seed..<absent.seed + Self.worlds {
            let report = try await World(universe, seed: seed, absent.circumstances).run()
            if !report.discrepancies.isEmpty {
                print("without \(absent.rawValue): world \(seed): \(report.discrepancies[0])")
                return
            }
        }
        Issue.record("\(Self.worlds) worlds without \(absent.rawValue), and nothing went wrong")
    }

    @Test("with all of them, the same worlds are as they should be", arguments: [Guard.fence, .freshness])
    func areEnough(_ present: Guard) async throws {
        var circumstances = present.circumstances
        circumstances.flaw = nil
        circumstances.timing = Timing()
        let report = try await World(Universe(), seed: present.seed, circumstances).run()
        #expect(report.unfinished == 0)
        #expect(report.discrepancies.map(\.description) == [])
    }
}
