extension Client {
    /// Telling Trakt what a player does: the typed side of ``Catalogue/scrobble``.
    public var scrobble: Scrobbling { Scrobbling(client: self) }

    /// See ``Client/scrobble``.
    public struct Scrobbling: Sendable {
        let client: Client
        private let endpoints = Catalogue.scrobble

        init(client: Client) { self.client = client }
    }
}

/// The progress is in percent, from 0 to 100.
extension Client.Scrobbling {
    /// Playing begins or goes on. Until the rest of the running time is over, the user is seen watching it.
    @discardableResult
    public func start(_ item: Playable, at progress: Double) async throws -> ScrobbledItem {
        try await send(endpoints.start, item, progress)
    }

    /// Playing is paused. Trakt keeps the progress, and ``Client/Sync/paused(_:from:to:extended:)`` has it.
    @discardableResult
    public func pause(_ item: Playable, at progress: Double) async throws -> ScrobbledItem {
        try await send(endpoints.pause, item, progress)
    }

    /// Playing ends. Above 80 percent it becomes a play, below it is paused; ``ScrobbleResult/action`` tells which.
    ///
    /// Below 1 percent Trakt refuses it (``TraktError/Failure/validation(_:)``), and so it does for what became a play
    /// a moment ago (``TraktError/Failure/conflict(expiresAt:)``).
    @discardableResult
    public func stop(_ item: Playable, at progress: Double) async throws -> ScrobbledItem {
        try await send(endpoints.stop, item, progress)
    }

    private func send(_ endpoint: Endpoint, _ item: Playable, _ progress: Double) async throws -> ScrobbledItem {
        let progress: [String: JSONValue?] = ["progress": .number(progress)]
        return try await client.value(endpoint, Arguments(named: progress.merging(item.members) { $1 }))
    }
}
