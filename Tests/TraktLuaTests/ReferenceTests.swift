import Automation
import Journal
import Synchronization
import TestSupport
import Testing
import Trakt
import TraktSandbox

@testable import TraktLua

/// Notes every request and gives each the same answer.
private final class NotingTransport: Transport {
    private let noted = Mutex<[String]>([])
    private let answer: String

    init(answering answer: String) { self.answer = answer }

    var requests: [String] { noted.withLock { $0 } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let body = request.body.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
        noted.withLock { $0.append("\(request.method.rawValue) \(request.url)\(body)") }
        return TransportResponse(status: 200, headers: ["Content-Type": "application/json"], body: Array(answer.utf8))
    }
}

@Suite("Documentation of endpoints")
struct ReferenceTests {
    /// Signing in is no plain call: what names the app is put in on the way.
    private static let calls = Catalogue.all.filter { $0.host == .api }

    @Test("Every example, written as Lua and run, sends what it says")
    func examples() async throws {
        try await withStage { stage in
            for endpoint in Self.calls where !endpoint.isWrite {
                let transport = NotingTransport(answering: endpoint.emptyAnswer)
                _ = try await stage.run(
                    "local _ = \(endpoint.luaExample)", client: stage.client(through: transport)
                ).value
                let call = try endpoint.call(endpoint.example)
                #expect(transport.requests == ["GET \(stage.sandbox.address)\(call.target)"])
            }
        }
    }

    @Test("Every example that changes something, written as Lua and planned, is the change it says")
    func writingExamples() async throws {
        try await withStage { stage in
            let planning = Planning(in: try stage.context())
            for endpoint in Self.calls where endpoint.isWrite {
                let script = try ScriptFile(
                    path: "test.lua", source: Array("local _ = \(endpoint.luaExample)".utf8))
                let planned = await planning.plan(Run(script, now: ScriptStage.now, seed: 1)) { _ in }
                let call = try endpoint.call(endpoint.example)
                let request = EffectRequest(endpoint: endpoint.id, target: call.target, body: call.body)
                #expect(planned.plan.changes.changes.map(\.request) == [request], "\(endpoint.id)")
            }
        }
    }

    @Test("It names all that a call takes, with its meaning, and all that is known", arguments: Catalogue.all)
    func complete(endpoint: Endpoint) {
        for text in [EndpointReference(endpoint).text, EndpointReference(endpoint).markdown] {
            for name in endpoint.argumentNames where name != "extended" { #expect(text.contains(name)) }
            for parameter in endpoint.pathParameters + endpoint.query {
                #expect(text.plain.contains(parameter.summary.plain) && text.plain.contains(parameter.accepts.plain))
            }
            for level in endpoint.extended { #expect(text.plain.contains(level.plain)) }
            for header in endpoint.headers { #expect(text.contains(header)) }
            for (status, meaning) in endpoint.errors {
                #expect(text.contains("Error \(status)") && text.plain.contains(meaning.plain))
            }
            if let notes = endpoint.notes { #expect(text.plain.contains(notes.plain)) }
            #expect(text.contains("unmerged-branch") == (endpoint.status == .unmergedBranch))
            #expect(text.contains("status 426") == (endpoint.vip == .only))
            #expect(text.contains("Needs an account.") == (endpoint.authorization == .required))
            #expect(text.contains("emojis") == endpoint.takesEmoji)
            #expect(text.plain.contains(endpoint.luaExample.plain))
        }
    }

    @Test(
        "Lines on a terminal are at most 100 characters wide, but for what cannot be broken", arguments: Catalogue.all)
    func width(endpoint: Endpoint) {
        let lines = EndpointReference(endpoint).text.split(separator: "\n")
        for line in lines { #expect(line.count <= 100, "\(line)") }
    }

    @Test("Values are written as Lua reads them")
    func lua() throws {
        let endpoint = try #require(Catalogue.endpoint(named: "sync.collection.add"))
        let arguments = Arguments(named: [
            "movies": [["ids": ["trakt": 5], "3d": true, "end": 1.5, "title": "a\"b\\c\nd\u{1}"]]
        ])
        #expect(
            endpoint.luaCall(arguments)
                == #"trakt.sync.collection.add {\#n  movies = { { ["3d"] = true, ["end"] = 1.5, ids = { trakt = 5 }, "#
                + #"title = "a\"b\\c\nd\x01" } },\#n}"#)
        let long = Arguments(
            ["me", "x"], named: ["name": .string(String(repeating: "n", count: 90)), "privacy": "link"])
        #expect(
            Catalogue.lists.update.luaCall(long)
                == "trakt.lists.update(\"me\", \"x\", {\n  name = \"\(String(repeating: "n", count: 90))\",\n"
                + "  privacy = \"link\",\n})")
        #expect(Catalogue.sync.lastActivities.luaExample == "trakt.sync.last_activities()")
        #expect(Catalogue.shows.get.luaExample == #"trakt.shows.get("breaking-bad", { extended = "full" })"#)
    }
}

extension Endpoint {
    fileprivate var emptyAnswer: String {
        switch answer {
        case .array: "[]"
        case .object, .either: "{}"
        case .nothing: ""
        }
    }
}

extension String {
    /// The text without what breaks it into lines or marks it up.
    fileprivate var plain: String { filter { !$0.isWhitespace && $0 != "\\" } }
}
