import Testing
import Trakt

@Suite("The catalogue")
struct CatalogueTests {
    @Test("holds every endpoint of the documentation, and no other")
    func isComplete() {
        #expect(Set(Catalogue.all.map(\.id)) == Set(ExpectedEndpoints.lines.keys))
        #expect(Catalogue.all.count == 330)
    }

    @Test("tells of each endpoint what the documentation does, in its words", arguments: Catalogue.all)
    func agrees(endpoint: Endpoint) throws {
        var expected = try #require(ExpectedEndpoints.lines[endpoint.id])
        if let paging = expected.firstIndex(where: { $0.hasSuffix(" limitless") }) {
            #expect(endpoint.isLimitless)
            expected[paging].removeLast(" limitless".count)
        } else {
            #expect(!endpoint.isLimitless)
        }
        #expect(ExpectedEndpoints.lines(of: endpoint.document) == expected)
    }

    @Test("has an example of each endpoint that can be called", arguments: catalogue)
    func example(endpoint: Endpoint) throws {
        let call = try endpoint.call(endpoint.example)
        #expect(!call.path.contains("{"))
        #expect(endpoint.body == nil || endpoint.bodyForm == .optional || !endpoint.example.named.isEmpty)
    }

    @Test("refuses an example with a wrong name, value or number of values", arguments: catalogue)
    func mutatedExample(endpoint: Endpoint) throws {
        var misspelt = endpoint.example
        misspelt.named["no_such_parameter"] = 1
        #expect(throws: CallError.self) { try endpoint.call(misspelt) }
        var long = endpoint.example
        long.positional = Array(repeating: 1, count: endpoint.pathParameters.count + 1)
        #expect(throws: CallError.self) { try endpoint.call(long) }
        for place in endpoint.example.positional.indices {
            var wrong = endpoint.example
            wrong.positional[place] = false
            #expect(throws: CallError.self, "\(place)") { try endpoint.call(wrong) }
        }
        for name in endpoint.example.named.keys {
            var wrong = endpoint.example
            wrong.named[name] = endpoint.takesTruth(name) ? "x" : true
            #expect(throws: CallError.self, "\(name)") { try endpoint.call(wrong) }
        }
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
        #expect(endpoint.success2026.allSatisfy { !endpoint.success.contains($0) })
        #expect(endpoint.success.allSatisfy { (200..<300).contains($0) })
        for name in [endpoint.id] + endpoint.aliases {
            #expect(Catalogue.endpoint(named: name)?.line == endpoint.line, "its group is under the word of \(name)")
        }
    }

    @Test("can be walked part by part")
    func tree() {
        let groups = Catalogue.names(under: "")
        #expect(groups == Set(Catalogue.all.map(\.group)).sorted())
        let sync = Catalogue.names(under: "sync")
        #expect(
            sync == [
                "collection", "favorites", "history", "last_activities", "playback", "progress", "ratings",
                "updated_ids", "updates", "watched", "watchlist",
            ])
        #expect(Catalogue.names(under: "users.requests") == ["approve", "deny", "following", "list"])
        #expect(Catalogue.names(under: "comments.reactions") == ["add", "list", "remove", "summary"])
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
        #expect(Catalogue.nearestNames(to: "seach.text") == ["search.text"])
        #expect(Catalogue.nearestNames(to: "user").first == "users")
        #expect(Catalogue.nearestNames(to: "history").contains("sync.history"))
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

/// All endpoints but those of signing in: a script's example of these leaves out what names the app.
private let catalogue = Catalogue.all.filter { !$0.id.hasPrefix("auth.") }

extension Endpoint {
    /// Whether a value by this name is true or false.
    fileprivate func takesTruth(_ name: String) -> Bool {
        query.contains { $0.name == name && $0.kind == .boolean }
            || body?.contains { $0.name == name && $0.kind == .boolean } ?? false
    }
}
