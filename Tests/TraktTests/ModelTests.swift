import Foundation
import Testing
import Trakt

/// Documents as Trakt's documentation shows them, and worse ones.
@Suite("Models")
struct ModelTests {
    private func read<Model: Decodable>(_ type: Model.Type = Model.self, _ document: String) throws -> Model {
        try JSONDecoder.trakt.decode(Model.self, from: Data(document.utf8))
    }

    private func date(_ text: String) -> Date? {
        try? Date.ISO8601FormatStyle().parse(text)
    }

    // MARK: The minimal objects of the documentation's introduction

    @Test("read minimal media objects")
    func minimal() throws {
        let movie = try read(
            Movie.self,
            #"""
            {"title": "Batman Begins", "year": 2005,
             "ids": {"trakt": 1, "slug": "batman-begins-2005", "imdb": "tt0372784", "tmdb": 272}}
            """#)
        #expect(movie.title == "Batman Begins" && movie.year == 2005 && movie.overview == nil)
        #expect(movie.ids.slug == "batman-begins-2005" && movie.ids.imdb == "tt0372784" && movie.ids.tmdb == 272)
        #expect(movie.id == .trakt(1))
        let show = try read(
            Show.self,
            #"""
            {"title": "Breaking Bad", "year": 2008, "ids":
             {"trakt": 1, "slug": "breaking-bad", "tvdb": 81189, "imdb": "tt0903747", "tmdb": 1396}}
            """#)
        #expect(show.title == "Breaking Bad" && show.ids.tvdb == 81189)
        let season = try read(Season.self, #"{"number": 0, "ids": {"trakt": 1, "tvdb": 439371, "tmdb": 3577}}"#)
        #expect(season.number == 0 && season.ids.tvdb == 439371)
        let episode = try read(
            Episode.self,
            #"""
            {"season": 1, "number": 1, "title": "Pilot",
             "ids": {"trakt": 16, "tvdb": 349232, "imdb": "tt0959621", "tmdb": 62085}}
            """#)
        #expect(episode.season == 1 && episode.number == 1 && episode.title == "Pilot" && episode.id == 16)
        let person = try read(
            Person.self,
            #"""
            {"name": "Bryan Cranston",
             "ids": {"trakt": 142, "slug": "bryan-cranston", "imdb": "nm0186505", "tmdb": 17419}}
            """#)
        #expect(person.name == "Bryan Cranston" && person.ids.imdb == "nm0186505")
        let user = try read(
            User.self,
            #"""
            {"username": "sean", "private": false, "name": "Sean Rudford", "vip": true, "vip_ep": true,
             "ids": {"slug": "sean"}}
            """#)
        #expect(user.username == "sean" && user.isPrivate == false && user.isVIP == true && user.isVIPEP == true)
        #expect(user.id == "sean")
    }

    @Test("read a private user, of whom only name and ids are shown")
    func privateUser() throws {
        let user = try read(User.self, #"{"username": "nils", "private": true, "ids": {"slug": "nils"}}"#)
        #expect(user.isPrivate == true && user.name == nil && user.isVIP == nil)
    }

    @Test("read null wherever Trakt does not know")
    func nulls() throws {
        let episode = try read(
            Episode.self,
            #"""
            {"season": 3, "number": 9, "title": null, "number_abs": null, "overview": null, "first_aired": null,
             "updated_at": null, "rating": null, "votes": null, "runtime": null, "episode_type": null,
             "available_translations": null, "images": null,
             "ids": {"trakt": 9007199254740993, "tvdb": null, "imdb": null, "tmdb": null}}
            """#)
        #expect(episode.title == nil && episode.firstAired == nil && episode.ids.imdb == nil)
        #expect(episode.ids.trakt == 9_007_199_254_740_993)
        let show = try read(
            Show.self,
            #"""
            {"title": "TBA", "year": null, "airs": {"day": null, "time": null, "timezone": null}, "status": null,
             "genres": null, "ids": {"trakt": 5, "slug": null, "tvdb": null, "imdb": null, "tmdb": null}}
            """#)
        #expect(show.year == nil && show.airs?.day == nil && show.status == nil && show.ids.slug == nil)
    }

    @Test("read everything about a movie")
    func fullMovie() throws {
        let movie = try read(
            Movie.self,
            #"""
            {"title": "TRON: Legacy", "year": 2010, "ids": {"trakt": 1, "slug": "tron-legacy-2010",
             "imdb": "tt1104001", "tmdb": 20526, "plex": {"guid": "5d77", "slug": "tron-legacy"}},
             "tagline": "The Game Has Changed.", "overview": "Sam Flynn", "released": "2010-12-16", "runtime": 125,
             "country": "us", "updated_at": "2014-07-23T03:21:46.000Z", "trailer": null,
             "homepage": "http://disney.go.com/tron/", "status": "released", "rating": 8, "votes": 111,
             "comment_count": 92, "language": "en", "languages": ["en"], "available_translations": ["en"],
             "genres": ["action"], "subgenres": ["space"], "certification": "PG-13",
             "original_title": "TRON: Legacy", "after_credits": false,
             "images": {"fanart": ["walter.trakt.tv/images/movies/1/fanart.webp"], "poster": [], "something": 1}}
            """#)
        #expect(movie.released == Day(year: 2010, month: 12, day: 16) && movie.runtime == 125 && movie.rating == 8.0)
        #expect(movie.updatedAt == date("2014-07-23T03:21:46Z") && movie.commentCount == 92)
        #expect(movie.status == .released && movie.genres == ["action"] && movie.originalTitle == "TRON: Legacy")
        #expect(Images.url(movie.images?.fanart) == "https://walter.trakt.tv/images/movies/1/fanart.webp")
        #expect(Images.url(movie.images?.poster) == nil && Images.url(movie.images?.logo) == nil)
    }

    @Test("read everything about a show")
    func fullShow() throws {
        let show = try read(
            Show.self,
            #"""
            {"title": "Game of Thrones", "year": 2011, "ids": {"trakt": 353, "slug": "game-of-thrones"},
             "first_aired": "2011-04-18T01:00:00.000Z",
             "airs": {"day": "Sunday", "time": "21:00", "timezone": "America/New_York"}, "runtime": 60,
             "certification": "TV-MA", "network": "HBO", "country": "us", "status": "returning series",
             "rating": 9.25, "votes": 111, "aired_episodes": 50, "updated_at": "2014-08-22T08:32:06Z"}
            """#)
        #expect(show.airs?.timezone == "America/New_York" && show.network == "HBO" && show.airedEpisodes == 50)
        #expect(show.status == .returning && show.rating == 9.25)
        #expect(show.firstAired == date("2011-04-18T01:00:00Z"))
        #expect(show.updatedAt == date("2014-08-22T08:32:06Z"))
    }

    // MARK: What nobody has heard of

    @Test("keep words that came later")
    func unknownWords() throws {
        let show = try read(
            Show.self, #"{"title": "X", "year": 2030, "status": "rebooted", "ids": {"trakt": 1}, "new": {"a": [1]}}"#)
        #expect(show.status == "rebooted" && show.status != .ended)
        let again = try JSONDecoder.trakt.decode(Show.self, from: JSONEncoder.trakt.encode(show))
        #expect(again.status?.rawValue == "rebooted")
        let play = try read(
            HistoryItem.self,
            #"{"id": 1, "watched_at": null, "action": "dream", "type": "movie", "movie": {"title": "M", "ids": {"trakt": 2}}}"#
        )
        #expect(play.action == "dream" && play.watchedAt == nil && play.movie?.id == 2)
    }

    @Test("keep things of a kind that came later, whole")
    func unknownKinds() throws {
        let item = try read(
            ListItem.self,
            #"{"rank": 1, "id": 5, "listed_at": "2014-09-01T09:10:11.000Z", "type": "game", "game": {"title": "G"}}"#)
        #expect(item.kind == "game" && item.rank == 1 && item.movie == nil)
        guard case .other(_, let entry) = item.media else {
            Issue.record("not kept")
            return
        }
        #expect(entry["game"]?["title"] == "G")
        let text = String(decoding: try JSONEncoder.trakt.encode(item), as: UTF8.self)
        #expect(try JSONValue(parsing: text)["game"]?["title"] == "G")
    }

    // MARK: Entries

    @Test("read mixed entries of a list, each with its show")
    func mixed() throws {
        let items = try read(
            [ListItem].self,
            #"""
            [{"rank": 1, "id": 101, "listed_at": "2014-06-16T06:07:12.000Z", "notes": null, "type": "movie",
              "movie": {"title": "TRON: Legacy", "year": 2010, "ids": {"trakt": 1}}},
             {"rank": 2, "id": 102, "listed_at": "2014-06-16T06:07:12.000Z", "type": "season",
              "season": {"number": 1, "ids": {"trakt": 61}},
              "show": {"title": "Breaking Bad", "year": 2008, "ids": {"trakt": 1}}},
             {"rank": 3, "id": 103, "listed_at": "2014-06-17T06:52:03.000Z", "type": "episode",
              "episode": {"season": 0, "number": 2, "title": "Wedding Day", "ids": {"trakt": 2}},
              "show": {"title": "Breaking Bad", "year": 2008, "ids": {"trakt": 1}}},
             {"rank": 4, "id": 104, "listed_at": "2014-06-17T06:52:03.000Z", "type": "person",
              "person": {"name": "Garrett Hedlund", "ids": {"trakt": 1}}}]
            """#)
        #expect(items.map(\.kind) == [.movie, .season, .episode, .person])
        #expect(items.map(\.rank) == [1, 2, 3, 4] && items.map(\.id) == [101, 102, 103, 104])
        #expect(items[1].show?.title == "Breaking Bad" && items[1].season?.number == 1)
        #expect(items[2].media.title == "Breaking Bad 0x02" && items[3].person?.name == "Garrett Hedlund")
    }

    @Test("read entries that do not name their kind")
    func unnamedKinds() throws {
        let hits = try read(
            [SearchHit].self,
            #"""
            [{"score": null, "episode": {"season": 1, "number": 1, "title": "Pilot", "ids": {"trakt": 16}},
              "show": {"title": "Breaking Bad", "year": 2008, "ids": {"trakt": 1}}},
             {"score": 24.5, "movie": null, "show": {"title": "Breaking Bad", "year": 2008, "ids": {"trakt": 1}}}]
            """#)
        #expect(hits[0].kind == .episode && hits[0].score == nil)
        #expect(hits[1].kind == .show && hits[1].score == 24.5)
    }

    @Test("read plays with ids of 64 bits")
    func plays() throws {
        let play = try read(
            HistoryItem.self,
            #"""
            {"id": 9223372036854775807, "watched_at": "2014-03-31T09:28:00.000Z", "action": "scrobble",
             "type": "episode", "episode": {"season": 2, "number": 1, "title": "Pawnee Zoo", "ids": {"trakt": 251}},
             "show": {"title": "Parks and Recreation", "year": 2009, "ids": {"trakt": 4}}}
            """#)
        #expect(play.id == .max && play.action == .scrobble && play.watchedAt == date("2014-03-31T09:28:00Z"))
        #expect(play.episode?.number == 1 && play.show?.year == 2009)
    }

    @Test(
        "read collected things, in 3D or not", arguments: [("true", true), ("1", true), ("0", false), ("false", false)])
    func metadata(written: String, is3D: Bool) throws {
        let item = try read(
            CollectedMovie.self,
            #"""
            {"collected_at": "2014-09-01T09:10:11.000Z", "updated_at": "2014-09-01T09:10:11.000Z",
             "movie": {"title": "TRON: Legacy", "year": 2010, "ids": {"trakt": 1}},
             "metadata": {"media_type": "bluray", "resolution": "hd_1080p", "hdr": "dolby_vision", "audio": "dts",
                          "audio_channels": "6.1", "3d": \#(written)}}
            """#)
        #expect(item.metadata?.mediaType == "bluray" && item.metadata?.audioChannels == "6.1")
        #expect(item.metadata?.is3D == is3D && item.movie.title == "TRON: Legacy")
    }

    @Test("read what a write did")
    func syncResult() throws {
        let result = try read(
            SyncResult.self,
            #"""
            {"added": {"movies": 1, "shows": 1}, "existing": {"movies": 0},
             "not_found": {"movies": [{"ids": {"imdb": "tt0000111"}, "rating": 9}], "ids": [23, 42]},
             "list": {"updated_at": "2022-04-27T21:40:41.000Z", "item_count": 5}}
            """#)
        #expect(result.added.movies == 1 && result.added.total == 2 && result.deleted.total == 0)
        #expect(result.notFound.movies.first?["ids"]?["imdb"] == "tt0000111" && result.notFound.ids == [23, 42])
        #expect(!result.notFound.isEmpty && result.list?.itemCount == 5)
        #expect(try read(SyncResult.self, #"{"deleted": {"episodes": 2}}"#).notFound.isEmpty)
    }

    @Test("read settings with limits, and without")
    func settings() throws {
        let settings = try read(
            UserSettings.self,
            #"""
            {"user": {"username": "justin", "ids": {"slug": "justin", "uuid": "b6589fc6"}},
             "account": {"timezone": "America/Los_Angeles", "date_format": "mdy", "time_24hr": true},
             "connections": {"facebook": false, "plex": null},
             "limits": {"list": {"count": 2, "item_count": 100}, "watchlist": {"item_count": 100},
                        "search": {"recent_count": 5}},
             "permissions": {"commenting": true, "liking": true, "following": false}}
            """#)
        #expect(settings.account?.has24HourTime == true && settings.account?.dateFormat == "mdy")
        #expect(settings.user.ids.uuid == "b6589fc6" && settings.limits?.list?.itemCount == 100)
        #expect(settings.permissions?.following == false && settings.limits?.notes == nil)
        #expect(
            try read(UserSettings.self, #"{"user": {"username": "a", "ids": {"slug": "a"}}, "limits": null}"#).limits
                == nil)
    }

    @Test("read activities of which every one may be missing")
    func activities() throws {
        let activities = try read(
            LastActivities.self,
            #"""
            {"all": "2014-11-20T07:01:32.000Z", "movies": {"watched_at": "2014-11-19T21:42:41.000Z"},
             "shows": {"dropped_at": null}, "recommendations": {"updated_at": "2014-11-19T21:42:41.000Z"}}
            """#)
        #expect(activities.movies?.watchedAt == date("2014-11-19T21:42:41Z") && activities.notes == nil)
    }

    @Test("read cast and crew, with departments of several words")
    func credits() throws {
        let credits = try read(
            Credits.self,
            #"""
            {"cast": [{"character": "Walter White", "characters": ["Walter White"], "episode_count": 62,
                       "person": {"name": "Bryan Cranston", "ids": {"trakt": 142}}}],
             "crew": {"costume & make-up": [{"jobs": ["Costume Designer"],
                                             "person": {"name": "J. Doe", "ids": {"trakt": 7}}}],
                      "created by": []}}
            """#)
        #expect(credits.cast?.first?.characters == ["Walter White"] && credits.cast?.first?.episodeCount == 62)
        #expect(credits.crew?["costume & make-up"]?.first?.jobs == ["Costume Designer"] && credits.guestStars == nil)
    }

    @Test("read how votes are spread")
    func ratings() throws {
        let rating = try read(
            CommunityRating.self, #"{"rating": 8.32, "votes": 9129, "distribution": {"1": 78, "10": 3}}"#)
        #expect(rating.distribution == [1: 78, 10: 3])
    }

    // MARK: Keeping

    @Test("survive being kept")
    func roundTrip() throws {
        let item = try read(
            HistoryItem.self,
            #"""
            {"id": 1982346, "watched_at": "2014-03-31T09:28:53.250Z", "action": "watch", "type": "episode",
             "episode": {"season": 2, "number": 1, "title": "Pawnee Zoo", "first_aired": "2009-09-17T00:00:00.000Z",
                         "number_abs": 7, "ids": {"trakt": 251, "tvdb": 797571}},
             "show": {"title": "Parks and Recreation", "year": 2009, "ids": {"trakt": 4, "slug": "parks"}}}
            """#)
        #expect(try JSONDecoder.trakt.decode(HistoryItem.self, from: JSONEncoder.trakt.encode(item)) == item)
        let settings = try read(
            UserSettings.self,
            #"{"user": {"username": "a", "ids": {"slug": "a"}, "vip_ep": true}, "account": {"time_24hr": true}}"#)
        let again = try JSONDecoder.trakt.decode(UserSettings.self, from: JSONEncoder.trakt.encode(settings))
        #expect(again == settings && again.account?.has24HourTime == true)
        let movie = try read(
            CalendarMovie.self, #"{"released": "2014-08-01", "movie": {"title": "M", "ids": {"trakt": 1}}}"#)
        #expect(try JSONDecoder.trakt.decode(CalendarMovie.self, from: JSONEncoder.trakt.encode(movie)) == movie)
    }
}

@Suite("Decoding an answer")
struct AnswerDecodingTests {
    private func answer(_ body: String, to call: Call) async throws -> Answer {
        let client = Client(
            configuration: .init(clientID: "key", userAgent: "Tests/1.0"),
            transport: ScriptedTransport([.success(.json(200, body))]))
        return try await client.send(call)
    }

    @Test(
        "names the place that does not fit, in the document's own words",
        arguments: [
            (#"[{"title": "A", "ids": {"trakt": 1}}, {"title": "B", "ids": {}}]"#, "JSON without [1].ids.trakt"),
            (
                #"[{"title": "A", "ids": {"trakt": 1}, "comment_count": "many"}]"#,
                "JSON with something else than a number at [0].comment_count"
            ),
            (
                #"[{"title": "A", "ids": {"trakt": 1}, "updated_at": "yesterday"}]"#,
                "JSON with no moment: yesterday at [0].updated_at"
            ),
            (#"[{"title": null, "ids": {"trakt": 1}}]"#, "JSON with null at [0].title"),
        ])
    func places(body: String, reason: String) async throws {
        let answer = try await answer(body, to: try Catalogue.movies.popular.call(Arguments()))
        let error = #expect(throws: TraktError.self) { try answer.decode(as: [Movie].self) }
        #expect(error?.failure == .malformedAnswer(status: 200, reason: reason, isCut: false))
        #expect(error?.sentence.contains("movies.popular: the answer was \(reason) (200).") == true)
    }

    @Test("reads a type of one's own")
    func ownType() async throws {
        struct Genre: Decodable, Equatable {
            let name: String
            let subgenreCount: Int
        }
        let call = try Catalogue.vocabularies.genres.call(Arguments(["movies"]))
        let answer = try await answer(#"[{"name": "Action", "subgenre_count": 3}]"#, to: call)
        #expect(try answer.decode() == [Genre(name: "Action", subgenreCount: 3)])
    }
}
