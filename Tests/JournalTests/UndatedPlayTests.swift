import Journal
import Synchronization
import TestSupport
import Testing
import Trakt

/// The movie 507 is in the sandbox's library.
@Suite("Plays without a date of their own", .serialized)
struct UndatedPlayTests {
    private static let words = ["released", "unknown"]

    private static func movie(_ word: String) -> JSONValue {
        ["movies": [["ids": ["trakt": 507], "watched_at": .string(word)]]]
    }

    private func fault(_ kind: String, _ effects: EffectStage, after milliseconds: Int64 = 0) async throws {
        try await effects.stage.fault([
            "method": "POST", "path": "/sync/history", "kind": .string(kind), "count": 1,
            "after_ms": .integer(milliseconds),
        ])
    }

    /// A sandbox in which nobody has watched the movie.
    private static func withUnseen(_ body: (EffectStage) async throws -> Void) async throws {
        try await withEffects { effects in
            _ = try await effects.stage.client().send(
                Catalogue.syncHistory.removeHistory.call(Arguments(named: ["movies": [["ids": ["trakt": 507]]]])))
            try await effects.stage.forgetRequests()
            try await body(effects)
        }
    }

    /// The user, without any script.
    private static func watch(_ effects: EffectStage) async throws {
        _ = try await effects.stage.client().send(
            Catalogue.syncHistory.addHistory.call(
                Arguments(named: ["movies": [["ids": ["trakt": 507], "watched_at": "2026-03-04T20:15:00Z"]]])))
    }

    private static func dates(_ effects: EffectStage) async throws -> [String?] {
        try await (effects.stage.answer("/sync/history/movies/507?limit=250").array ?? []).map {
            $0["watched_at"]?.string
        }
    }

    private static func date(of word: String) -> String? { word == "released" ? "1939-08-15T01:42:00.000Z" : nil }

    private func laterLook(_ effects: EffectStage) async throws -> Int {
        try await effects.store.end(effects.claim, RunEnding(state: .finished, report: [], output: []))
        return try await LaterLooks(store: effects.store) { claim, _ in effects.sender(claim) }.perform()
    }

    @Test("The later look never takes a person's play for one of them", arguments: words)
    func realPlay(word: String) async throws {
        try await Self.withUnseen { effects in
            try await fault("cut_before_headers", effects)
            _ = try await effects.add(Self.movie(word))
            #expect(try await effects.writes(to: "/sync/history").count == 2)
            try await Self.watch(effects)
            try await effects.clock.sleep(for: .seconds(900))
            #expect(try await laterLook(effects) == 0)
            #expect(try await Self.dates(effects) == ["2026-03-04T20:15:00.000Z", Self.date(of: word)])
        }
    }

    @Test(
        "The later look removes one that was added twice, but not when a person may have added another since",
        arguments: words)
    func twice(word: String) async throws {
        for (pause, removed) in [(Duration.seconds(900), 1), (.seconds(172_800), 0)] {
            try await Self.withUnseen { effects in
                try await fault("apply_late", effects, after: 60_000)
                _ = try await effects.add(Self.movie(word), effects.sender(timing: Timing(isWatched: true)))
                try await Self.watch(effects)
                try await effects.clock.sleep(for: pause)
                #expect(try await laterLook(effects) == removed)
                #expect(try await Self.dates(effects).count == 3 - removed)
                #expect(try await Self.dates(effects).contains("2026-03-04T20:15:00.000Z"))
            }
        }
    }

    @Test("One that was added before its answer was lost is found beside a person's play", arguments: words)
    func found(word: String) async throws {
        try await Self.withUnseen { effects in
            try await fault("apply_then_cut", effects)
            let clock = BusyClock(effects.clock) { try await Self.watch(effects) }
            let answer = try await effects.add(Self.movie(word), effects.sender(clock: clock))
            #expect(answer["added"] == ["movies": 1, "episodes": 0])
            #expect(try await effects.effect()?.state == .done)
            #expect(try await Self.dates(effects).count == 2)
        }
    }

    @Test("A person's play is not taken for one whose answer was lost: a person has to say", arguments: words)
    func doubtful(word: String) async throws {
        try await Self.withUnseen { effects in
            try await fault("cut_before_headers", effects)
            let clock = BusyClock(effects.clock) { try await Self.watch(effects) }
            let error = await #expect(throws: EffectError.self) {
                _ = try await effects.add(Self.movie(word), effects.sender(clock: clock))
            }
            #expect(error?.kind == "in_review")
            #expect(error?.description.contains("movie:trakt:507") == true, "\(error?.description ?? "")")
            #expect(try await effects.effect()?.state == .review)
            #expect(try await Self.dates(effects) == ["2026-03-04T20:15:00.000Z"])
        }
    }
}

/// A clock during whose first long sleep something happens.
private final class BusyClock: SteadyClock {
    private let clock: StageClock
    private let event: Mutex<(@Sendable () async throws -> Void)?>

    init(_ clock: StageClock, during event: @escaping @Sendable () async throws -> Void) {
        self.clock = clock
        self.event = Mutex(event)
    }

    var moment: Moment { clock.moment }

    func sleep(for duration: Duration) async throws {
        let event = duration < .seconds(60) ? nil : event.withLock { $0.take() }
        try await clock.sleep(for: duration)
        try await event?()
    }
}
