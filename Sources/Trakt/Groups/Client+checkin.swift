extension Client {
    /// Telling Trakt what the user is about to watch, at home or in a cinema: the typed side of ``Catalogue/checkin``.
    public var checkin: CheckingIn { CheckingIn(client: self) }

    /// See ``Client/checkin``.
    public struct CheckingIn: Sendable {
        let client: Client
        private let endpoints = Catalogue.checkin

        init(client: Client) { self.client = client }
    }
}

extension Client.CheckingIn {
    /// The user begins to watch something. It becomes a play when the running time is over.
    ///
    /// While another checkin runs Trakt refuses it, and ``TraktError/Failure/conflict(expiresAt:)`` tells until when.
    ///
    /// - Parameters:
    ///   - message: The text to share; else the one in the user's settings.
    ///   - sharing: Where it is told; else what the user's settings say.
    @discardableResult
    public func add(_ item: Playable, message: String? = nil, sharing: Sharing? = nil) async throws -> CheckedInItem {
        let said: [String: JSONValue?] = ["message": message.json, "sharing": sharing?.json]
        return try await client.value(endpoints.add, Arguments(named: said.merging(item.members) { $1 }))
    }

    /// Ends the running checkin, which becomes no play. Where none runs, nothing happens.
    public func delete() async throws {
        try await client.perform(endpoints.delete, Arguments())
    }
}
