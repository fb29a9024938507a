import Synchronization
import Testing

@testable import TraktSandbox

@Suite("Filters")
struct FilterTests {
    @Test(
        "each selects some of the demo's shows and not all",
        arguments: [
            "query=the", "years=2019-2024", "genres=comedy", "languages=ja", "countries=gb", "runtimes=20-40",
            "ratings=85-100", "votes=0-20000", "tmdb_ratings=8-10", "tmdb_votes=0-3000", "imdb_ratings=8.5-10",
            "imdb_votes=0-200000", "certifications=tv-ma", "status=ended", "status=returning%20series,continuing",
            "networks=Netflix", "genres=-comedy", "subgenres=%SUBGENRE%", "studios=%STUDIO%",
            "studio_ids=%STUDIO_ID%", "network_ids=%NETWORK_ID%",
        ])
    func shows(_ filter: String) throws {
        let client = try LocalClient.demo()
        let facts = try Seed.embedded.get().shows
        var filter = filter
        filter.replace("%SUBGENRE%", with: facts.flatMap { $0.subgenres ?? [] }.first ?? "none")
        filter.replace("%STUDIO%", with: facts.flatMap { $0.studios ?? [] }.first?.slug ?? "none")
        filter.replace("%STUDIO_ID%", with: String(facts.flatMap { $0.studios ?? [] }.first?.id ?? 0))
        filter.replace("%NETWORK_ID%", with: String(facts.compactMap(\.networkId).first ?? 0))
        let chosen = client.get("/shows/popular?limit=250&\(filter)").items.count
        #expect(chosen > 0 && chosen < facts.count, "\(filter) selects \(chosen) of \(facts.count)")
    }

    @Test(
        "each selects some of the demo's movies and not all",
        arguments: [
            "query=the", "years=1990-2010", "genres=drama,comedy", "languages=fr", "countries=us", "runtimes=90-120",
            "ratings=80-100", "votes=0-20000", "tmdb_ratings=8-10", "imdb_ratings=8-10", "imdb_votes=0-500000",
            "rt_meters=90-100", "rt_user_meters=90-100", "metascores=80-100", "certifications=pg-13",
        ])
    func movies(_ filter: String) throws {
        let client = try LocalClient.demo()
        let count = try Seed.embedded.get().movies.count
        let chosen = client.get("/movies/popular?limit=250&\(filter)").items.count
        #expect(chosen > 0 && chosen < count, "\(filter) selects \(chosen) of \(count)")
    }

    @Test(
        "of episode types select theirs in the calendar",
        arguments: ["standard", "series_premiere", "season_premiere", "season_finale", "-standard"])
    func episodeTypes(_ type: String) throws {
        let client = try LocalClient.demo()
        let path = "/calendars/all/shows/\(Fixture.now.adding(days: -25).dayString)/33?extended=full"
        let chosen = client.get("\(path)&episode_types=\(type)").items
        #expect(!chosen.isEmpty)
        #expect(chosen.count < client.get(path).items.count)
        let wanted = type.hasPrefix("-") ? nil : type
        #expect(chosen.allSatisfy { wanted == nil || $0["episode"]?["episode_type"]?.string == wanted })
    }

    @Test("ranges hold both ends, a reversed one holds nothing, an unreadable one has no effect")
    func ranges() throws {
        let client = try LocalClient.fixture()
        func titles(_ filter: String) -> [String] {
            client.get("/movies/popular?\(filter)").items.compactMap { $0["ids"]?["slug"]?.string }
        }
        #expect(titles("years=2005-2015") == ["gamma-2005", "gamma-2015"])
        #expect(titles("years=2015") == ["gamma-2015"])
        #expect(titles("years=2015-2005") == [])
        #expect(titles("years=recent").count == 3)
        #expect(titles("runtimes=100-140&genres=action") == ["gamma-2005"])
        // Rotten Tomatoes does not know these movies.
        #expect(titles("rt_meters=0-100") == [])
        #expect(titles("watchnow=nowhere") == [])
        let objections = client.sandbox.contents.withLock { $0.log.entries.flatMap(\.objections) }
        #expect(objections.contains("watchnow=nowhere is not known"))
        #expect(objections.contains("years=2015-2005 is a reversed range"))
        #expect(objections.contains("years=recent is not a number or a range a-b"))
    }
}
