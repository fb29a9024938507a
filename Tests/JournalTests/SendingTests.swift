import Journal
import TestSupport
import Testing
import Trakt

@Suite("Sending a write")
struct SendingTests {
    private static let movie: JSONValue = [
        "movies": [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"]]
    ]

    @Test("What the machine held up for more than five seconds after its intent is not sent")
    func late() async throws {
        try await withEffects { effects in
            let sender = effects.sender(clock: SlowClock(step: .seconds(6)))
            await #expect(throws: EffectError.machineTooSlow(endpoint: "sync.history.add")) {
                _ = try await effects.add(Self.movie, sender)
            }
            #expect(try await effects.writes(to: "/sync/history").isEmpty)
            #expect(try await effects.effect()?.state == .retry)
            // It is known not to have been made, so another attempt sends it without looking.
            _ = try await effects.add(Self.movie)
            #expect(try await effects.plays("2026-02-01T20:15:00Z") == [507])
        }
    }

    @Test("Within the five seconds it is sent")
    func inTime() async throws {
        try await withEffects { effects in
            _ = try await effects.add(Self.movie, effects.sender(clock: SlowClock(step: .seconds(1))))
            #expect(try await effects.plays("2026-02-01T20:15:00Z") == [507])
        }
    }

    @Test("A refusal is told again, word for word, and nothing is sent")
    func refusedAgain() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "status", "status": 422, "count": 1,
                "body": ["errors": ["movies": ["cannot be watched"]]],
            ])
            var errors: [TraktError] = []
            for _ in 1...2 {
                do { _ = try await effects.add(Self.movie) } catch let error as TraktError { errors.append(error) }
            }
            #expect(errors.count == 2 && errors.first == errors.last && errors.first?.status == 422)
            #expect(try await effects.writes(to: "/sync/history").count == 1)
        }
    }

    @Test("What 429 refused is sent again without looking")
    func limited() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "status", "status": 429, "count": 1,
            ])
            _ = try await effects.add(Self.movie)
            #expect(try await effects.plays("2026-02-01T20:15:00Z") == [507])
            #expect(effects.clock.pauses.isEmpty)
        }
    }
}
