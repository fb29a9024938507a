import Testing
import Trakt

@testable import Automation

@Suite("Surfaces")
struct SurfaceTests {
    @Test("Every endpoint that writes has one, so that no rule with `writes` is refused it for good")
    func complete() {
        for endpoint in Catalogue.all where endpoint.isWrite {
            #expect(Surface(changedBy: endpoint) != nil, "\(endpoint.id)")
        }
        for endpoint in Catalogue.all where !endpoint.isWrite { #expect(Surface(changedBy: endpoint) == nil) }
    }

    @Test("Every one is changed by some endpoint")
    func used() {
        let used = Set(Catalogue.all.compactMap { Surface(changedBy: $0) })
        #expect(used == Set(Surface.allCases))
    }

    @Test(
        "Liking or reporting something does not change it",
        arguments: [
            ("lists.like", "likes"), ("users.lists.unlike", "likes"), ("comments.reactions.add", "likes"),
            ("users.lists.report", "reports"), ("comments.report", "reports"), ("comments.delete", "comments"),
            ("lists.items.add", "lists"), ("smart_lists.create", "smart_lists"), ("movies.refresh", "refreshes"),
            ("younify.refresh", "connections"), ("users.follow", "follows"), ("users.requests.deny", "follows"),
            ("recommendations.hide_show", "hidden"), ("scrobble.stop", "watching"),
            ("shows.progress.reset", "progress"),
        ])
    func surface(_ name: String, _ surface: String) throws {
        let endpoint = try #require(Catalogue.endpoint(named: name))
        #expect(Surface(changedBy: endpoint)?.rawValue == surface)
    }
}
