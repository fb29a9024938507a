extension Client {
    /// Smart lists, stored queries that are asked anew each time they are read: the typed side of
    /// ``Catalogue/smartLists``. Others see public ones only.
    public var smartLists: SmartListGroup { SmartListGroup(client: self) }

    /// See ``Client/smartLists``.
    public struct SmartListGroup: Sendable {
        let client: Client
        private let endpoints = Catalogue.smartLists

        init(client: Client) { self.client = client }
    }
}

/// What a smart list asks for. What is nil stays as it is.
public struct SmartListSettings: Sendable, Hashable {
    public var name: String?
    public var source: SmartList.Source?
    public var mediaType: SmartList.MediaType?
    /// All filters of the list; what is not there any more is gone.
    public var filters: [SmartListFilter]?
    public var privacy: SmartList.Privacy?

    public init(
        name: String? = nil, source: SmartList.Source? = nil, mediaType: SmartList.MediaType? = nil,
        filters: [SmartListFilter]? = nil, privacy: SmartList.Privacy? = nil
    ) {
        self.name = name
        self.source = source
        self.mediaType = mediaType
        self.filters = filters
        self.privacy = privacy
    }

    var members: [String: JSONValue?] {
        [
            "name": name.json, "source": source.json, "media_type": mediaType.json,
            "filters": filters.map { .object(FilterValue.arguments($0)) }, "privacy": privacy.json,
        ]
    }
}

extension Client.SmartListGroup {
    /// A user's smart lists.
    public func all(of user: Identifier<User> = .me) async throws -> [SmartList] {
        try await client.value(endpoints.all, Arguments(user.argument))
    }

    /// One smart list of a user, without its items.
    public func get(_ id: Identifier<SmartList>, of user: Identifier<User> = .me) async throws -> SmartList {
        try await client.value(endpoints.get, Arguments(user.argument, id.argument))
    }

    /// One smart list of anybody, by its slug, which no other has; without its items.
    public func get(slug: String) async throws -> SmartList {
        try await client.value(endpoints.bySlug, Arguments(.string(slug)))
    }

    /// What a smart list finds now, by its slug.
    public func items(
        of slug: String, filters: [SearchFilter] = [], extended: Extended = []
    ) -> Paged<SmartListItem> {
        client.items(endpoints.items, Arguments(.string(slug), extended: extended).filtered(by: filters))
    }

    /// Makes a smart list and answers its ids. An account has a limit of them, which is higher for VIPs
    /// (``TraktError/Failure/accountLimit(limit:upgradeURL:isVIP:)``).
    @discardableResult
    public func create(
        named name: String, of mediaType: SmartList.MediaType, from source: SmartList.Source,
        filters: [SmartListFilter] = [], privacy: SmartList.Privacy? = nil
    ) async throws -> IDs<SmartList> {
        let settings = SmartListSettings(
            name: name, source: source, mediaType: mediaType, filters: filters.isEmpty ? nil : filters,
            privacy: privacy)
        let made: CreatedSmartList = try await client.value(
            endpoints.create, Arguments("me", named: settings.members))
        return made.ids
    }

    /// Changes a smart list.
    public func update(_ id: Identifier<SmartList>, _ settings: SmartListSettings) async throws {
        // Trakt is about to answer this with nothing instead of the list.
        try await client.perform(endpoints.update, Arguments("me", id.argument, named: settings.members))
    }

    /// Deletes a smart list.
    public func delete(_ id: Identifier<SmartList>) async throws {
        try await client.perform(endpoints.delete, Arguments("me", id.argument))
    }
}

private struct CreatedSmartList: Decodable {
    let ids: IDs<SmartList>
}
