import Foundation
import Testing
import Trakt

@Suite("A walk over pages")
struct PageWalkTests {
    private func walk(_ name: String = "sync.history.get", _ named: [String: JSONValue] = [:]) throws -> PageWalk {
        let endpoint = try #require(Catalogue.endpoint(named: name))
        return PageWalk(of: try endpoint.call(Arguments(named: named)))
    }

    private func page(_ number: Int, of pages: Int?, items: Int, total: Int?, limit: Int? = 250) -> Page {
        Page(number: number, limit: limit, pageCount: pages, itemCount: total, items: items)
    }

    @Test("asks for as much as a page may hold")
    func sizes() throws {
        #expect(try walk().next == .page(1, limit: 250))
        #expect(try walk("sync.history.get", ["limit": 10]).next == .page(1, limit: 10))
        #expect(try walk("sync.watched.get", ["type": "shows", "extended": "progress"]).next == .page(1, limit: 100))
        #expect(try walk("sync.watched.get", ["type": "shows"]).next == .page(1, limit: 250))
        #expect(try walk("movies.updates").next == .page(1, limit: 100))
        #expect(try walk("genres.list", ["type": "movies"]).next == .page(1, limit: nil))
    }

    @Test("follows the page count and is complete when every item was seen")
    func complete() throws {
        var walk = try walk()
        #expect(walk.received(page(1, of: 3, items: 250, total: 620)) == .page(2, limit: 250))
        #expect(walk.received(page(2, of: 3, items: 250, total: 620)) == .page(3, limit: 250))
        #expect(walk.received(page(3, of: 3, items: 120, total: 620)) == .finished(isComplete: true))
        #expect(walk.isFinished && walk.isComplete && walk.itemsSeen == 620)
    }

    @Test("is complete when there is nothing")
    func nothing() throws {
        var walk = try walk()
        #expect(walk.received(page(1, of: 0, items: 0, total: 0)) == .finished(isComplete: true))
    }

    @Test("keeps to the size the server applied")
    func clamped() throws {
        var walk = try walk()
        #expect(walk.received(page(1, of: 3, items: 100, total: 240, limit: 100)) == .page(2, limit: 100))
        #expect(walk.received(page(2, of: 3, items: 100, total: 240, limit: 100)) == .page(3, limit: 100))
        #expect(walk.received(page(3, of: 3, items: 40, total: 240, limit: 100)) == .finished(isComplete: true))
    }

    @Test("is not complete when the count moved, a page was short or the sizes changed")
    func incomplete() throws {
        var moved = try walk()
        _ = moved.received(page(1, of: 2, items: 250, total: 300))
        #expect(moved.received(page(2, of: 2, items: 51, total: 301)) == .finished(isComplete: false))
        var short = try walk()
        _ = short.received(page(1, of: 2, items: 249, total: 300))
        #expect(short.received(page(2, of: 2, items: 50, total: 300)) == .finished(isComplete: false))
        var resized = try walk()
        _ = resized.received(page(1, of: 2, items: 250, total: 350))
        #expect(resized.received(page(2, of: 2, items: 100, total: 350, limit: 100)) == .finished(isComplete: false))
        var repeated = try walk()
        _ = repeated.received(page(1, of: 2, items: 250, total: 500))
        #expect(repeated.received(page(1, of: 2, items: 250, total: 500)) == .finished(isComplete: false))
    }

    @Test("stops on an empty page, whatever the page count says")
    func empty() throws {
        var walk = try walk()
        _ = walk.received(page(1, of: 9, items: 250, total: 2000))
        #expect(walk.received(page(2, of: 9, items: 0, total: 2000)) == .finished(isComplete: false))
        #expect(walk.received(page(3, of: 9, items: 250, total: 2000)) == .finished(isComplete: false))
    }

    @Test("ends at a short page where the item count is made up")
    func upNext() throws {
        var walk = try walk("sync.progress.up_next")
        #expect(walk.received(page(1, of: 6, items: 250, total: 1337)) == .page(2, limit: 250))
        #expect(walk.received(page(2, of: 6, items: 30, total: 1337)) == .finished(isComplete: true))
        var full = try self.walk("sync.progress.up_next")
        _ = full.received(page(1, of: 1, items: 250, total: 1337))
        #expect(full.received(page(2, of: 1, items: 0, total: 1337)) == .finished(isComplete: true))
    }

    @Test("does not trust a full page without headers")
    func noHeaders() throws {
        var whole = try walk()
        #expect(whole.received(page(1, of: nil, items: 620, total: nil, limit: nil)) == .finished(isComplete: true))
        var full = try walk()
        #expect(full.received(page(1, of: nil, items: 250, total: nil, limit: nil)) == .finished(isComplete: false))
        var lost = try walk()
        #expect(lost.received(nil) == .finished(isComplete: false))
    }

    @Test("that begins in the middle is never complete")
    func middle() throws {
        var walk = try walk("sync.history.get", ["page": 2])
        #expect(walk.next == .page(2, limit: 250))
        #expect(walk.received(page(2, of: 2, items: 50, total: 300)) == .finished(isComplete: false))
    }

    @Test("of an endpoint without pages is one page, complete")
    func unpaged() throws {
        let call = try Catalogue.vocabularies.genres.call(Arguments(["movies"]))
        var walk = PageWalk(of: call)
        #expect(walk.call(call)?.target == "/genres/movies")
        #expect(walk.received(nil) == .finished(isComplete: true))
        #expect(walk.call(call) == nil)
    }

    @Test("survives as JSON")
    func codable() throws {
        var walk = try walk()
        _ = walk.received(page(1, of: 3, items: 250, total: 620))
        var restored = try JSONDecoder().decode(PageWalk.self, from: JSONEncoder().encode(walk))
        #expect(restored == walk)
        _ = restored.received(page(2, of: 3, items: 250, total: 620))
        #expect(restored.received(page(3, of: 3, items: 120, total: 620)) == .finished(isComplete: true))
        #expect(try JSONDecoder().decode(PageWalk.self, from: JSONEncoder().encode(restored)).isComplete)
    }
}
