import TestSupport
import Testing
import Trakt

/// Notes, reactions and smart lists: what users write beside comments and lists.
@Suite("The typed client of a writer")
struct TypedWritingTests {
    @Test("keeps notes on titles and people, which are private")
    func notes() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let note = try await client.notes.add("Watch this one with the lights off.", on: .show("breaking-bad"))
            #expect(note.privacy == .private && note.spoiler == false && note.user?.ids.slug == "demo-user")
            #expect(try await client.notes.get(note.id).notes == "Watch this one with the lights off.")
            #expect(try await client.notes.update(note.id, "With the lights on.").notes == "With the lights on.")
            let subject = try await client.notes.item(of: note.id)
            #expect(subject.show?.id == 1388 && subject.attachedTo.type == "show" && subject.attachedTo.id == nil)
            let listed = try await client.notes.all(.shows).all()
            #expect(listed.contains { $0.note.id == note.id && $0.show?.id == 1388 })
            #expect(try await client.notes.all(.people).all().contains { $0.note.id == note.id } == false)
            try await client.notes.delete(note.id)
            let error = await #expect(throws: TraktError.self) { try await client.notes.get(note.id) }
            #expect(error?.failure == .notFound)
        }
    }

    @Test("shares notes on plays, collected things and ratings")
    func attachedNotes() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let play = try #require(try await client.sync.history.items().all().first)
            let onPlay = try await client.notes.add("In the rain.", toPlay: play.id, privacy: .friends, isSpoiler: true)
            #expect(onPlay.privacy == .friends && onPlay.spoiler == true)
            #expect(try await client.notes.item(of: onPlay.id).attachedTo.id == play.id)
            #expect(try await client.notes.all(.history).all().contains { $0.attachedTo.id == play.id })

            try await client.sync.ratings.add([.movie(507).rated(9)])
            let onRating = try await client.notes.add("A nine at least.", toRatingOf: .movie(507), privacy: .public)
            #expect(try await client.notes.item(of: onRating.id).attachedTo.type == "rating")
            try await client.sync.collection.add([.movie(507)])
            let collected = try await client.notes.add("On the upper shelf.", toCollected: .movie(507))
            #expect(collected.privacy == .private)
            #expect(try await client.notes.update(collected.id, privacy: .public).notes == "On the upper shelf.")
        }
    }

    @Test("reacts to comments")
    func reactions() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let before = try await client.comments.reactions.summary(of: 102)
            try await client.comments.reactions.add(.love, to: 102)
            try await client.comments.reactions.add(.bravo, to: 102)
            let summary = try await client.comments.reactions.summary(of: 102)
            #expect(summary.reactionCount == before.reactionCount + 2 && summary.userCount == before.userCount + 1)
            #expect(summary.distribution["love"] == (before.distribution["love"] ?? 0) + 1)
            try await client.comments.reactions.remove(.bravo, from: 102)
            let all = try await client.comments.reactions.all(to: 102).all()
            let mine = all.filter { $0.user.ids.slug == "demo-user" }
            #expect(mine.map(\.reaction.type) == [.love] && mine.first?.reactedAt == ScriptStage.now)
            let own = try await client.comments.reactions.mine().all()
            #expect(own.contains { $0.comment.id == 102 && $0.reaction.type == .love })
            try await client.comments.reactions.remove(from: 102)
            #expect(try await client.comments.reactions.summary(of: 102) == before)
        }
    }

    @Test("keeps smart lists")
    func smartLists() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let ids = try await client.smartLists.create(
                named: "Short dramas", of: .movies, from: .popular,
                filters: [
                    .genres("drama"), .genres("comedy"), .genres(joinedBy: .or), .runtimes(1...150),
                    .years(1900...2030),
                    .tomatometers(0...100), .status(.ended), .networks("AMC"), .ignoringUndated,
                ], privacy: .friends)
            let sent = try await stage.requests().first { $0.isWrite }?.body
            #expect(
                sent == [
                    "name": "Short dramas", "source": "popular", "media_type": "movies", "privacy": "friends",
                    "filters": [
                        "genres": ["drama", "comedy"], "genres_operator": "or", "runtimes": [1, 150],
                        "years": [1900, 2030], "rt_meters": [.number(0), .number(100)], "statuses": ["ended"],
                        "networks": ["AMC"],
                        "ignore_no_release_date": true,
                    ],
                ])
            let list = try await client.smartLists.get(.trakt(ids.trakt))
            #expect(list.name == "Short dramas" && list.source == .popular && list.mediaType == .movies)
            #expect(list.privacy == .friends && list.filters?["genres_operator"] == "or")

            try await client.smartLists.update(list.id, SmartListSettings(name: "Movies", filters: [.ignoringUndated]))
            let slug = try #require(try await client.smartLists.all().first { $0.name == "Movies" }?.ids.slug)
            #expect(try await client.smartLists.get(slug: slug).id == list.id)
            let items = try await client.smartLists.items(of: slug).all()
            #expect(items.isComplete && items.map(\.rank) == Array(1...items.count))
            #expect(items.allSatisfy { $0.movie != nil })
            let old = try await client.smartLists.items(of: slug, filters: [.years(1900...1980)]).all()
            #expect(old.count < items.count && old.allSatisfy { ($0.movie?.year ?? 0) <= 1980 })
            try await client.smartLists.delete(list.id)
            let error = await #expect(throws: TraktError.self) { try await client.smartLists.get(list.id) }
            #expect(error?.failure == .notFound)
        }
    }

    @Test("offers each filter that the documentation has for smart lists")
    func smartListFilters() {
        let every: [SmartListFilter] = [
            .genres("a"), .subgenres("a"), .certifications("pg"), .languages("en"), .countries("us"), .status(.ended),
            .networks("a"), .keywords("a"), .watchnow(.any), .genres(joinedBy: .and), .keywords(joinedBy: .or),
            .years(2000...2001), .ratings(1...2), .runtimes(1...2), .imdbRatings(1...2), .tomatometers(1...2),
            .tomatoAudience(1...2), .letterboxdRatings(1...2), .malRatings(1...2), .ignoringWatched,
            .ignoringWatchlisted, .ignoringWatching, .ignoringUnreleased, .ignoringReleased, .ignoringEnded,
            .ignoringAiring, .ignoringUndated,
        ]
        #expect(
            Set(every.map(\.name)) == [
                "genres", "subgenres", "certifications", "languages", "countries", "statuses", "networks", "keywords",
                "watchnow", "genres_operator", "keywords_operator", "years", "ratings", "runtimes", "imdb_ratings",
                "rt_meters", "rt_user_meters", "letterboxd_ratings", "mal_ratings", "ignore_watched",
                "ignore_watchlisted", "ignore_watching", "ignore_unreleased", "ignore_released", "ignore_ended",
                "ignore_airing", "ignore_no_release_date",
            ])
    }
}
