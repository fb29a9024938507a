import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Guard rails: how many plays a run may remove")
struct RemovedPlaysTests {
    private static let show: [String: JSONValue] = ["ids": ["imdb": "tt0903747"]]

    /// A run that may remove so many plays, of an account that has seen a season of a show, in part twice, and some movies.
    private func withPlays(most: Int = 2, _ body: (RecordedRun) async throws -> Void) async throws {
        try await withStage(limits: .roomy) { stage in
            let episodes: [JSONValue] = (1...7).map { ["number": .integer($0)] }
            let movies: [JSONValue] = [507, 622, 219].map { ["ids": ["trakt": .integer($0)]] }
            try await RecordedRun(on: stage).write(
                "sync.history.add",
                named: [
                    "shows": [Self.named(seasons: [["number": 1, "episodes": .array(episodes)]])],
                    "movies": .array(movies),
                ])
            try await stage.forgetRequests()
            try await body(RecordedRun(on: stage, limits: RemovalLimits(most: most, share: 0)))
        }
    }

    private static func named(seasons: JSONValue? = nil) -> JSONValue {
        var members = show
        members["seasons"] = seasons
        return .object(members)
    }

    @Test(
        "A show counts with its plays, by whichever id it is named, and so do its episodes that are named by numbers",
        arguments: [
            named(), named(seasons: [["number": 1]]),
            named(seasons: [["number": 1, "episodes": [["number": 1], ["number": 2], ["number": 3]]]]),
        ])
    func shows(_ show: JSONValue) async throws {
        try await withPlays { run in
            let error = await #expect(throws: RunError.self) {
                try await run.write("sync.history.remove", named: ["shows": [show]])
            }
            #expect(error?.asJSON["kind"] == "too_many_removals")
            let requests = try await run.stage.requests()
            #expect(!requests.contains { $0.isWrite })
        }
    }

    @Test("What a show has besides what a call names of it does not count")
    func part() async throws {
        try await withPlays(most: 4) { run in
            let two: JSONValue = [["number": 1, "episodes": [["number": 1], ["number": 2]]]]
            try await run.write("sync.history.remove", named: ["shows": [Self.named(seasons: two)]])
        }
    }

    @Test("Movies that are named by their titles are told apart")
    func titles() async throws {
        try await withPlays { run in
            let movies = try await run.read("sync.history.get").compactMap { $0["movie"] }.prefix(3).map { movie in
                JSONValue.object(["title": movie["title"] ?? .null, "year": movie["year"] ?? .null])
            }
            #expect(Set(movies).count == 3)
            try await run.stage.forgetRequests()
            await #expect(throws: RunError.self) {
                try await run.write("sync.history.remove", named: ["movies": .array(Array(movies))])
            }
            let requests = try await run.stage.requests()
            #expect(!requests.contains { $0.isWrite })
        }
    }

    @Test("A show that cannot be looked for is refused, because nobody can count its plays")
    func uncountable() async throws {
        try await withPlays { run in
            let body = JSONValue.object(["shows": [["title": "No Such Show"]]]).encoded
            let call = Call(endpoint: Catalogue.syncHistory.removeHistory, target: "/sync/history/remove", body: body)
            let error = await #expect(throws: RunError.self) { try await run.write(call) }
            #expect(error?.asJSON["message"]?.string?.contains("No Such Show") == true)
            let requests = try await run.stage.requests()
            #expect(!requests.contains { $0.isWrite })
        }
    }
}
