import Synchronization
import Testing

@testable import TraktSandbox

@Suite("What is closed stays closed, whichever way it is asked for")
struct PrivacyTests {
    private static let fiveWords: JSONValue = "Everybody should see this once"
    private static let movie: JSONValue = ["movies": [["ids": ["trakt": 100]]]]

    private let client: LocalClient
    private var ada: LocalClient { client.with(token: "token-1") }
    /// Private, with no friends.
    private var nils: LocalClient { client.with(token: "token-2") }

    init() throws {
        client = try LocalClient.fixture()
    }

    private func makeList(_ owner: LocalClient, _ name: String, _ privacy: String) -> Int {
        let list = owner.post("/users/me/lists", ["name": .string(name), "privacy": .string(privacy)])
        let id = list.json["ids"]?["trakt"]?.int ?? 0
        _ = owner.post("/users/me/lists/\(id)/items", Self.movie)
        return id
    }

    private func names(_ answer: Answer) -> [String?] {
        answer.items.map { ($0["list"] ?? $0)["name"]?.string }
    }

    private func comment(_ author: LocalClient, onList id: Int) -> Int {
        let sent: JSONValue = ["list": ["ids": ["trakt": .int(id)]], "comment": Self.fiveWords]
        return author.post("/comments", sent).json["id"]?.int ?? 0
    }

    private func change(_ body: @escaping @Sendable (inout SandboxState) -> Void) {
        client.sandbox.change { body(&$0) }
    }

    @Test("a public list of a private user is on no list of lists, has no address of its own, and tells no name")
    func privateOwner() {
        let id = makeList(nils, "Films", "public")
        for target in [
            "/lists/popular", "/lists/trending", "/search/list?query=films", "/search/trakt/\(id)?type=list",
            "/movies/100/lists",
        ] {
            #expect(client.get(target).status == 200, "\(target)")
            #expect(client.get(target).items.isEmpty, "\(target)")
        }
        for target in ["/lists/\(id)", "/lists/\(id)/items", "/lists/\(id)/likes", "/lists/\(id)/comments"] {
            #expect(client.get(target).status == 404, "\(target)")
        }
        #expect(client.post("/lists/\(id)/like", [:]).status == 404)
        #expect(client.get("/movies/100/stats").json["lists"] == 0)
        #expect(nils.get("/lists/\(id)").json["user"]?["name"] == "Nils Quiet")
        // A friend sees it.
        change { state in
            state.accounts[0].following["nils-quiet"] = state.now
            state.accounts[2].following["demo-user"] = state.now
        }
        #expect(client.get("/lists/\(id)").json["user"]?["name"] == "Nils Quiet")
        #expect(client.with(token: nil).get("/lists/\(id)").status == 404)
    }

    @Test("who works on a list reads it, whatever it is closed to, and learns no more of its owner")
    func collaborator() {
        let id = makeList(nils, "Films", "private")
        #expect(client.get("/users/nils-quiet/lists/films").status == 401)
        change { $0.accounts[2].lists[0].collaborators = ["demo-user"] }
        let list = client.get("/users/nils-quiet/lists/films")
        #expect(list.status == 200)
        #expect(list.json["user"]?["username"] == "nils-quiet")
        #expect(list.json["user"]?["name"] == nil)
        #expect(client.get("/users/nils-quiet/lists/films/items").items.count == 1)
        #expect(client.post("/users/nils-quiet/lists/films/items/remove", Self.movie).status == 200)
        #expect(client.get("/users/nils-quiet/lists/\(id)/items").items.isEmpty)
        #expect(names(client.get("/users/me/lists/collaborations")) == ["Films"])
        // Others do not learn from the helper which private lists there are.
        #expect(ada.get("/users/demo-user/lists/collaborations").items.isEmpty)
        #expect(ada.get("/users/nils-quiet/lists/films").status == 401)
        #expect(client.get("/users/nils-quiet/lists/other").status == 401)
    }

    @Test("a liked list that was closed since is not among the likes that others see")
    func likedLists() {
        let id = makeList(ada, "Open", "public")
        #expect(client.post("/lists/\(id)/like", [:]).status == 204)
        let anybody = client.with(token: nil)
        #expect(names(anybody.get("/users/demo-user/likes/lists")) == ["Open"])
        _ = ada.put("/users/me/lists/open", ["privacy": "private"])
        #expect(anybody.get("/users/demo-user/likes/lists").items.isEmpty)
        #expect(client.get("/users/me/likes").items.isEmpty)
        #expect(names(ada.get("/users/demo-user/likes")) == ["Open"])
    }

    @Test("a comment about a closed list does not exist for others, by its number either")
    func commentOnClosedList() {
        let list = makeList(ada, "Open", "public")
        let id = comment(ada, onList: list)
        #expect(client.post("/comments/\(id)/reactions/love", [:]).status == 201)
        let targets = ["", "/item", "/likes", "/replies", "/reactions", "/reactions/summary"].map {
            "/comments/\(id)\($0)"
        }
        for target in targets { #expect(client.get(target).status == 200, "\(target)") }
        _ = ada.put("/users/me/lists/open", ["privacy": "private"])
        for target in targets {
            #expect(client.get(target).status == 404, "\(target)")
            #expect(client.with(token: nil).get(target).status == 404, "\(target)")
            #expect(ada.get(target).status == 200, "\(target)")
        }
        for target in ["like", "reactions/laugh", "report", "replies"] {
            let sent: JSONValue = ["comment": Self.fiveWords, "reason": "spam"]
            #expect(client.post("/comments/\(id)/\(target)", sent).status == 404, "\(target)")
        }
        #expect(client.get("/users/reactions/comments").items.isEmpty)
    }

    @Test("a blocked user's comment is missing to who blocked them, and to nobody else")
    func blocked() {
        let sent: JSONValue = ["movie": ["ids": ["trakt": 100]], "comment": Self.fiveWords]
        let id = ada.post("/comments", sent).json["id"]?.int ?? 0
        #expect(client.post("/users/ada-marlow/block", [:]).status == 201)
        for target in ["", "/item", "/likes", "/reactions", "/reactions/summary"] {
            #expect(client.get("/comments/\(id)\(target)").status == 404, "\(target)")
            #expect(client.with(token: nil).get("/comments/\(id)\(target)").status == 200, "\(target)")
        }
    }

    @Test("a list that takes no comments takes no replies to those it has")
    func replies() {
        let list = makeList(ada, "Open", "public")
        let id = comment(client, onList: list)
        let reply: JSONValue = ["comment": Self.fiveWords]
        #expect(client.post("/comments/\(id)/replies", reply).status == 201)
        _ = ada.put("/users/me/lists/open", ["allow_comments": false])
        #expect(client.post("/comments/\(id)/replies", reply).status == 404)
        #expect(client.get("/comments/\(id)").json["replies"] == 1)
    }
}
