import Foundation
import TestSupport
import Testing
import Trakt

/// What players and trackers tell while something is watched.
@Suite("The typed client of a player")
struct TypedWatchingTests {
    private let movie = Playable.movie("the-wizard-of-oz-1939")

    @Test("starts, pauses and ends")
    func scrobble() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let started = try await client.scrobble.start(movie, at: 10)
            #expect(started.action == .start && started.id == 0 && started.progress == 10)
            #expect(
                started.movie?.id == 507 && started.sharing == Sharing(twitter: false, mastodon: false, tumblr: false))
            #expect(try await client.users.watching()?.action == .scrobble)

            let paused = try await client.scrobble.pause(movie, at: 40.5)
            #expect(paused.action == .pause && paused.id > 0)
            let saved = try await client.sync.paused(.movie).all().first { $0.movie?.id == 507 }
            #expect(saved?.id == paused.id && saved?.progress == 40.5 && saved?.pausedAt == ScriptStage.now)

            let played = try await client.scrobble.stop(movie, at: 95)
            #expect(played.action == .scrobble)
            #expect(
                try await client.sync.history.items().all().contains { $0.id == played.id && $0.action == .scrobble })
            #expect(try await client.sync.paused().all().contains { $0.movie?.id == 507 } == false)
        }
    }

    @Test("is told why the end of playing counts for nothing")
    func refusedScrobbles() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let short = await #expect(throws: TraktError.self) { try await client.scrobble.stop(movie, at: 0.5) }
            guard case .validation = short?.failure else {
                Issue.record("\(String(describing: short))")
                return
            }
            #expect(try await client.scrobble.stop(movie, at: 50).action == .pause)
            try await client.scrobble.stop(movie, at: 90)
            let again = await #expect(throws: TraktError.self) { try await client.scrobble.stop(movie, at: 90) }
            guard case .conflict(expiresAt: _?) = again?.failure else {
                Issue.record("\(String(describing: again))")
                return
            }
            await #expect(throws: CallError.self) { try await client.scrobble.start(movie, at: 101) }
        }
    }

    @Test("names an episode by its id, by its numbers, or by its number in the whole show")
    func episodes() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let second = try await client.episodes.get(2, season: 1, of: "breaking-bad")
            for episode: Playable in [
                .episode(second), .episode(2, season: 1, of: "breaking-bad"), .episode(absolute: 2, of: 1388),
            ] {
                let started = try await client.scrobble.start(episode, at: 1)
                #expect(started.episode?.id == second.id && started.show?.id == 1388)
            }
        }
    }

    @Test("forgets one paused item")
    func playback() async throws {
        try await withStage { stage in
            let client = stage.client()
            #expect(try await client.sync.paused().all().contains { $0.id == 601 })
            try await client.sync.removePaused(601)
            #expect(try await client.sync.paused().all().contains { $0.id == 601 } == false)
            let error = await #expect(throws: TraktError.self) { try await client.sync.removePaused(601) }
            #expect(error?.failure == .notFound)
        }
    }

    @Test("checks in to one thing at a time, and out again")
    func checkin() async throws {
        try await withStage(limits: .roomy) { stage in
            let client = stage.client()
            let checkin = try await client.checkin.add(
                movie, message: "Off to see the wizard", sharing: Sharing(mastodon: true))
            #expect(checkin.movie?.id == 507 && checkin.watchedAt == ScriptStage.now && checkin.id > 0)
            #expect(checkin.sharing?.mastodon == true && checkin.sharing?.twitter == false)
            #expect(try await client.users.watching()?.action == .checkin)
            let body = try await stage.requests().first { $0.path == "/checkin" }?.body
            #expect(body?["message"] == "Off to see the wizard" && body?["sharing"] == ["mastodon": true])

            let other = await #expect(throws: TraktError.self) {
                try await client.checkin.add(.episode(1, season: 1, of: "breaking-bad"))
            }
            guard case .conflict(expiresAt: _?) = other?.failure else {
                Issue.record("\(String(describing: other))")
                return
            }
            try await client.checkin.delete()
            #expect(try await client.users.watching() == nil)
        }
    }
}
