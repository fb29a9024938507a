import Foundation
import TestSupport
import Testing
import Trakt

/// The typed client against the sandbox, which shares no code with it.
@Suite("The typed client on a sandbox")
struct TypedSandboxTests {
    @Test("runs the README's example")
    func readme() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let count = try await makeSpaceList(client)
            let items = try await client.users.lists.items(of: "space").all()
            #expect(count > 0 && items.count == count && items.isComplete)
            #expect(items.allSatisfy { ($0.movie?.year ?? 0) >= 1970 })
        }
    }

    @Test("the README shows what is compiled here")
    func readmeText() throws {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let example = try String(contentsOf: here.appending(path: "ReadmeExample.swift"), encoding: .utf8)
        let readme = try String(contentsOf: here.appending(path: "../../README.md"), encoding: .utf8)
        #expect(readme.contains("```swift\n" + example + "```\n"))
    }

    @Test("makes a client with connections of its own")
    func convenience() async throws {
        let client = Client(clientID: "key", accessToken: "token", userAgent: "MyApp/1.0")
        #expect(client.configuration.clientID == "key" && client.configuration.userAgent == "MyApp/1.0")
        #expect(try await client.configuration.tokens.accessToken() == "token")
    }

    @Test("reads titles, whole and minimal")
    func titles() async throws {
        try await withStage { stage in
            let client = stage.client()
            let show = try await client.shows.get("breaking-bad", extended: [.full, .images])
            #expect(show.ids.imdb == "tt0903747" && show.year == 2008 && show.network == "AMC")
            #expect(show.status == .ended && show.airedEpisodes == 62 && show.images?.poster?.isEmpty == false)
            let movie = try await client.movies.get(507)
            #expect(movie.title == "The Wizard of Oz" && movie.overview == nil)
            #expect(try await client.movies.get("tt0032138").id == movie.id)
            let seasons = try await client.seasons.all(of: show.id, extended: [.full, .episodes])
            #expect(seasons.contains { $0.number == 1 && $0.episodes?.count == 7 })
            let pilot = try await client.episodes.get(1, season: 1, of: show.id, extended: .full)
            #expect(pilot.title == "Pilot" && pilot.episodeType == .seriesPremiere)
            #expect(try await client.shows.nextEpisode(of: show.id) == nil)
            #expect(try await client.shows.people(in: show.id).cast?.isEmpty == false)
            let cranston = try await client.people.get("bryan-cranston", extended: .full)
            #expect(cranston.name == "Bryan Cranston" && cranston.ids.imdb == "nm0186505")
            #expect(try await client.people.shows(of: cranston.id).cast?.contains { $0.show.id == show.id } == true)
            #expect(try await client.movies.ratings(of: movie.id).distribution?.count == 10)
            #expect(try await client.movies.stats(of: movie.id).watchers ?? 0 > 0)
            #expect(try await client.movies.releases(of: movie.id).allSatisfy { $0.country?.isEmpty == false })
        }
    }

    @Test("reads charts, searches and calendars")
    func discovery() async throws {
        try await withStage { stage in
            let client = stage.client(pageSize: 7)
            var watchers: [Int] = []
            for try await entry in client.movies.trending() { watchers.append(entry.watchers) }
            #expect(watchers.count > 7 && watchers == watchers.sorted(by: >))
            let popular = try await client.shows.popular(filters: [.status(.ended)], extended: .full).all()
            #expect(popular.isComplete && popular.allSatisfy { $0.status == .ended })
            _ = try await client.movies.played(.all, filters: [.years(1900...2030)]).all()
            _ = try await client.shows.anticipated().all()
            _ = try await client.movies.boxOffice()
            let hits = try await client.search.text("breaking", in: [.show, .movie]).all()
            #expect(hits.contains { $0.show?.ids.slug == "breaking-bad" && $0.score != nil })
            let found = try await client.search.lookup("tt0903747", at: .imdb).all()
            #expect(found.first?.show?.title == "Breaking Bad" && found.first?.score == nil)
            let week = try await client.calendars.myShows(from: Day(year: 2026, month: 3, day: 1), days: 14)
            #expect(week.isEmpty == false && week.allSatisfy { $0.firstAired != nil })
            _ = try await client.calendars.allMovies(from: Day(year: 2026, month: 3, day: 1), days: 33)
        }
    }

    @Test("reads all of an account")
    func account() async throws {
        try await withStage { stage in
            let client = stage.client()
            let activities = try await client.sync.lastActivities()
            #expect(activities.all != nil && activities.episodes?.watchedAt != nil)
            let history = try await client.sync.history.items().all()
            #expect(
                history.isComplete && history.contains { $0.kind == .movie } && history.contains { $0.episode != nil })
            let shows = try await client.sync.history.watchedShows(extended: .progress).all()
            #expect(shows.first?.plays ?? 0 > 0 && shows.first?.seasons?.first?.episodes?.isEmpty == false)
            #expect(try await client.sync.history.watchedMovies(extended: .full).all().first?.movie.runtime != nil)
            #expect(try await client.sync.ratings.items(.movie).all().allSatisfy { (1...10).contains($0.rating) })
            #expect(try await client.sync.watchlist.items(sort: .by(.added)).all().isComplete)
            _ = try await client.sync.favorites.items().all()
            _ = try await client.sync.collection.movies(extended: .metadata).all()
            _ = try await client.sync.collection.shows().all()
            _ = try await client.sync.paused().all()
            let progress = try await client.sync.progress().all()
            #expect(progress.contains { $0.progress.completed > 0 })
            _ = try await client.sync.upNext(withStats: true).all()
            for section: HiddenSection in [.calendar, .dropped] {
                _ = try await client.users.hidden.items(in: section).all()
            }
            let settings = try await client.users.settings()
            #expect(settings.user.ids.slug == "demo-user" && settings.limits?.watchlist?.itemCount == 250)
            #expect(settings.account?.has24HourTime == true && settings.permissions?.commenting == true)
            #expect(try await client.users.profile("ada-marlow", extended: [.full, .vip]).vipYears == 1)
            #expect(try await client.users.stats().movies?.watched ?? 0 > 0)
            #expect(try await client.users.lists.all().all().contains { $0.privacy == .private })
            #expect(try await client.users.following().all().contains { $0.user.ids.slug == "ada-marlow" })
            #expect(try await client.recommendations.movies(extended: .full).all().first?.genres != nil)
            let first = try #require(shows.first)
            let watched = try await client.shows.watchedProgress(of: first.show.id, specials: true)
            #expect(watched.completed > 0 && watched.lastWatchedAt != nil)
        }
    }

    @Test("changes an account, and is told what could not be placed")
    func writes() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let evening = Date(timeIntervalSince1970: 1_772_500_000)
            let added = try await client.sync.history.add([
                .movie(507).watched(at: evening), .movie("tt9999999"),
                .show("breaking-bad", season: 2, episodes: [1, 2]),
            ])
            #expect(added.added.movies == 1 && added.added.episodes == 2)
            #expect(added.notFound.movies.first?["ids"]?["imdb"] == "tt9999999")
            let plays = try await client.sync.history.items(of: .movie, 507).all()
            // Trakt keeps plays to the minute.
            #expect(plays.contains { $0.watchedAt == Date(timeIntervalSince1970: 1_772_499_960) })
            let removed = try await client.sync.history.remove(plays: plays.map(\.id))
            #expect(removed.deleted.movies == plays.count)

            try await client.sync.ratings.add([.movie(507).rated(9), .episode(.trakt(62085)).rated(1)])
            #expect(try await client.sync.ratings.items(.movie, rated: 9...9).all().contains { $0.movie?.id == 507 })
            try await client.sync.favorites.remove([.movie(507)])
            try await client.sync.favorites.add([.movie(507).notes("Follow the road")])
            let favorites = try await client.sync.favorites.items(.movie).all()
            #expect(favorites.contains { $0.movie?.id == 507 && $0.notes == "Follow the road" })
            try await client.users.hidden.add([.show(1388)], to: .calendar)
            #expect(try await client.users.hidden.items(in: .calendar, .show).all().contains { $0.show?.id == 1388 })

            let list = try await client.users.lists.create(named: "Oz", ListSettings(description: "All of it"))
            #expect(list.description == "All of it" && list.privacy == .private)
            try await client.users.lists.add([.movie(507), .show(1388, seasons: [1]), .show(1388)], to: list.id)
            let items = try await client.users.lists.items(of: list.id).all()
            #expect(Set(items.map(\.kind)) == [.movie, .show, .season])
            let order = try await client.users.lists.reorder(list.id, items.map(\.id).reversed())
            #expect(order.updated > 0 && order.skippedIds == [])
            try await client.users.lists.update(list.id, ListSettings(name: "Emerald"))
            #expect(try await client.users.lists.get(list.id).name == "Emerald")
            try await client.users.lists.delete(list.id)
            let error = await #expect(throws: TraktError.self) { try await client.users.lists.get(list.id) }
            #expect(error?.failure == .notFound)
        }
    }
}
