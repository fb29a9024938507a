extension Client {
    /// Personal lists: the typed side of ``Catalogue/userLists``, and of ``Catalogue/lists`` where they are changed.
    public struct PersonalLists: Sendable {
        /// What it takes, and what can be said about it.
        public typealias Item = SyncItem<ListSurface>

        let client: Client
        private let reading = Catalogue.userLists
        private let writing = Catalogue.lists

        init(client: Client) { self.client = client }
    }
}

/// What a list has beside its items. What is nil is left to Trakt, or left as it is.
public struct ListSettings: Sendable, Hashable {
    public var name: String?
    public var description: String?
    public var privacy: PersonalList.Privacy?
    public var displayNumbers: Bool?
    public var allowComments: Bool?
    public var sort: Sort?

    public init(
        name: String? = nil, description: String? = nil, privacy: PersonalList.Privacy? = nil,
        displayNumbers: Bool? = nil, allowComments: Bool? = nil, sort: Sort? = nil
    ) {
        self.name = name
        self.description = description
        self.privacy = privacy
        self.displayNumbers = displayNumbers
        self.allowComments = allowComments
        self.sort = sort
    }

    var members: [String: JSONValue?] {
        [
            "name": name.json, "description": description.json, "privacy": privacy.json,
            "display_numbers": displayNumbers.map { .boolean($0) },
            "allow_comments": allowComments.map { .boolean($0) }, "sort_by": sort?.key.json,
            "sort_how": sort?.direction.json,
        ]
    }
}

// MARK: Reading

extension Client.PersonalLists {
    /// A user's lists.
    public func all(of user: Identifier<User> = .me) -> Paged<PersonalList> {
        client.items(reading.all, Arguments(user.argument))
    }

    /// One list, without its items.
    public func get(_ id: Identifier<PersonalList>, of user: Identifier<User> = .me) async throws -> PersonalList {
        try await client.value(reading.get, Arguments(user.argument, id.argument))
    }

    /// The items of a list: all, or some kinds of things.
    public func items(
        of id: Identifier<PersonalList>, user: Identifier<User> = .me, _ kinds: [MediaKind] = [], sort: Sort? = nil,
        filters: [ListFilter] = [], extended: Extended = []
    ) -> Paged<ListItem> {
        client.items(
            reading.items,
            Arguments(
                user.argument, id.argument, kinds.isEmpty ? nil : kinds.json, sort?.key.json, sort?.direction.json,
                extended: extended
            ).filtered(by: filters))
    }
}

// MARK: Writing

extension Client.PersonalLists {
    /// Makes a new list, private where nothing else is said.
    public func create(named name: String, _ settings: ListSettings = ListSettings()) async throws -> PersonalList {
        var settings = settings
        settings.name = name
        return try await client.value(writing.create, Arguments("me", named: settings.members))
    }

    /// Changes a list's name or settings. The old slug keeps working after a rename.
    public func update(_ id: Identifier<PersonalList>, _ settings: ListSettings) async throws {
        try await client.perform(writing.update, Arguments("me", id.argument, named: settings.members))
    }

    /// Deletes a list with all its items.
    public func delete(_ id: Identifier<PersonalList>) async throws {
        try await client.perform(writing.delete, Arguments("me", id.argument))
    }

    /// Puts things on a list.
    @discardableResult
    public func add(_ items: [Item], to id: Identifier<PersonalList>) async throws -> SyncResult {
        try await client.value(writing.addItems, Arguments("me", id.argument, named: Item.members(of: items)))
    }

    /// Takes things off a list.
    @discardableResult
    public func remove(_ items: [Item], from id: Identifier<PersonalList>) async throws -> SyncResult {
        try await client.value(writing.removeItems, Arguments("me", id.argument, named: Item.members(of: items)))
    }

    /// Puts a list's items into this order of ``Listing/id``.
    @discardableResult
    public func reorder(_ id: Identifier<PersonalList>, _ items: [Int64]) async throws -> ReorderResult {
        try await client.value(writing.reorderItems, Arguments("me", id.argument, named: ["rank": items.json]))
    }

    /// Changes the notes of one item, by its ``Listing/id``; for VIPs.
    public func setNotes(_ notes: String, of item: Int64, on id: Identifier<PersonalList>) async throws {
        try await client.perform(
            writing.updateItem, Arguments("me", id.argument, .integer(item), named: ["notes": .string(notes)]))
    }
}
