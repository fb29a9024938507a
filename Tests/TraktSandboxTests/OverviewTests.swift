import Testing

@testable import TraktSandbox

@Suite("The page at /")
struct OverviewTests {
    @Test("shows lists, watchlist, history and requests, asks for no key, and stands in no log")
    func shows() async throws {
        try await withClient { client in
            _ = try await client.delete("/_sandbox/requests")
            _ = try await client.post("/users/me/lists", ["name": "<script>alert('x')</script> & \"co\""])
            _ = try await client.get("/users/me/%3Cimg%20src=x%3E")
            var browser = client
            (browser.key, browser.token, browser.version) = (nil, nil, nil)
            let page = try await browser.get("/")
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/html; charset=UTF-8")
            for text in ["Rainy days", "Watchlist", "History", "/users/me/lists", "POST", "no such path"] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(page.text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;"))
            #expect(!page.text.contains("<script>alert"))
            #expect(!page.text.contains("<img"))
            #expect(try await client.get("/_sandbox/requests").json.array?.count == 2)
        }
    }

    @Test("needs nothing from elsewhere")
    func alone() async throws {
        try await withClient { client in
            let page = try await client.get("/").text
            for text in ["http://", "https://", "src=", "@import", "url("] { #expect(!page.contains(text), "\(text)") }
        }
    }

    @Test("shows what changed since, and the account that is asked for")
    func changes() async throws {
        try await withClient { client in
            let before = try await client.get("/_sandbox/overview").text
            #expect(!before.contains("Freshly made"))
            _ = try await client.post("/users/me/lists", ["name": "Freshly made"])
            let after = try await client.get("/_sandbox/overview")
            #expect(after.text.contains("Freshly made"))
            #expect(after.headers["cache-control"] == "no-store")
            let other = try await client.get("/_sandbox/overview?user=ada-marlow").text
            #expect(other.contains("Crime evenings") && !other.contains("Freshly made"))
            #expect(try await client.get("/?user=nobody").status == 200)
        }
    }

    @Test("leads to the device that waits to be activated")
    func devices() async throws {
        try await withClient { client in
            let app: JSONValue = ["client_id": .string(client.info.clientID)]
            let code = try await client.post("/oauth/device/code", app).json["user_code"]?.string ?? "?"
            #expect(try await client.get("/").text.contains("href=\"/activate/\(code)\""))
            _ = try await client.post("/_sandbox/sign-ins/decide", ["decision": "deny"])
            let decided = try await client.get("/").text
            #expect(!decided.contains(code))
        }
    }

    @Test("what is put into HTML is text, unless it is HTML")
    func html() {
        let name = "<b> & 'x' \"y\""
        let item: HTML = "<li>\(name)</li>"
        #expect(item.text == "<li>&lt;b&gt; &amp; &#39;x&#39; &quot;y&quot;</li>")
        #expect(("<ul>\([item, item])\(3)</ul>" as HTML).text == "<ul>\(item.text)\(item.text)3</ul>")
    }
}
