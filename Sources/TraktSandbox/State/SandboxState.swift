/// The whole sandbox at one moment: library, users, clock.
struct SandboxState: Sendable {
    var library: Library
    var accounts: [Account]
    var signIns = SignIns()
    var clock: SandboxClock
    /// How much accounts may hold; what one of them may, ``limits(of:)`` tells.
    var limits: AccountLimits
    /// The sandbox's now during the call that is being answered.
    var now: Timestamp
    /// The next id of a list, list item or paused item.
    private(set) var nextID: Int
    private(set) var nextPlayID: Int
    /// When a refresh of a title was asked for.
    var refreshes: [MediaRef: Timestamp] = [:]
    /// How often titles were found by searches that users reported.
    var searches: [RecentSearch: Int] = [:]

    /// History ids start above 2^53 and are odd, so that a client which reads them as doubles loses them.
    static let firstPlayID = 9_007_199_254_740_993

    init(
        library: Library, accounts: [Account] = [], clock: SandboxClock, limits: AccountLimits, now: Timestamp,
        nextID: Int = 30_000_000, nextPlayID: Int = firstPlayID
    ) {
        self.library = library
        self.accounts = accounts
        self.clock = clock
        self.limits = limits
        self.now = now
        self.nextID = nextID
        self.nextPlayID = nextPlayID
    }

    mutating func newID() -> Int {
        defer { nextID += 1 }
        return nextID
    }

    mutating func newPlayID() -> Int {
        defer { nextPlayID += 2 }
        return nextPlayID
    }

    /// What a user may store. Standard limits go by the user's own membership, others hold for everybody.
    func limits(of user: Int) -> AccountLimits {
        guard limits == .free || limits == .vip else { return limits }
        return accounts[user].profile.isVIP ? .vip : .free
    }

    func accountIndex(_ slug: String) -> Int? {
        let lowered = slug.lowercased()
        return accounts.firstIndex { $0.profile.slug == lowered || $0.profile.username.lowercased() == lowered }
    }

    func view(_ extended: Extended) -> MediaView {
        MediaView(
            library: library, extended: extended, now: now,
            commentCounts: extended.contains(.full) ? commentCounts : [:])
    }

    /// Minutes; 0 when not announced.
    func runtime(of ref: MediaRef) -> Int {
        switch ref.kind {
        case .movie: library.movie(ref.id)?.facts.runtime ?? 0
        case .episode: library.episode(ref.id)?.episode.runtime ?? 0
        default: 0
        }
    }

    /// The list with an id, of any user.
    func list(id: Int) -> (account: Int, list: Int)? {
        for (owner, account) in accounts.enumerated() {
            if let index = account.lists.firstIndex(where: { $0.id == id }) { return (owner, index) }
        }
        return nil
    }
}
