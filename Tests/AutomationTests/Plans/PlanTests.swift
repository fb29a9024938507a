import Journal
import Lua
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Plans: what a script would change")
struct PlanTests {
    /// What a script prints of an answer: the counts, and what was not found.
    private static let shown = """
        local function show(answer)
          answer.list = nil
          print(json.encode(answer))
        end
        local function titles(entries)
          local names = {}
          for i, e in ipairs(entries) do
            local name = e[e.type].title or e[e.type].name or e[e.type].number or "?"
            if e.type == "episode" then
              name = e.show.title .. " " .. e.episode.season .. "x" .. e.episode.number
            end
            names[i] = name .. (e.rating and "=" .. e.rating or "") .. (e.rank and "#" .. e.rank or "")
          end
          print(#names .. ": " .. table.concat(names, " | "))
          return entries
        end

        """

    /// A script for each surface: it changes, reads and changes again.
    static let scripts: [String] = [
        """
        show(trakt.sync.watchlist.add { movies = { { ids = { trakt = 507 } }, { ids = { imdb = "tt9999999" } } },
          shows = { { ids = { trakt = 1390 } } } })
        local list = titles(trakt.sync.watchlist.get:all())
        titles(trakt.sync.watchlist.get:all { type = "movies", extended = "full" })
        titles(trakt.sync.watchlist.get:all { type = "all", sort_by = "added", sort_how = "desc" })
        show(trakt.sync.watchlist.remove { movies = { list[1].movie or { ids = { trakt = 507 } } } })
        titles(trakt.sync.watchlist.get { type = "all", limit = 2, page = 2 })
        """,
        """
        local list = trakt.list { name = "Planned", privacy = "private" }
        print(list:add(trakt.movies.popular:all { limit = 5 }))
        print(list:contains({ ids = { trakt = 507 }, type = "movie" }))
        print(#list:items())
        local lists = trakt.users.lists.all("me")
        for _, l in ipairs(lists) do print(l.name, l.item_count, l.privacy, l.ids.slug) end
        local mine = trakt.users.lists.get("me", "planned")
        print(mine.name, mine.item_count)
        titles(trakt.users.lists.items:all("me", "planned"))
        titles(trakt.users.lists.items("me", mine.ids.trakt, "movie", { limit = 2 }))
        print(list:remove({ lists[1] and trakt.movies.popular { limit = 1 }[1] }))
        titles(trakt.users.lists.items:all("me", "planned", "movie", "added", "desc"))
        trakt.lists.update("me", mine.ids.trakt, { name = "Renamed list", privacy = "friends" })
        print(trakt.users.lists.get("me", "renamed-list").privacy, trakt.users.lists.get("me", "planned").name)
        trakt.lists.delete("me", "renamed-list")
        print(pcall(trakt.users.lists.get, "me", mine.ids.trakt))
        """,
        """
        local lists = trakt.users.lists.all("me")
        local first = lists[1]
        local items = titles(trakt.users.lists.items:all("me", first.ids.slug))
        show(trakt.lists.items.remove("me", first.ids.slug, { movies = { { ids = { trakt = 1 } } } }))
        local list = trakt.list(first.name)
        print(list:remove(items[1]))
        print(list:add { type = "movie", ids = { trakt = 507 } })
        titles(trakt.users.lists.items:all("me", first.ids.slug, { extended = "full,images" }))
        show(trakt.lists.items.reorder("me", first.ids.trakt, { rank = { items[#items].id } }))
        titles(trakt.users.lists.items:all("me", first.ids.trakt))
        print(trakt.users.lists.get("me", first.ids.trakt).item_count)
        """,
        """
        show(trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 9 } },
          shows = { { ids = { trakt = 1390 }, rating = 3, seasons = { { number = 1, rating = 7,
            episodes = { { number = 1, rating = 8 }, { number = 99, rating = 1 } } } } } } })
        titles(trakt.sync.ratings.get:all())
        titles(trakt.sync.ratings.get:all { type = "movies", rating = { 9, 10 } })
        show(trakt.sync.ratings.remove { movies = { { ids = { trakt = 507 } } }, people = nil })
        titles(trakt.sync.ratings.get:all { type = "all" })
        """,
        """
        local rated = trakt.sync.ratings.get("movies")
        local movies = {}
        for i, rating in ipairs { 10, 8, 3 } do movies[i] = { ids = rated[i].movie.ids, rating = rating } end
        trakt.sync.ratings.add { movies = movies }
        for i = 1, 3 do movies[i].rating = ({ 8, 10, 10 })[i] end
        trakt.sync.ratings.add { movies = movies }
        for _, rating in ipairs { 3, 8, 10 } do titles(trakt.sync.ratings.get:all("movies", rating)) end
        titles(trakt.users.ratings:all("me", "movies", { 8, 10 }, { limit = 2 }))
        """,
        """
        show(trakt.sync.collection.add { movies = { { ids = { trakt = 507 }, media_type = "bluray", ["3d"] = true } },
          shows = { { ids = { trakt = 1390 } } } })
        titles(trakt.sync.collection.get:all("media"))
        show(trakt.sync.collection.add { movies = { { ids = { trakt = 507 }, resolution = "uhd_4k" } } })
        show(trakt.sync.collection.add { movies = { { ids = { trakt = 507 } } } })
        for _, e in ipairs(trakt.sync.collection.get:all("movies", { extended = "metadata" })) do
          print(e.movie.title, json.encode(e.metadata))
        end
        show(trakt.sync.collection.remove { shows = { { ids = { trakt = 1390 }, seasons = { { number = 1 } } } } })
        titles(trakt.sync.collection.get:all("episodes"))
        """,
        """
        show(trakt.sync.favorites.add { movies = { { ids = { trakt = 507 }, notes = "again" } } })
        local all = titles(trakt.sync.favorites.get:all())
        print(all[#all].notes)
        trakt.sync.favorites.update_item(all[1].id, { notes = "changed" })
        print(trakt.sync.favorites.get { limit = 1 }[1].notes)
        show(trakt.sync.favorites.reorder { rank = { all[3].id, all[1].id, 7 } })
        titles(trakt.users.favorites.get:all("demo-user", { extended = "full" }))
        show(trakt.sync.favorites.remove { movies = { { ids = { trakt = 507 } } } })
        titles(trakt.sync.favorites.get:all())
        """,
        """
        local wanted = titles(trakt.sync.watchlist.get:all())
        local movie, show_
        for _, entry in ipairs(wanted) do movie = movie or entry.movie show_ = show_ or entry.show end
        trakt.history:add { movie, { type = "episode", show = show_, season = 1, number = 1 } }
        titles(trakt.sync.watchlist.get:all())
        show(trakt.sync.history.add { movies = { { ids = { trakt = 507 }, watched_at = "2026-03-01T20:15:31Z" } },
          shows = { { ids = { trakt = 1390 }, watched_at = "2026-02-01T20:15:00Z" } } })
        for _, p in ipairs(titles(trakt.sync.history.get:all { limit = 50 })) do print(p.watched_at, p.action) end
        titles(trakt.sync.history.get:all("movies", 507))
        titles(trakt.sync.history.get:all { start_at = "2026-02-20T00:00:00Z" })
        titles(trakt.sync.history.get { type = "shows", id = 1390, limit = 3, page = 2 })
        titles(trakt.sync.watchlist.get:all())
        show(trakt.sync.history.remove { movies = { { ids = { trakt = 507 } } },
          shows = { { ids = { trakt = 1390 }, seasons = { { number = 1, episodes = { { number = 1 } } } } } } })
        local plays = titles(trakt.sync.history.get:all())
        show(trakt.sync.history.remove { ids = { plays[1].id, 12345 } })
        print(#trakt.sync.history.get:all(), trakt.history:contains { type = "movie", ids = { trakt = 507 } })
        """,
        """
        show(trakt.users.hidden.add("dropped", { shows = { { ids = { trakt = 1390 } } }, movies = { { ids = { trakt = 507 } } } }))
        titles(trakt.users.hidden.get:all("dropped"))
        show(trakt.users.hidden.remove("dropped", { shows = { { ids = { trakt = 1390 } } } }))
        titles(trakt.users.hidden.get:all("dropped"))
        show(trakt.users.hidden.add("calendar", { movies = { { ids = { trakt = 507 } } } }))
        titles(trakt.users.hidden.get:all("calendar", { type = "movie" }))
        trakt.recommendations.hide_movie("the-wizard-of-oz-1939")
        trakt.recommendations.hide_show(1390)
        titles(trakt.users.hidden.get:all("recommendations"))
        print(pcall(trakt.recommendations.hide_movie, "no-such-movie"))
        """,
        """
        for _, season in ipairs(trakt.seasons.list("breaking-bad")) do
          local ids = { trakt = season.ids.trakt }
          show(trakt.sync.history.add { seasons = { { ids = ids, watched_at = "2026-03-01T20:15:00Z" } } })
          show(trakt.sync.collection.add { seasons = { { ids = ids } } })
        end
        titles(trakt.sync.collection.get:all("episodes"))
        local first = trakt.seasons.get("breaking-bad", 1)
        show(trakt.sync.watchlist.add { seasons = { { ids = { trakt = first.ids.trakt } } } })
        titles(trakt.sync.watchlist.get:all("seasons"))
        show(trakt.sync.collection.remove { seasons = { { ids = { trakt = first.ids.trakt } } } })
        show(trakt.sync.history.remove { seasons = { { ids = { trakt = first.ids.trakt } } } })
        print(#trakt.sync.history.get:all("shows", 1388))
        """,
        """
        local play = { ids = { trakt = 507 }, watched_at = "2011-02-01T20:15:31Z" }
        show(trakt.sync.history.add { movies = { play, { ids = { imdb = "tt0032138" }, watched_at = play.watched_at } } })
        show(trakt.sync.history.add { movies = { play } })
        show(trakt.sync.history.remove { movies = { { ids = play.ids } } })
        show(trakt.sync.history.add { movies = { play } })
        local episode = trakt.episodes.get(1390, 1, 1)
        show(trakt.sync.history.add { shows = { { ids = { trakt = 1390 }, watched_at = "2011-05-01T20:15:00Z" } },
          episodes = { { ids = episode.ids, watched_at = "2011-05-01T20:15:00Z" } } })
        for _, word in ipairs { "released", "unknown" } do
          local ok, failure = pcall(trakt.sync.history.add, { movies = { { ids = { trakt = 507 }, watched_at = word } } })
          print(ok, failure.kind, failure.message)
          ok, failure = pcall(trakt.sync.history.add, { shows = { { ids = { trakt = 1390 }, watched_at = word } } })
          print(ok, failure.kind)
        end
        print(#trakt.sync.history.get:all("movies", 507), #trakt.sync.history.get:all("shows", 1390))
        """,
        """
        local note = trakt.notes.add { movie = { ids = { trakt = 507 } }, notes = "With popcorn." }
        print(note.notes, note.privacy, note.spoiler, note.user.username, note.created_at)
        print(trakt.notes.update(note.id, { notes = "Without." }).notes)
        print(trakt.notes.get(note.id).notes)
        trakt.notes.delete(note.id)
        print(pcall(trakt.notes.get, note.id))
        """,
        """
        local movies = trakt.movies.popular { limit = 6 }
        all {
          function() return trakt.watchlist:add { movies[1], movies[2] } end,
          function() return trakt.watchlist:add { movies[2], movies[3] } end,
          function() return trakt.favorites:add { movies[4] } end,
        }
        -- Which branch comes first is not promised, and so no order.
        print(#trakt.sync.watchlist.get:all())
        print(#trakt.users.watchlist.get:all("demo-user", { type = "movies" }))
        print(trakt.watchlist:set { movies[1] }, #trakt.watchlist:items(), trakt.favorites:contains(movies[4]))
        """,
        """
        local note = trakt.comments.add { movie = { ids = { trakt = 507 } }, comment = "A film that everybody has seen." }
        print(note.comment, note.spoiler, note.review, note.replies, note.likes, note.user.username)
        print(trakt.comments.get(note.id).comment)
        trakt.comments.delete(note.id)
        """,
    ]

    @Test("A planned script gets the answers and the reads that it gets when it really runs", arguments: scripts)
    func sameAsReal(script: String) async throws {
        try await withStage(limits: .roomy) { stage in
            let source = Self.shown + script
            let planned = try await stage.plan(source)
            #expect(try await stage.requests().filter(\.isWrite).isEmpty, "Nothing that writes is sent")
            let real = try await stage.run(source)
            for (one, other) in zip(planned.printed, real.printed) { #expect(one == other) }
            #expect(planned.printed.count == real.printed.count)
            #expect(planned.planned.report.state == .finished && real.report.state == .finished)
        }
    }
}
