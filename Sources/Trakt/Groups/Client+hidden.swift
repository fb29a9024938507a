extension Client {
    /// What the signed-in user has hidden: the typed side of `users.hidden` in ``Catalogue/users``.
    public struct Hidden: Sendable {
        /// What it takes, and what can be said about it.
        public typealias Item = SyncItem<HiddenSurface>

        let client: Client
        private let endpoints = Catalogue.users

        init(client: Client) { self.client = client }
    }
}

/// Where something is hidden.
public struct HiddenSection: Word {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// Movies and shows.
    public static let calendar: HiddenSection = "calendar"
    /// Shows and seasons.
    public static let watchedProgress: HiddenSection = "progress_watched"
    /// Shows and seasons.
    public static let collectedProgress: HiddenSection = "progress_collected"
    /// Movies and shows.
    public static let recommendations: HiddenSection = "recommendations"
    /// Users.
    public static let comments: HiddenSection = "comments"
    /// Shows.
    public static let dropped: HiddenSection = "dropped"
}

extension Client.Hidden {
    /// What is hidden in a section: all, or one kind of thing.
    public func items(
        in section: HiddenSection, _ kind: MediaKind? = nil, extended: Extended = []
    ) -> Paged<HiddenItem> {
        client.items(
            endpoints.hidden, Arguments(section.json, extended: extended, named: ["type": kind.json]))
    }

    /// Hides things in a section.
    @discardableResult
    public func add(_ items: [Item], to section: HiddenSection) async throws -> SyncResult {
        try await client.value(endpoints.hide, Arguments(section.json, named: Item.members(of: items)))
    }

    /// Shows hidden things again.
    @discardableResult
    public func remove(_ items: [Item], from section: HiddenSection) async throws -> SyncResult {
        try await client.value(endpoints.unhide, Arguments(section.json, named: Item.members(of: items)))
    }
}
