import Journal
import Testing
import Trakt

@Suite("What the later look removes")
struct SurplusTests {
    private func entries(
        _ ids: [Int64], movie: Int64 = 507, at time: JSONValue = "2026-02-01T20:15:00.000Z"
    ) -> [HistoryEntry] {
        ids.compactMap { id in
            HistoryEntry([
                "id": .integer(id), "watched_at": time,
                "movie": ["ids": ["trakt": .integer(movie)]],
            ])
        }
    }

    @Test("are the newest plays of a minute, as many as are too many")
    func newest() {
        #expect(Surplus([entries([11, 12])], sends: 2).ids == [12])
        #expect(Surplus([entries([11])], sends: 2).ids == [])
        #expect(Surplus([[]], sends: 2).ids == [])
        #expect(Surplus([entries([13, 11, 12])], sends: 3).ids == [12, 13])
    }

    @Test("are never more than were sent again: the rest is somebody else's")
    func others() {
        #expect(Surplus([entries([11, 12, 13])], sends: 2).ids == [13])
        #expect(Surplus([entries([11, 12, 13])], sends: 1).ids == [])
    }

    @Test("are counted for each thing by itself")
    func things() {
        #expect(Surplus([entries([11, 12]) + entries([13, 14], movie: 622)], sends: 2).ids == [12, 14])
    }

    @Test("are counted for each minute by itself, and so are those without a date")
    func minutes() {
        let other = entries([13], at: "2026-02-01T20:16:00.000Z") + entries([14], at: .null)
        #expect(Surplus([entries([11]) + other], sends: 2).ids == [])
        #expect(Surplus([entries([11, 12]) + other + entries([15], at: .null)], sends: 2).ids == [12, 15])
    }
}
