/// One thing about an account that has a value of its own: whether a movie is on the watchlist, how often an episode was
/// watched in a minute.
enum Cell: Hashable, Sendable, Comparable {
    /// How often a title was watched in a minute, or at a time that the run itself gave.
    case plays(Title, at: String)
    /// How many plays of a title came from what a player told, or from a checkin.
    case playsBy(String, Title)
    /// Whether a title is in a set: 1 or 0.
    case member(String, Title)
    /// A rating, or 0.
    case rating(Title)
    /// How many lists have a name.
    case lists(String)
    /// How many notes or comments have a text.
    case texts(String, String)

    var name: String {
        switch self {
        case .plays(let title, let minute): "plays of \(title.name) at \(minute)"
        case .playsBy(let action, let title): "plays of \(title.name) by \(action)"
        case .member(let set, let title): "\(title.name) in \(set)"
        case .rating(let title): "rating of \(title.name)"
        case .lists(let name): "lists called \(name)"
        case .texts(let kind, let text): "\(kind) with the text \(text)"
        }
    }

    /// Whether too many are too many: two plays are a duplicate, a rating of 8 instead of 2 is not.
    var counts: Bool {
        switch self {
        case .plays, .playsBy, .lists, .texts: true
        case .member, .rating: false
        }
    }

    static func < (one: Cell, other: Cell) -> Bool { one.name < other.name }
}

/// What an account holds: cells that are not there are 0.
typealias Picture = [Cell: Int]
