import Testing
import Trakt

@Suite("The catalogue")
struct CatalogueTests {
    @Test("holds every endpoint of its groups, by name, method and path")
    func isComplete() {
        let lines = Catalogue.all.map { "\($0.id) \($0.method.rawValue) \($0.path)" }.sorted()
        #expect(lines == ExpectedEndpoints.lines.sorted())
        #expect(lines.count == 205)
    }

    @Test("describes each endpoint without contradicting itself", arguments: Catalogue.all)
    func isConsistent(endpoint: Endpoint) {
        let braces = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        #expect(endpoint.pathParameters.map(\.name) == braces.map(String.init))
        let required = endpoint.pathParameters.map(\.isRequired)
        #expect(required == required.sorted { $0 && !$1 }, "optional parts of a path come last")
        let own = endpoint.pathParameters.map(\.name) + endpoint.query.map(\.name) + (endpoint.body ?? []).map(\.name)
        #expect(Set(own).count == own.count)
        #expect(Set(endpoint.argumentNames).count == endpoint.argumentNames.count)
        #expect(endpoint.summary.hasSuffix(".") && endpoint.summary.count > 10)
        #expect((endpoint.body == nil) || endpoint.isWrite)
        #expect(!endpoint.isWrite || endpoint.authorization == .required || endpoint.host == .auth)
        #expect((endpoint.host == .auth) == endpoint.path.hasPrefix("/oauth/"))
        #expect(endpoint.success.allSatisfy { (200..<300).contains($0) })
        #expect(Catalogue.endpoint(named: endpoint.id)?.line == endpoint.line)
    }

    @Test("knows who may call, what is paged and what Trakt has not published")
    func counts() {
        let all = Catalogue.all
        #expect(all.count { $0.authorization == .none } == 99)
        #expect(all.count { $0.authorization == .optional } == 34)
        #expect(all.count { $0.authorization == .required } == 72)
        #expect(all.count { $0.paging == .required } == 71)
        #expect(all.filter { $0.paging == .optional }.map(\.id).sorted() == ["networks.list", "sync.playback.get"])
        #expect(all.count { $0.status == .unmergedBranch } == 17)
        #expect(all.filter { $0.vip == .only }.map(\.id) == ["lists.items.update"])
        #expect(all.count { $0.vip == .enhanced } == 11)
        #expect(all.count { $0.takesEmoji } == 27)
        #expect(all.count { $0.body != nil } == 35)
    }

    @Test("can be walked part by part")
    func tree() {
        let groups = Catalogue.names(under: "")
        #expect(groups.contains("sync") && groups.contains("calendars") && groups.contains("genres"))
        let sync = Catalogue.names(under: "sync")
        #expect(
            sync == [
                "collection", "favorites", "history", "last_activities", "playback", "progress", "ratings",
                "updated_ids", "updates", "watched", "watchlist",
            ])
        #expect(Catalogue.names(under: "sync.history") == ["add", "get", "remove"])
        #expect(Catalogue.names(under: "sync.history.get").isEmpty)
        for endpoint in Catalogue.all {
            #expect(Catalogue.names(under: endpoint.id).isEmpty, "\(endpoint.id) is both a call and a table")
        }
    }

    @Test("finds endpoints by their other names and by nearly right ones")
    func names() {
        #expect(Catalogue.endpoint(named: "users.lists.create")?.id == "lists.create")
        #expect(Catalogue.endpoint(named: "users.lists.items_add")?.id == "lists.items.add")
        #expect(Catalogue.endpoint(named: "search.txt") == nil)
        #expect(Catalogue.nearestName(to: "search.txt") == "search.text")
        #expect(Catalogue.nearestName(to: "weather") == nil)
        #expect(Catalogue.calendars.myShows.line == "GET /calendars/my/shows/{start_date}/{days}")
    }

    @Test("gives filters where the documentation tags them")
    func filters() {
        let search = Catalogue.search.text.argumentNames
        #expect(search.contains("studio_ids") && search.contains("network_ids") && search.contains("certifications"))
        #expect(!search.contains("episode_types"))
        #expect(Catalogue.calendars.myShows.argumentNames.contains("episode_types"))
        #expect(!Catalogue.movies.trending.argumentNames.contains("status"))
        #expect(Catalogue.movies.get.filters.isEmpty)
    }
}
