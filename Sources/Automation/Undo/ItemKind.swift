/// What stands on a list, is rated, watched or hidden.
enum ItemKind: String, Sendable, Hashable, Codable, CaseIterable {
    case movie, show, season, episode, person, user

    /// The name of the array that holds such things in a request.
    var plural: String { self == .person ? "people" : rawValue + "s" }
}
