import Automation
import Journal
import Storage
import TestSupport
import Testing
import Trakt

@Suite("Which runs did something to a thing")
struct ItemHistoryTests {
    /// What each run is said to have done to The Matrix, after the runs of these scripts.
    private func story(
        _ scripts: [String], of name: String = "tt0133093", prepare: (ScriptStage) async throws -> Void = { _ in }
    ) async throws -> [String] {
        try await withStage(limits: .roomy) { stage in
            try await prepare(stage)
            let journal = try SQLiteStore.inMemory()
            for script in scripts { _ = try await stage.run(script, journal: journal).value }
            let history = try await ItemHistory(of: WantedItem(name), journal: journal)
            return history.entries.map { "\($0.run.id.number) \($0.change.rawValue)" }
        }
    }

    private static let matrix = "{ ids = { imdb = 'tt0133093' } }"
    private static let known = "trakt.movies.get('the-matrix-1999')\n"

    private static func add(_ movies: String...) -> String {
        "trakt.sync.watchlist.add { movies = { \(movies.joined(separator: ", ")) } }"
    }

    private static func remove(_ movies: String...) -> String {
        "trakt.sync.watchlist.remove { movies = { \(movies.joined(separator: ", ")) } }"
    }

    @Test("A removal of what was not there is no removal")
    func removedNothing() async throws {
        let both = Self.remove(Self.matrix, "{ ids = { trakt = 507 } }")
        let story = try await story([Self.known + both, Self.add(Self.matrix, "{ ids = { trakt = 507 } }"), both, both])
        #expect(story.dropFirst(story.first == "1 removed" ? 1 : 0) == ["2 added", "3 removed"])
    }

    @Test("What Trakt did not find was not changed")
    func notFound() async throws {
        let stranger = "{ ids = { imdb = 'tt9999991' } }"
        #expect(try await story([Self.add(stranger), Self.remove(stranger)], of: "tt9999991") == [])
    }

    @Test("Of several things of which some were there, it is not said that this one is new")
    func someThere() async throws {
        let remove = Self.known + Self.remove(Self.matrix, "{ ids = { trakt = 507 } }", "{ ids = { trakt = 622 } }")
        let more = Self.add(Self.matrix, "{ ids = { trakt = 507 } }", "{ ids = { trakt = 622 } }")
        let story = try await story([remove, Self.add(Self.matrix), more, Self.add(Self.matrix)])
        #expect(story.suffix(3) == ["2 added", "3 added_or_existing", "4 existing"])
    }

    @Test("Where the run had read the list first, it is known which")
    func lookedAt() async throws {
        let remove = Self.known + Self.remove(Self.matrix, "{ ids = { trakt = 507 } }")
        let more = "trakt.sync.watchlist.get:all()\n" + Self.add(Self.matrix, "{ ids = { trakt = 507 } }")
        #expect(try await story([remove, Self.add(Self.matrix), more]).suffix(2) == ["2 added", "3 existing"])
        let other = Self.add("{ ids = { trakt = 507 } }")
        #expect(try await story([remove, other, more]).suffix(1) == ["3 added"])
    }

    private static func watched(_ things: String) -> String { "trakt.sync.history.add { \(things) }" }

    @Test("A play that was known, and left out of what was sent, is not the later run's")
    func leftOut() async throws {
        let play = "{ ids = { imdb = 'tt0133093' }, watched_at = '2011-01-02T10:07:00Z' }"
        let other = "{ ids = { trakt = 507 }, watched_at = '2011-01-02T10:07:00Z' }"
        let story = try await story([
            Self.known + Self.watched("movies = { \(play) }"), Self.watched("movies = { \(play), \(other) }"),
        ])
        #expect(story == ["1 added"])
    }

    @Test("A show whose episodes were sent is added, not one of which all were known")
    func shows() async throws {
        func show(_ slug: String) -> String { "{ ids = { slug = '\(slug)' }, watched_at = '2011-01-02T10:07:00Z' }" }
        let first = "trakt.shows.get('breaking-bad')\n" + Self.watched("shows = { \(show("breaking-bad")) }")
        let both = Self.watched("shows = { \(show("breaking-bad")), \(show("the-wire")) }")
        let another = Self.watched(
            "shows = { \(show("breaking-bad")) }, movies = { { ids = { trakt = 507 }, watched_at = '2011-01-02T10:07:00Z' } }"
        )
        let story = try await story([first, both, another], of: "breaking-bad")
        #expect(story == ["1 added", "2 added_or_existing"])
    }

    @Test("Plays that were removed are told by what they were, and a movie without plays is not among them")
    func removedPlays() async throws {
        let remove = """
            trakt.sync.history.remove { movies = { \(Self.matrix), { ids = { trakt = 507 } } } }
            """
        let add = Self.watched(
            "movies = { { ids = { trakt = 507 }, watched_at = '2011-01-02T10:07:00Z' } }")
        let matrix = Self.watched(
            "movies = { { ids = { imdb = 'tt0133093' }, watched_at = '2011-01-02T10:07:00Z' } }")
        let story = try await story([Self.known + remove, add, remove, matrix, remove])
        #expect(story.suffix(2) == ["4 added", "5 removed"])
        #expect(!story.contains { $0.hasPrefix("3 ") })
    }

    @Test("What went by its number, or with its list, was removed")
    func unnamed() async throws {
        let play = Self.watched("movies = { { ids = { trakt = 481 }, watched_at = '2011-01-02T10:07:00Z' } }")
        let removal = """
            trakt.sync.history.remove { ids = { trakt.sync.history.get:all('movies', 481)[1].id } }
            """
        #expect(try await story([Self.known + play, removal]) == ["1 added", "2 removed"])
        let list = "trakt.lists.create('me', { name = 'Mine' })\n"
        let item = "trakt.lists.items.add('me', 'mine', { movies = { { ids = { trakt = 481 } } } })"
        let deleted = try await story([Self.known + list + item, "trakt.lists.delete('me', 'mine')"])
        #expect(deleted == ["1 added", "2 removed"])
    }

    @Test("Counts that are no counts end nothing")
    func monstrousCounts() async throws {
        let monstrous: JSONValue = [
            "added": ["movies": 0, "shows": .integer(.max), "seasons": .integer(.max)], "existing": ["movies": 0],
            "not_found": ["movies": []],
        ]
        let story = try await story([Self.known + Self.add(Self.matrix)]) { stage in
            try await stage.fault([
                "method": "POST", "path": "/sync/watchlist", "kind": "status", "status": 201, "body": monstrous,
            ])
        }
        #expect(story == ["1 added"])
    }
}
