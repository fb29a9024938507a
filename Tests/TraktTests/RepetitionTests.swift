import Testing
import Trakt

/// The classes of write, from the API's documentation: written down here a second time, so that a change of one shows.
@Suite("The classes of write")
struct RepetitionTests {
    @Test("belong to every endpoint that changes something, and to no other", arguments: Catalogue.all)
    func complete(endpoint: Endpoint) {
        #expect((endpoint.repetition != nil) == endpoint.isWrite)
    }

    @Test("tell the few whose second sending does harm from the rest")
    func harmful() {
        func names(where fits: (Repetition) -> Bool) -> Set<String> {
            Set(Catalogue.all.filter { $0.repetition.map(fits) ?? false }.map(\.id))
        }
        #expect(names { $0 == .addsPlays } == ["sync.history.add"])
        #expect(names { $0 == .removesPlays } == ["sync.history.remove"])
        #expect(names { $0 == .guarded } == ["scrobble.stop"])
        #expect(names { $0 == .exclusive } == ["checkin.add"])
        #expect(
            names { $0 == .signsIn } == ["auth.token", "auth.revoke", "auth.device.code", "auth.device.token"])
        #expect(
            names { if case .creates = $0 { true } else { false } } == [
                "lists.create", "smart_lists.create", "comments.add", "comments.reply", "notes.add",
            ])
    }

    @Test("take 404 for done before where something is taken away, and 409 where the documentation says so")
    func statuses() {
        for endpoint in Catalogue.all {
            guard case .harmless(let statuses)? = endpoint.repetition else { continue }
            switch endpoint.method {
            case .delete: #expect(statuses == [404], "\(endpoint)")
            case .put: #expect(statuses.isEmpty, "\(endpoint)")
            case .post where endpoint.id == "users.requests.approve": #expect(statuses == [404])
            default: #expect(statuses == (endpoint.errors[409] == nil ? [] : [409]), "\(endpoint)")
            }
        }
    }

    @Test("name for what they make an endpoint that reads it", arguments: Catalogue.all)
    func readBack(endpoint: Endpoint) throws {
        guard case .creates(let creation)? = endpoint.repetition else { return }
        let read = try #require(Catalogue.endpoint(named: creation.readBack))
        #expect(!read.isWrite)
    }

    @Test("are told in words")
    func words() {
        #expect(
            Catalogue.syncHistory.addHistory.document["sent_twice"]?.string?.hasPrefix("Adds the plays again") == true)
        #expect(Catalogue.lists.delete.document["sent_twice"]?.string?.hasSuffix("answered with 404.") == true)
        #expect(Catalogue.movies.get.document["sent_twice"] == nil)
    }
}
