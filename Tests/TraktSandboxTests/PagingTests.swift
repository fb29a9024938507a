import Testing

@testable import TraktSandbox

@Suite("Paging")
struct PagingTests {
    @Test("a limit above 250 is clamped, not refused")
    func clamp() throws {
        let client = try LocalClient.demo()
        let answer = client.get("/users/ada-marlow/lists/everything/items?limit=1000")
        #expect(answer.status == 200)
        #expect(answer.items.count == 250)
        #expect(answer.header("X-Pagination-Limit") == "250")
        #expect(answer.header("X-Pagination-Item-Count") == "300")
        #expect(answer.header("X-Pagination-Page-Count") == "2")
        #expect(client.get("/users/ada-marlow/lists/everything/items?limit=250&page=2").items.count == 50)
        #expect(client.get("/users/ada-marlow/lists/everything/items?limit=250&page=3").items.isEmpty)
    }

    @Test(
        "pages are forced on calls that name none",
        arguments: [
            ("/users/ada-marlow/lists/everything/items", "100"), ("/sync/history", "100"), ("/sync/watchlist", "100"),
            ("/shows/trending", "100"), ("/search/movie?query=the", "50"), ("/movies/tron-legacy-2010/comments", "10"),
            ("/sync/watched/shows?extended=progress&limit=250", "100"), ("/sync/watched/shows?limit=250", "250"),
        ])
    func defaults(_ path: String, _ limit: String) throws {
        let client = try LocalClient.demo()
        #expect(client.get(path).header("X-Pagination-Limit") == limit)
    }

    @Test("all pages together hold every item once")
    func walk() throws {
        let client = try LocalClient.demo()
        var ids: [Int] = []
        for page in 1...5 {
            let answer = client.get("/users/ada-marlow/lists/everything/items?limit=70&page=\(page)")
            ids += answer.items.compactMap { $0["id"]?.int }
        }
        #expect(ids.count == 300)
        #expect(Set(ids).count == 300)
    }

    @Test("what is not a positive number counts as absent")
    func nonsense() {
        #expect(Paging(["page": "0", "limit": "-5"]) == Paging([:]))
        #expect(Paging(["limit": "x"], default: 50).limit == 50)
        #expect(Paging(["page": "9223372036854775807", "limit": "250"]).slice([1, 2, 3]).isEmpty)
    }

    @Test("a large account has as many followed shows as asked for, over many pages")
    func largeAccount() throws {
        let client = try LocalClient.demo(SandboxConfiguration(shows: 600))
        let answer = client.get("/sync/watched/shows?limit=250")
        let watched = Int(answer.header("X-Pagination-Item-Count") ?? "") ?? 0
        let wanted = Int(client.get("/sync/watchlist/shows").header("X-Pagination-Item-Count") ?? "") ?? 0
        #expect(watched > 400)
        #expect(watched + wanted >= 550)
        #expect(answer.items.count == 250)
    }
}
