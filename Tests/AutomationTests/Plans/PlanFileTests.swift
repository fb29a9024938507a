import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Plans: a file that others may have changed")
struct PlanFileTests {
    private static let source = """
        trakt.sync.ratings.get("movies")
        trakt.sync.watchlist.add { movies = { { ids = { trakt = 507 } } } }
        """

    /// A plan with the first element of a part of it changed.
    private static func document(
        _ stage: ScriptStage, _ part: String, _ change: (JSONValue) -> JSONValue
    ) async throws -> [UInt8] {
        var document = try JSONValue(parsing: try await stage.plan(source).planned.plan.document).object ?? [:]
        let elements = document[part]?.array ?? []
        document[part] = .array([change(try #require(elements.first))] + elements.dropFirst())
        return JSONValue.object(document).encoded
    }

    private static func with(_ members: [String: JSONValue]) -> (JSONValue) -> JSONValue {
        { .object(($0.object ?? [:]).merging(members) { $1 }) }
    }

    /// Reading such a file, and applying it if it can be read.
    private static func expectRefused(_ stage: ScriptStage, _ document: [UInt8], part: String) async throws {
        try await stage.forgetRequests()
        let error = await #expect(throws: PlanError.self) {
            let application = try PlanApplication(parsing: document, path: "plan.json", in: stage.context())
            try await application.check()
            _ = try await application.perform()
        }
        #expect(error == .damaged(path: "plan.json", part: part))
        #expect(try await stage.requests().isEmpty)
    }

    @Test(
        "What a plan says it was based on are reads: anything else is damage, and nothing is sent",
        arguments: [
            ("lists.delete", "/users/me/lists/rainy-days"), ("sync.watchlist.add", "/sync/watchlist"),
            ("auth.revoke", "/oauth/revoke"), ("sync.ratings.gone", "/sync/ratings"),
            ("sync.ratings.get", "/users/me/lists"), ("sync.ratings.get", "/sync/ratings/movies/11/5"),
            ("sync.ratings.get", "//elsewhere.example/sync"),
        ])
    func basis(endpoint: String, target: String) async throws {
        try await withStage { stage in
            let changed = Self.with(["endpoint": .string(endpoint), "target": .string(target)])
            let document = try await Self.document(stage, "basis", changed)
            try await Self.expectRefused(stage, document, part: "basis")
            #expect(try await stage.answer("/users/me/lists/rainy-days")["name"] == "Rainy days")
        }
    }

    @Test(
        "A change is sent where its endpoint says, with what the endpoint takes: anything else is damage",
        arguments: [
            ("sync.watchlist.add", "/sync/history", #"{"movies":[{"ids":{"trakt":507}}]}"#),
            ("sync.watchlist.add", "/x", #"{"movies":[{"ids":{"trakt":507}}]}"#),
            ("users.hidden.add", "/x", #"{"movies":[{"ids":{"trakt":507}}]}"#),
            ("recommendations.hide_movie", "/x", "null"),
            ("sync.watchlist.add", "/sync/watchlist", #"{"movies":[{"ids":{"trakt":507}}],"everything":true}"#),
            ("sync.watchlist.get", "/sync/watchlist", "null"), ("auth.revoke", "/oauth/revoke", #"{"token":"x"}"#),
        ])
    func changes(endpoint: String, target: String, body: String) async throws {
        try await withStage { stage in
            let body = try JSONValue(parsing: Array(body.utf8))
            let change: JSONValue = ["endpoint": .string(endpoint), "target": .string(target)]
            let document = try await Self.document(stage, "changes") { _ in
                body.isNull ? change : change.setting("body", body)
            }
            try await Self.expectRefused(stage, document, part: "changes")
        }
    }

    @Test("Only what a plan makes has the ids of what it makes")
    func made() async throws {
        try await withStage { stage in
            let document = try await Self.document(stage, "changes", Self.with(["makes": ["id": 5]]))
            try await Self.expectRefused(stage, document, part: "changes")
        }
    }
}
