internal import Trakt

/// Reads the account for ourselves: what a write will change, or how things are now.
struct AccountReader: Sendable {
    /// Everything that a reading answered.
    struct Whole: Sendable {
        var items: [JSONValue]
        /// Whether nothing is missing.
        var isComplete: Bool

        var entries: [AccountEntry] { items.compactMap { AccountEntry($0) } }
    }

    let client: Client
    /// Takes note of what is read.
    var seen: SeenReads?

    /// All pages. A reading that changed under way is read once more.
    func whole(_ call: Call) async throws(TraktError) -> Whole {
        let first = try await once(call)
        return first.isComplete ? first : try await once(call)
    }

    /// Several readings as one.
    func whole(_ calls: [Call]) async throws(TraktError) -> Whole {
        var all = Whole(items: [], isComplete: true)
        for call in calls {
            let part = try await whole(call)
            all.items += part.items
            all.isComplete = all.isComplete && part.isComplete
        }
        return all
    }

    /// One document; nil when there is no such thing.
    func document(_ call: Call) async throws(TraktError) -> JSONValue? {
        do {
            let document = try await client.send(call).json()
            return document.isNull ? nil : document
        } catch  where error.failure == .notFound {
            return nil
        }
    }

    /// How many entries a reading has, without reading them; nil where Trakt does not say.
    func count(_ call: Call) async throws(TraktError) -> Int? {
        var call = call
        (call.page, call.limit) = (1, 1)
        return try await client.send(call).page?.itemCount
    }

    private func once(_ call: Call) async throws(TraktError) -> Whole {
        var whole = Whole(items: [], isComplete: false)
        var walk = PageWalk(of: call, pageSize: client.configuration.pageSize)
        while let page = walk.call(call) {
            let ticket = seen?.ticket
            let answer = try await client.send(page)
            if let ticket { seen?.note(page, answer, ticket) }
            _ = walk.received(answer.page)
            whole.items += try answer.json().array ?? []
        }
        whole.isComplete = walk.isComplete
        return whole
    }
}
