import Testing
import Trakt

@Suite("Calls from a file")
struct CheckingTests {
    @Test("A call that was written down is the same call when it is read", arguments: catalogue.filter(\.isWrite))
    func same(endpoint: Endpoint) throws {
        let call = try endpoint.call(endpoint.example)
        let body = try call.body.map { try JSONValue(parsing: $0) }
        #expect(Call(endpoint, checking: call.target, body: body) == call)
    }

    @Test("The path of a read is one of its endpoint's", arguments: catalogue)
    func path(endpoint: Endpoint) throws {
        #expect(endpoint.takes(path: try endpoint.call(endpoint.example).path))
    }

    @Test(
        "What an endpoint does not take is not its call",
        arguments: [
            ("sync.watchlist.add", "/sync/history", #"{"movies":[{"ids":{"trakt":1}}]}"#),
            ("sync.watchlist.add", "/x", #"{"movies":[{"ids":{"trakt":1}}]}"#),
            ("sync.watchlist.add", "/sync/watchlist/1", #"{"movies":[{"ids":{"trakt":1}}]}"#),
            ("sync.watchlist.add", "/sync/watchlist?x=1", #"{"movies":[{"ids":{"trakt":1}}]}"#),
            ("sync.watchlist.add", "/sync/watchlist", #"{"films":[{"ids":{"trakt":1}}]}"#),
            ("sync.watchlist.add", "/sync/watchlist", #"[1]"#),
            ("users.hidden.add", "/users/hidden", #"{"movies":[{"ids":{"trakt":1}}]}"#),
            ("users.hidden.add", "/users/hidden/attic", #"{"movies":[{"ids":{"trakt":1}}]}"#),
            ("lists.delete", "/users/me/lists/..", "null"), ("lists.delete", "/users/me/lists/", "null"),
            ("lists.delete", "users/me/lists/5", "null"), ("lists.delete", "/users/me/lists/5/items", "null"),
        ])
    func refused(name: String, target: String, body: String) throws {
        let endpoint = try #require(Catalogue.endpoint(named: name))
        let document = try JSONValue(parsing: Array(body.utf8))
        #expect(Call(endpoint, checking: target, body: document.isNull ? nil : document) == nil)
    }
}

private let catalogue = Catalogue.all.filter { $0.host == .api }
