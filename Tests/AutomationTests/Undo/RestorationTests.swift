import Foundation
import Testing
import Trakt

@testable import Automation

@Suite("Undoing: what becomes of one thing")
struct RestorationTests {
    private static let noon = "2026-03-04T12:00:00.000Z"
    private static let evening = "2026-03-04T20:00:00.000Z"
    private static let period = Period(from: Time.date(noon)!.addingTimeInterval(-30), to: Time.date(noon)! + 30)

    private static func rated(_ rating: Int64, _ at: String) -> AccountEntry {
        AccountEntry([
            "rating": .integer(rating), "rated_at": .string(at), "type": "movie", "movie": ["ids": ["trakt": 507]],
        ])!
    }

    private static func onList(_ at: String) -> AccountEntry {
        AccountEntry(["listed_at": .string(at), "type": "movie", "movie": ["ids": ["trakt": 507]]])!
    }

    private static let former = rated(4, "2020-01-01T00:00:00.000Z")
    private static let left = Restoration.Left.present(["rating": 9], period)

    @Test(
        "A rating goes back to what it was as long as it is what the run made it",
        arguments: [
            (Restoration.Former.absent, left, rated(9, noon), Restoration.takeOff),
            (.absent, left, rated(9, evening), .leave(.changedSince)),
            (.absent, left, rated(3, noon), .leave(.changedSince)),
            (.absent, left, nil, .nothing),
            (.present(former), left, rated(9, noon), .putBack(former)),
            (.present(former), left, rated(9, evening), .leave(.changedSince)),
            (.present(former), left, former, .nothing),
            (.present(former), left, nil, .leave(.changedSince)),
            (.present(former), .absent, nil, .putBack(former)),
            (.present(former), .absent, rated(4, evening), .leave(.isBack)),
            (.absent, .absent, nil, .nothing),
            (.absent, .absent, rated(4, evening), .nothing),
            (.unknown, left, rated(9, noon), .leave(.formerUnknown)),
            (.unknown, left, nil, .nothing),
            (.unknown, .absent, nil, .leave(.formerUnknown)),
            (.unknown, .absent, rated(9, noon), .leave(.isBack)),
        ] as [(Restoration.Former, Restoration.Left, AccountEntry?, Restoration)])
    func rating(_ former: Restoration.Former, _ left: Restoration.Left, _ now: AccountEntry?, _ expected: Restoration) {
        #expect(Restoration(on: .ratings, former: former, left: left, now: now) == expected)
    }

    @Test("What was on a list before stays, whatever the run said of it; what somebody put there anew stays too")
    func listed() {
        let left = Restoration.Left.present([:], Self.period)
        let old = Self.onList("2020-01-01T00:00:00.000Z")
        #expect(Restoration(on: .watchlist, former: .present(old), left: left, now: old) == .nothing)
        #expect(Restoration(on: .watchlist, former: .absent, left: left, now: Self.onList(Self.noon)) == .takeOff)
        #expect(
            Restoration(on: .watchlist, former: .absent, left: left, now: Self.onList(Self.evening))
                == .leave(.changedSince))
    }
}
