import Testing
import Trakt

@Suite("Filters")
struct FilterTests {
    private func query(_ filters: [String: JSONValue]) throws -> String {
        let endpoint = Catalogue.calendars.myShows
        let target = try endpoint.call(Arguments(named: filters)).target
        return String(target.drop { $0 != "?" }.dropFirst())
    }

    private func refusal(_ name: String, _ value: JSONValue) throws -> CallError {
        try #require(throws: CallError.self) {
            _ = try Catalogue.calendars.myShows.call(Arguments(named: [name: value]))
        }
    }

    @Test("have one name each, and every group has some")
    func table() {
        let names = Filter.all.map(\.name)
        #expect(Set(names).count == names.count)
        for group in FilterGroup.allCases { #expect(!Filter.all(in: [group]).isEmpty) }
        #expect(
            Filter.all(in: [.ratings]).map(\.name) == [
                "ratings", "votes", "tmdb_ratings", "tmdb_votes", "imdb_ratings", "imdb_votes", "rt_meters",
                "rt_user_meters", "metascores",
            ])
        #expect(Filter.all(in: [.episode]).map(\.name) == ["certifications", "network_ids", "episode_types"])
    }

    @Test("take strings, numbers, booleans and arrays")
    func values() throws {
        #expect(try query(["genres": "action"]) == "genres=action")
        #expect(try query(["genres": ["action", "drama"]]) == "genres=action,drama")
        #expect(try query(["genres": "action, drama"]) == "genres=action,drama")
        #expect(try query(["years": 2016]) == "years=2016")
        #expect(try query(["years": "2005-2010"]) == "years=2005-2010")
        #expect(try query(["years": [2005, 2010]]) == "years=2005-2010")
        #expect(try query(["network_ids": [3, 4]]) == "network_ids=3,4")
        #expect(try query(["network_ids": 3]) == "network_ids=3")
        #expect(try query(["countries": ["US", "gb"]]) == "countries=us,gb")
        #expect(try query(["ignore_watched": true]) == "ignore_watched=true")
        #expect(try query(["status": "returning series"]) == "status=returning%20series")
        #expect(try query(["networks": "HBO"]) == "networks=HBO")
    }

    @Test("of ranges take both ends, within their bounds")
    func ranges() throws {
        #expect(try query(["ratings": "75-100"]) == "ratings=75-100")
        #expect(try query(["ratings": [0, 100]]) == "ratings=0-100")
        #expect(try query(["imdb_ratings": [5.5, 10]]) == "imdb_ratings=5.5-10")
        #expect(try query(["imdb_ratings": "5.5-10.0"]) == "imdb_ratings=5.5-10")
        #expect(try query(["imdb_votes": [0, 3_000_000]]) == "imdb_votes=0-3000000")
        #expect(try query(["runtimes": "30-90"]) == "runtimes=30-90")
        #expect(try refusal("ratings", [0, 101]).code == .outOfRange)
        #expect(try refusal("imdb_votes", [0, 3_000_001]).code == .outOfRange)
        #expect(try refusal("tmdb_ratings", "0-11").code == .outOfRange)
        #expect(try refusal("ratings", "100-75").code == .reversedRange)
        #expect(try refusal("years", [2010, 2005]).code == .reversedRange)
        #expect(try refusal("ratings", 80).sentence.contains("write both ends"))
        #expect(try refusal("ratings", "7.5-9").code == .wrongType)
        #expect(try refusal("ratings", [1, 2, 3]).code == .wrongType)
        #expect(try refusal("ratings", "inf-nan").code == .wrongType)
        #expect(try refusal("years", 16).code == .outOfRange)
        #expect(try refusal("years", "soon").code == .wrongType)
    }

    @Test("of words know their words; episode types can be left out with a minus")
    func words() throws {
        #expect(
            try query(["episode_types": ["series_premiere", "-season_finale"]])
                == "episode_types=series_premiere,-season_finale")
        #expect(try refusal("episode_types", "finale").code == .unknownValue)
        #expect(try refusal("episode_types", "sereis_premiere").sentence.hasSuffix("did you mean \"series_premiere\"?"))
        #expect(try refusal("status", "-ended").code == .unknownValue)
        #expect(try refusal("watchnow", "netflix").code == .unknownValue)
        #expect(try refusal("languages", "english").code == .unknownValue)
        #expect(try refusal("ignore_watched", "yes").code == .wrongType)
        #expect(try refusal("genres", .array([])).code == .wrongType)
    }
}
