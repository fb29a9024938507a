import Journal
import TestSupport
import Testing
import Trakt

@Suite("Writes of the other classes")
struct OtherWriteTests {
    private static let comment: JSONValue = [
        "movie": ["ids": ["slug": "the-wizard-of-oz-1939"]],
        "comment": "The colours still glow after all these years 😀 on screen.",
    ]

    @Test("A set-like write is sent again, without waiting until it has settled")
    func setLike() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/ratings", "kind": "apply_then_cut", "count": 2,
            ])
            let answer = try await effects.perform(
                Catalogue.syncRatings.add, [], ["movies": [["ids": ["trakt": 507], "rating": 9]]])
            #expect(answer["added"]?["movies"] == 1)
            #expect(effects.clock.pauses.reduce(.zero, +) < .seconds(10))
            #expect(await effects.store.looks.isEmpty)
        }
    }

    @Test("A removal that is not found the second time was carried out the first time")
    func removedBefore() async throws {
        try await withEffects { effects in
            _ = try await effects.stage.client().send(
                Catalogue.lists.create.call(Arguments(["me"], named: ["name": "Gone soon"])))
            try await effects.stage.fault(["method": "DELETE", "path": "*", "kind": "apply_then_cut", "count": 1])
            let answer = try await effects.perform(Catalogue.lists.delete, ["me", "gone-soon"])
            #expect(answer == .null)
            #expect(try await effects.effect()?.state == .done)
        }
    }

    @Test("Following somebody whom the first sending followed is done; following somebody twice is refused")
    func follow() async throws {
        try await withEffects { effects in
            let slug = "greta-lind"
            try await effects.stage.fault(["method": "POST", "path": "*/follow", "kind": "apply_then_cut", "count": 1])
            _ = try await effects.perform(Catalogue.userNetwork.follow, [.string(slug)])
            #expect(try await effects.effect()?.state == .done)
            for _ in 1...2 {
                let error = await #expect(throws: TraktError.self) {
                    _ = try await effects.perform(Catalogue.userNetwork.follow, [.string(slug)], key: "two")
                }
                #expect(error?.status == 409)
            }
            #expect(try await effects.writes(to: "/follow").count == 3)
        }
    }

    @Test("A scrobble that is refused the second time was made the first time, and its answer tells what")
    func scrobble() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/scrobble/stop", "kind": "apply_then_cut", "count": 1,
            ])
            let answer = try await effects.perform(
                Catalogue.scrobble.stop, [], ["movie": ["ids": ["trakt": 507]], "progress": 95])
            #expect(answer["action"] == "scrobble" && answer["movie"]?["ids"]?["trakt"] == 507)
            #expect(try await effects.plays("2026-03-04T12:34:00Z") == [507])
        }
    }

    @Test("Removing plays whose answer never came removes nothing that was added meanwhile")
    func removal() async throws {
        try await withEffects { effects in
            let movie: JSONValue = ["movies": [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"]]]
            _ = try await effects.add(movie)
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history/remove", "kind": "apply_then_cut", "count": 1,
            ])
            let before = try await effects.stage.answer("/sync/history/movies/507").array ?? []
            let answer = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [], ["movies": [["ids": ["slug": "the-wizard-of-oz-1939"]]]],
                key: "remove")
            #expect(answer["deleted"] == ["movies": .integer(Int64(before.count)), "episodes": 0])
            #expect(answer["not_found"]?["ids"] == [])
            let writes = try await effects.writes(to: "/sync/history/remove")
            #expect(writes.count == 2)
            for write in writes {
                #expect(write.body["movies"] == nil && write.body["ids"]?.array?.count == before.count)
            }
        }
    }

    @Test(
        "What a creation made is found among the user's own, and its answer is that",
        arguments: ["apply_then_cut", "apply_late", "cut_before_headers"])
    func creation(fault: String) async throws {
        try await withEffects { effects in
            // One of the same name that was there before.
            _ = try await effects.stage.client().send(
                Catalogue.lists.create.call(Arguments(["me"], named: ["name": "Twins"])))
            try await effects.stage.fault(["method": "POST", "path": "*", "kind": .string(fault), "count": 1])
            let answer = try await effects.perform(Catalogue.lists.create, ["me"], ["name": "Twins"])
            #expect(answer["name"] == "Twins")
            let names = try await effects.stage.answer("/users/me/lists?limit=250").array?.filter {
                $0["name"] == "Twins"
            }
            #expect(names?.count == 2)
            #expect(answer["ids"]?["trakt"] != nil && names?.contains { $0["ids"] == answer["ids"] } == true)
        }
    }

    @Test("A comment, a reply, a note and a smart list are not made twice")
    func otherCreations() async throws {
        try await withEffects { effects in
            let calls: [(Endpoint, [JSONValue], JSONValue)] = [
                (Catalogue.comments.add, [], Self.comment),
                (Catalogue.comments.reply, [102], ["comment": "I could not agree more with this review."]),
                (Catalogue.notes.add, [], ["movie": ["ids": ["trakt": 622]], "notes": "Watch this one again."]),
                (
                    Catalogue.smartLists.create, ["me"],
                    ["name": "Short ones", "source": "popular", "media_type": "movies"]
                ),
            ]
            for (endpoint, path, body) in calls {
                try await effects.stage.forgetRequests()
                try await effects.stage.fault(["method": "POST", "path": "*", "kind": "apply_then_cut", "count": 1])
                let answer = try await effects.perform(endpoint, path, body, key: endpoint.id)
                #expect(try await effects.effect(endpoint.id)?.state == .done, "\(endpoint)")
                #expect(answer["ids"] ?? answer["id"] != nil, "\(endpoint)")
                #expect(try await effects.stage.requests().filter(\.isWrite).count == 1, "\(endpoint)")
            }
        }
    }

    @Test("Two that may be the one are for a person to tell apart")
    func ambiguous() async throws {
        try await withEffects { effects in
            let twin = try Catalogue.lists.create.call(Arguments(["me"], named: ["name": "Twins"]))
            try await effects.stage.fault(["method": "POST", "path": "*", "kind": "apply_then_cut", "count": 1])
            await #expect(throws: (any Error).self) {
                _ = try await effects.sender(clock: DyingClock()).perform(twin, key: effects.key())
            }
            _ = try await effects.stage.client().send(twin)
            let error = await #expect(throws: EffectError.self) {
                _ = try await effects.sender().perform(twin, key: effects.key())
            }
            #expect(error?.kind == "in_review")
            #expect(try await effects.effect()?.state == .review)
            #expect(try await effects.writes(to: "/lists").count == 2)
        }
    }

    @Test("Signing in is not written down")
    func signingIn() async throws {
        try await withEffects { effects in
            await #expect(throws: EffectError.notForScripts(endpoint: "auth.revoke")) {
                _ = try await effects.perform(
                    Catalogue.auth.revoke, [], ["token": "x", "client_id": "x", "client_secret": "x"])
            }
        }
    }
}
