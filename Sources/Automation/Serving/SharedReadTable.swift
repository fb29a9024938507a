internal import Trakt

/// Which reads are under way and which answers are kept, as a value: ``SharedReads`` carries out what it says.
///
/// What somebody gets was sent, and answered, at a time at which no write of the account was under way, and none was between that
/// time and the question. Nor was it asked for before what the account's activities were last asked for: a movement that they tell
/// is in what is read after them.
struct SharedReadTable {
    /// What tells a read from others. The same for every run of an account.
    struct Key: Hashable {
        let account: String
        let endpoint: String
        let target: String
        let body: [UInt8]?
    }

    /// Somebody who waits for an answer.
    typealias Waiter = Int
    /// A read under way.
    typealias Flight = Int

    /// What becomes of a question.
    enum Reply: Equatable {
        /// It was answered before.
        case answer(Answer)
        /// Somebody has asked the same; their answer is everybody's.
        case wait
        /// It has to be sent, for whoever waits for it.
        case send(Flight)
        /// It has to be sent for this one alone.
        case alone
    }

    private struct Kept {
        let answer: Answer
        let size: Int
        let askedAt: ContinuousClock.Instant
    }

    private struct Pending {
        let key: Key
        let askedAt: ContinuousClock.Instant
        var waiters: [Waiter]
    }

    /// For how long an answer is good, from when it was asked for: others may change the account too.
    let freshness: Duration
    /// The most bytes of answers that are kept.
    let mostBytes: Int

    private var kept: [Key: Kept] = [:]
    private var bytes = 0
    /// Those that more may wait for.
    private var joinable: [Key: Flight] = [:]
    private var pending: [Flight: Pending] = [:]
    private var lastFlight = 0
    /// How many writes of an account are under way.
    private var writes: [String: Int] = [:]
    /// Accounts that a write may change at any time, because nobody knows what became of it.
    private var doubtful: Set<String> = []

    init(freshness: Duration, mostBytes: Int) {
        self.freshness = freshness
        self.mostBytes = mostBytes
    }

    // MARK: Reads

    mutating func ask(_ key: Key, _ waiter: Waiter, at now: ContinuousClock.Instant) -> Reply {
        guard writes[key.account] == nil, !doubtful.contains(key.account) else { return .alone }
        if let found = kept[key] {
            if found.askedAt + freshness > now { return .answer(found.answer) }
            drop(key)
        }
        if let flight = joinable[key], let read = pending[flight], read.askedAt + freshness > now {
            pending[flight]?.waiters.append(waiter)
            return .wait
        }
        // Who sees that something moved must not be shown how it was before.
        if key.endpoint == Catalogue.sync.lastActivities.id { forget(key.account) }
        lastFlight += 1
        joinable[key] = lastFlight
        pending[lastFlight] = Pending(key: key, askedAt: now, waiters: [waiter])
        return .send(lastFlight)
    }

    /// Takes what a read came to, nil for an error, and tells who waits for it.
    mutating func end(_ flight: Flight, _ answer: Answer?) -> [Waiter] {
        guard let read = pending.removeValue(forKey: flight) else { return [] }
        if joinable[read.key] == flight {
            joinable[read.key] = nil
            if let answer { keep(Kept(answer: answer, size: answer.size, askedAt: read.askedAt), for: read.key) }
        }
        return read.waiters
    }

    /// Takes somebody from those who wait. Gives the read that nobody waits for any more.
    mutating func giveUp(_ waiter: Waiter) -> Flight? {
        guard let flight = pending.first(where: { $0.value.waiters.contains(waiter) })?.key else { return nil }
        pending[flight]?.waiters.removeAll { $0 == waiter }
        guard let read = pending[flight], read.waiters.isEmpty else { return nil }
        pending[flight] = nil
        // Who asks from now on must not wait for what is given up.
        if joinable[read.key] == flight { joinable[read.key] = nil }
        return flight
    }

    // MARK: Writes

    mutating func beginWrite(of account: String) {
        writes[account, default: 0] += 1
        forget(account)
    }

    /// - Parameter isSettled: whether it is known what became of it.
    mutating func endWrite(of account: String, isSettled: Bool) {
        let left = (writes[account] ?? 1) - 1
        writes[account] = left > 0 ? left : nil
        if !isSettled { doubtful.insert(account) }
    }

    /// What is known is nobody's any more; whoever waits still gets an answer.
    mutating func forgetAll() {
        (kept, bytes, joinable, doubtful) = ([:], 0, [:], [])
    }

    /// Whoever waits still gets an answer to what they asked before.
    mutating func forget(_ account: String) {
        for key in kept.keys where key.account == account { drop(key) }
        joinable = joinable.filter { $0.key.account != account }
    }

    // MARK: Keeping

    private mutating func keep(_ answer: Kept, for key: Key) {
        drop(key)
        guard bytes + answer.size <= mostBytes else { return }
        kept[key] = answer
        bytes += answer.size
    }

    private mutating func drop(_ key: Key) {
        if let former = kept.removeValue(forKey: key) { bytes -= former.size }
    }
}

extension Answer {
    /// About how much memory it takes.
    fileprivate var size: Int { (body?.count ?? 0) + 1024 }
}
