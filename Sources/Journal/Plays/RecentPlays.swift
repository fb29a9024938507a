import Trakt

/// What a request to remove plays names, for telling whether a play that was added a moment ago is meant, too. Reads may
/// lag behind what was added, so that reading alone does not tell.
struct RemovedThings {
    private var things: [Identity] = []
    /// The episodes of the shows, by Trakt's numbers.
    private var episodes: Set<String> = []
    private var meansSeasons = false

    static func of(_ call: Call, _ client: Client) async throws -> RemovedThings {
        var all = RemovedThings()
        let body = call.document
        all.meansSeasons = body["seasons"] != nil
        for subject in [Identity.Subject.movie, .episode] {
            for document in body[subject.plural]?.array ?? [] {
                let identity = Identity(subject, document)
                all.things.append(identity)
                guard identity.ids["trakt"] == nil, let id = try await client.traktID(of: identity) else { continue }
                all.things.append(Identity(subject, ids: ["trakt": String(id)]))
            }
        }
        for document in body["shows"]?.array ?? [] {
            all.episodes.formUnion(try await Self.episodes(of: document, client))
        }
        return all
    }

    private static func episodes(of document: JSONValue, _ client: Client) async throws -> [String] {
        let seasons = try await client.seasons(of: Identity(.show, document)) ?? []
        return seasons.flatMap { $0["episodes"]?.array ?? [] }
            .compactMap { $0["ids"]?["trakt"]?.integer.map(String.init) }
    }

    func contain(_ item: Identity) -> Bool {
        if item.subject == .season { return true }
        if item.subject == .episode, meansSeasons || item.ids["trakt"].map(episodes.contains) ?? !episodes.isEmpty {
            return true
        }
        return things.contains { $0.matches(item) }
    }
}

/// A play that was added and not read yet, with the time that it still needs to settle.
private struct UnseenPlay {
    let item: Identity
    let rest: Duration
}

extension EffectSender {
    /// The plays of what a call wants to remove, read until those are there that were added a moment ago, or have settled.
    func settledRemoval(for call: Call) async throws -> HistoryRemoval {
        var pause = Duration.seconds(2)
        while true {
            // What is read may take long, and each part of it shows what was there then.
            let began = clock.moment
            let removal = try await HistoryReader(client).removal(for: call, client)
            let young = try await unseenPlays(by: removal, at: began)
            guard !young.isEmpty else { return removal }
            let things = try await RemovedThings.of(call, client)
            let rests = young.filter { things.contain($0.item) }.map(\.rest)
            guard let rest = rests.max() else { return removal }
            if rest > .zero { try await sleep(min(pause, rest), for: call) }
            pause = min(pause * 2, timing.settling)
        }
    }

    /// What the ledger has of plays that were added a moment ago and that were not read, with the time they still need.
    private func unseenPlays(by removal: HistoryRemoval, at moment: Moment) async throws -> [UnseenPlay] {
        let settling = timing.settling
        let removed = try await justRemoved()
        let shown = removal.entries.filter { !removed.contains($0.id) }
        let writes = try await journal { () async throws(StoreError) in
            try await store.effects(
                account: account, endpoint: Catalogue.syncHistory.addHistory.id, at: moment, within: settling)
        }
        var unseen: [UnseenPlay] = []
        for write in writes where write.state == .done && moment.elapsed(since: write.effect.moment) < settling {
            let body = write.effect.request.body.flatMap { try? JSONValue(parsing: $0) } ?? .null
            let items = HistoryAddition(body: body).items.filter { item in
                !shown.contains { $0.minute == item.watched.minute && $0.item.matches(item.identity) }
            }
            let owners = try await journal { () async throws(StoreError) in
                try await store.owners(of: items.map(\.play), account: account)
            }
            let rest = settling - clock.moment.elapsed(since: write.effect.moment)
            for item in items where owners[item.play]?.effect?.id == write.id {
                unseen.append(UnseenPlay(item: item.identity, rest: rest))
            }
        }
        return unseen
    }

    /// The ids of plays that writes have removed a moment ago. A read may still show them, and they look like those that
    /// were added anew since.
    func justRemoved() async throws -> Set<Int64> {
        let (moment, endpoint) = (clock.moment, Catalogue.syncHistory.removeHistory.id)
        let removals = try await journal { () async throws(StoreError) in
            try await store.effects(account: account, endpoint: endpoint, at: moment, within: timing.settle)
        }
        let bodies = removals.filter { $0.state == .done }.compactMap(\.effect.request.body)
        return Set(bodies.flatMap { HistoryRemoval(body: (try? JSONValue(parsing: $0)) ?? .null, before: nil).ids })
    }
}
