/// The orders of the comments of one item.
enum CommentOrder: String, Sendable, CaseIterable {
    case newest, oldest, likes, replies, highest, lowest, plays, watched

    /// The orders that make sense for a kind of item.
    static func all(for kind: MediaKind) -> [CommentOrder] {
        switch kind {
        case .movie, .episode: [.newest, .oldest, .likes, .replies, .highest, .lowest, .plays]
        case .show, .season: allCases
        case .person, .list: [.newest, .oldest, .likes, .replies]
        }
    }

    init(_ text: String?, for kind: MediaKind) throws(Refusal) {
        guard let text else {
            self = .newest
            return
        }
        guard let order = CommentOrder(rawValue: text), Self.all(for: kind).contains(order) else {
            throw Refusal(404, "\(text) is not an order of these comments")
        }
        self = order
    }

    /// Sorts by the largest key; among equals the newest comes first.
    func sorted(_ comments: [Written], in state: SandboxState) -> [Written] {
        comments.map { (key: key(of: $0, in: state), written: $0) }.sorted { left, right in
            left.key == right.key ? left.written.isNewer(than: right.written) : left.key > right.key
        }.map(\.written)
    }

    private func key(of written: Written, in state: SandboxState) -> Double {
        let comment = written.comment
        var stats: AuthorStats { AuthorStats(state: state, author: written.author, subject: comment.subject) }
        return switch self {
        case .newest: 0
        case .oldest: -Double(comment.createdAt.milliseconds)
        case .likes: Double(state.likes(of: comment.id).count)
        case .replies: Double(state.replies(to: comment.id).count)
        case .highest: Double(stats.rating ?? 0)
        // Who did not rate comes last in both directions.
        case .lowest: -Double(stats.rating ?? 11)
        case .plays: Double(stats.plays)
        case .watched: stats.watchedShare
        }
    }
}

extension Written {
    func isNewer(than other: Written) -> Bool {
        (comment.createdAt, comment.id) > (other.comment.createdAt, other.comment.id)
    }
}

/// What the author of a comment did with the item it is about.
struct AuthorStats {
    let state: SandboxState
    let author: Int
    let subject: MediaRef

    private var account: Account { state.accounts[author] }

    var rating: Int? { account.ratings[subject]?.value }

    /// All plays of the item, or of the episodes in it.
    var plays: Int { account.plays.count { state.library.includes(subject, $0.ref) } }

    /// How often the whole item was seen.
    var completed: Int {
        guard !aired.isEmpty else { return plays }
        return aired.map { counts[$0] ?? 0 }.min() ?? 0
    }

    /// The part of the aired episodes that was seen.
    var watchedShare: Double {
        aired.isEmpty ? 0 : Double(aired.count { counts[$0] != nil }) / Double(aired.count)
    }

    var json: JSONValue {
        ["rating": .optional(rating), "play_count": .int(plays), "completed_count": .int(completed)]
    }

    private var aired: [MediaRef] {
        switch subject.kind {
        case .show: state.library.show(subject.id)?.aired(at: state.now).map(\.ref) ?? []
        case .season: state.library.season(subject.id)?.season.aired(at: state.now).map(\.ref) ?? []
        default: []
        }
    }

    private var counts: [MediaRef: Int] { account.plays.reduce(into: [:]) { $0[$1.ref, default: 0] += 1 } }
}

extension Library {
    /// Whether an item is another one, or an episode of it.
    func includes(_ whole: MediaRef, _ part: MediaRef) -> Bool {
        switch whole.kind {
        case .show: showID(of: part) == whole.id
        case .season where part.kind == .episode:
            EpisodeNumbering.season(
                EpisodeNumbering.place(ofEpisode: part.id).season,
                ofShow: EpisodeNumbering.place(ofEpisode: part.id).show)
                == whole.id
        default: whole == part
        }
    }
}
