import Foundation
import Testing
import Trakt

@Suite("A walk that somebody handed back")
struct MadeUpWalkTests {
    private func walk(_ members: [String: Any]) throws -> PageWalk {
        var document: [String: Any] = [
            "endpoint": "movies.popular", "limit": 100, "itemsSeen": 200, "next": ["page": 3, "limit": 100],
            "isPaged": true,
            "countsItems": true, "firstPage": 1, "page": 3, "itemCount": 900, "hasMoved": false,
        ]
        document.merge(members) { $1 }
        return try JSONDecoder().decode(PageWalk.self, from: JSONSerialization.data(withJSONObject: document))
    }

    @Test("One that a reading came to is taken")
    func real() throws { #expect(try walk([:]).isPlausible) }

    @Test(
        "One with numbers that no reading comes to is not: these would be counted on",
        arguments: ["itemsSeen", "page", "firstPage", "itemCount", "limit"], [Int.max, -1])
    func madeUp(member: String, value: Int) throws { #expect(try !walk([member: value]).isPlausible) }

    @Test("Nor is one whose next page cannot be", arguments: [Int.max, -1])
    func next(value: Int) throws {
        #expect(try !walk(["next": ["page": value, "limit": 10]]).isPlausible)
        #expect(try !walk(["next": ["page": 2, "limit": value]]).isPlausible)
    }
}
