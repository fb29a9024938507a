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

    /// The plays of one thing, of all times or of a minute. `plural` is what the path calls it: `movies`, `shows`, …
    package func plays(
        of subject: Identity.Subject, _ id: Int64, in minute: WholeMinute? = nil
    ) async throws -> [HistoryEntry] {
        try await plays(["type": .string(subject.plural), "id": .integer(id)], in: minute)
    }

    private func plays(_ arguments: [String: JSONValue], in minute: WholeMinute?) async throws -> [HistoryEntry] {
        var named = arguments
        if let minute {
            named["start_at"] = .string(minute.text)
            named["end_at"] = .string(minute.lastSecond)
        }
        let call = try Catalogue.syncHistory.history.call(Arguments(named: named))
        return try await client.everything(call).compactMap { HistoryEntry($0) }
    }
}

extension Client {
    /// All pages of a read. Throws when something is missing.
    func everything(_ call: Call) async throws -> [JSONValue] {
        var walk = PageWalk(of: call, pageSize: configuration.pageSize)
        var elements: [JSONValue] = []
        while let page = walk.call(call) {
            let answer = try await send(page)
            elements += try answer.json().array ?? []
            _ = walk.received(answer.page)
        }
        guard walk.isComplete else { throw EffectError.incompleteRead(endpoint: call.endpoint.id) }
        return elements
    }
}
