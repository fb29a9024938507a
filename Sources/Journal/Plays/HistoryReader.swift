package import Trakt

/// Reads plays back, always all of them: what was read in part tells nothing about what is missing.
package struct HistoryReader: Sendable {
    private let client: Client

    package init(_ client: Client) {
        self.client = client
    }

    /// The plays of a minute.
    package func plays(in minute: WholeMinute) async throws -> [HistoryEntry] {
        try await plays([:], in: minute)
    }

    /// The plays of several minutes: read minute by minute, or as one span where that takes fewer calls.
    package func plays(in minutes: Set<WholeMinute>) async throws -> [HistoryEntry] {
        guard minutes.count > 2, let first = minutes.min(), let last = minutes.max() else {
            return try await eachOf(minutes)
        }
        let span = try call([:], from: first, to: last)
        guard let whole = try await client.everything(span, inPages: minutes.count) else {
            return try await eachOf(minutes)
        }
        return whole.compactMap { HistoryEntry($0) }
    }

    private func eachOf(_ minutes: Set<WholeMinute>) async throws -> [HistoryEntry] {
        var entries: [HistoryEntry] = []
        for minute in minutes.sorted() { entries += try await plays(in: minute) }
        return entries
    }

    /// The plays of one thing, of all times or of a minute. `plural` is what the path calls it: `movies`, `shows`, …
    package func plays(
        of subject: Identity.Subject, _ id: Int64, in minute: WholeMinute? = nil
    ) async throws -> [HistoryEntry] {
        try await plays(["type": .string(subject.plural), "id": .integer(id)], in: minute)
    }

    /// The plays of one thing, with what Trakt knows of the titles.
    func detailedPlays(of subject: Identity.Subject, _ id: Int64) async throws -> [HistoryEntry] {
        try await plays(["type": .string(subject.plural), "id": .integer(id), "extended": "full"], in: nil)
    }

    private func plays(_ arguments: [String: JSONValue], in minute: WholeMinute?) async throws -> [HistoryEntry] {
        let call = try call(arguments, from: minute, to: minute)
        return try await client.everything(call).compactMap { HistoryEntry($0) }
    }

    /// Everything since a minute, as it was answered.
    func entries(since minute: WholeMinute) async throws -> [JSONValue] {
        try await client.everything(call([:], from: minute, to: nil))
    }

    private func call(
        _ arguments: [String: JSONValue], from first: WholeMinute?, to last: WholeMinute?
    ) throws -> Call {
        var named = arguments
        named["start_at"] = first.map { .string($0.text) }
        named["end_at"] = last.map { .string($0.lastSecond) }
        return try Catalogue.syncHistory.history.call(Arguments(named: named))
    }
}

extension Client {
    /// All pages of a read. Throws when something is missing.
    func everything(_ call: Call) async throws -> [JSONValue] {
        try await everything(call, inPages: .max) ?? []
    }

    /// The same, or nil where it takes more pages than these.
    func everything(_ call: Call, inPages most: Int) async throws -> [JSONValue]? {
        var walk = PageWalk(of: call, pageSize: configuration.pageSize)
        var elements: [JSONValue] = []
        while let page = walk.call(call) {
            let answer = try await send(page)
            if let pages = answer.page?.pageCount, pages > most { return nil }
            elements += try answer.json().array ?? []
            _ = walk.received(answer.page)
        }
        guard walk.isComplete else { throw EffectError.incompleteRead(endpoint: call.endpoint.id) }
        return elements
    }
}
