import Journal
import TestSupport
import Testing
import Trakt

@Suite("Counts in answers that are as great as a number can be")
struct HugeCountTests {
    private static let movies: JSONValue = [
        "movies": [
            ["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"],
            ["ids": ["trakt": 622], "watched_at": "2026-02-01T20:15:00Z"],
        ]
    ]

    @Test("stay so, when plays are added and when they are removed")
    func counts() async throws {
        try await withEffects { effects in
            let sender = EffectSender(
                store: effects.store, claim: effects.claim,
                client: effects.stage.client(through: BoastfulTransport(effects.stage.transport)), account: "sandbox",
                clock: effects.clock, now: ScriptStage.now, dailyPlays: nil)
            try await effects.stage.fault(["method": "POST", "path": "/sync/history", "kind": "apply_half", "count": 1])
            let added = try await effects.add(Self.movies, sender)
            #expect(added["added"] == ["movies": .integer(.max), "episodes": .integer(.max)])
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history/remove", "kind": "apply_then_cut", "count": 1,
            ])
            let removed = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [], ["movies": [["ids": ["trakt": 507]]]], key: "two", sender)
            #expect(removed["deleted"] == ["movies": .integer(.max), "episodes": .integer(.max)])
        }
    }
}

/// Whose answers count more than there is.
private struct BoastfulTransport: Transport {
    private let transport: any Transport

    init(_ transport: any Transport) {
        self.transport = transport
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        var response = try await transport.send(request)
        guard request.method == .post, var members = (try? JSONValue(parsing: response.body))?.object else {
            return response
        }
        for name in ["added", "deleted"] where members[name] != nil {
            members[name] = ["movies": .integer(.max), "episodes": .integer(.max)]
        }
        response.body = JSONValue.object(members).encoded
        return response
    }
}
