import Automation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("`trakt.collection`")
struct CollectionTests {
    @Test("What the medium is goes with an item; the same again is not sent, something else updates")
    func metadata() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.collection:set {}
                local movie = { type = "movie", trakt = 16662 }
                local disc = { media_type = "bluray", resolution = "uhd_4k", hdr = "dolby_vision",
                  audio = "dolby_atmos", audio_channels = "7.1.4", ["3d"] = false, collected_at = "2026-01-02" }
                local first, same = trakt.collection:add(movie, disc), trakt.collection:add(movie, disc)
                disc.hdr = "hdr10_plus"
                local other = trakt.collection:add(movie, disc)
                local entry = trakt.collection:items()[1]
                return { tostring(first), same.sent, tostring(same), tostring(other), entry.metadata.resolution,
                  entry.metadata["3d"], entry.collected_at, trakt.collection:set(trakt.collection:items()).sent }
                """)
            #expect(
                try run.value == [
                    "1 added", 0, "1 existing", "1 updated", "uhd_4k", false, "2026-01-02T00:00:00.000Z", 0,
                ])
            let sent = try #require(try await stage.requests().last { $0.path == "/sync/collection" })
            #expect(
                sent.body["movies"]?.array?.first == [
                    "ids": ["trakt": 16662], "media_type": "bluray", "resolution": "uhd_4k", "hdr": "hdr10_plus",
                    "audio": "dolby_atmos", "audio_channels": "7.1.4", "3d": false,
                    "collected_at": "2026-01-02T00:00:00.000Z",
                ])
        }
    }

    @Test("A show stands for its aired episodes: added, asked for, kept by `set`, taken out")
    func shows() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.collection:set {}
                local show = { type = "show", trakt = 142206 }
                local season = { type = "season", show = "chernobyl", season = 1 }
                local added = trakt.collection:add(show)
                local items = trakt.collection:items()
                assert(items[1].type == "episode" and items[1].show.ids.trakt == 142206)
                assert(trakt.collection:contains(show) and trakt.collection:contains(season))
                assert(not trakt.collection:contains "breaking-bad")
                local kept = trakt.collection:set { show, { type = "movie", trakt = 481 } }
                local by_season = trakt.collection:set { season }
                return { added.added, #items, kept.deleted, kept.added, by_season.deleted,
                  trakt.collection:remove(show).deleted, #trakt.collection:items() }
                """)
            #expect(try run.value == [5, 5, 0, 1, 1, 5, 0], "Chernobyl has five episodes")
        }
    }

    @Test("A season that does not say of which show it is would lose episodes: `set` refuses it")
    func placeless() async throws {
        try await withStage { stage in
            let run = try await stage.run("trakt.collection:set(trakt.seasons.list('breaking-bad'))")
            #expect(try run.failure.kind == "invalid_argument")
            #expect(try run.failure.message.contains("cannot tell which episodes belong to"))
            #expect(run.report.writes == 0)
        }
    }

    @Test(
        "Words that Trakt does not know are refused before anything is sent",
        arguments: [
            ("media_type", "'blueray'", #"did you mean "bluray"?"#), ("resolution", "'4k'", "uhd_4k, hd_1080p"),
            ("hdr", "'hdr11'", #"did you mean "hdr10"?"#), ("audio", "'dolby'", "dolby_digital"),
            ("audio_channels", "5.1", "5.1.2"), ("collected_at", "'soon'", #""soon" is not a time"#),
            ("['3d']", "'yes'", "true or false"), ("colour", "'red'", "does not take colour"),
        ])
    func refused(_ field: String, _ value: String, _ says: String) async throws {
        try await withStage { stage in
            let failure = try await stage.failure(
                of: "trakt.collection:add({ type = 'movie', trakt = 1 }, { \(field) = \(value) })")
            #expect(failure.kind == "invalid_argument")
            #expect(failure.message.contains(says), "\(failure)")
            #expect(try await stage.requests().isEmpty)
        }
    }

    @Test("A word that is not known here is refused where a script wrote it, and left to the endpoint in an entry")
    func sentWords() async throws {
        try await withStage { stage in
            let own = try await stage.failure(
                of: "trakt.collection:add { type = 'movie', trakt = 481, media_type = 'hologram' }")
            #expect(own.kind == "invalid_argument")
            let sent = try await stage.failure(
                of: """
                    local entries = trakt.collection:items { type = "movies" }
                    entries[1].metadata.media_type = "hologram"
                    trakt.collection:add { entries[1] }
                    """)
            #expect(sent.kind == "unknown_value", "\(sent)")
        }
    }
}
