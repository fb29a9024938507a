internal import Journal

/// The plays that are there now, each to be taken once.
struct FreePlays: Sendable {
    private var byID: [Int64: AccountEntry] = [:]
    /// The ids of the plays of a thing, and of those in a minute, the oldest first.
    private var byThing: [String: [Int64]] = [:]
    private var byMinute: [Journal.Play: [Int64]] = [:]

    init(_ now: [AccountEntry]) {
        for play in now {
            if let id = play.playID { byID[id] = play }
        }
        for (id, play) in byID.sorted(by: { $0.key < $1.key }) {
            for name in Set(play.ledgerNames + [play.key]) {
                byThing[name, default: []].append(id)
                byMinute[Journal.Play(item: name, minute: play.minute), default: []].append(id)
            }
        }
    }

    mutating func take(_ id: Int64) -> AccountEntry? { byID.removeValue(forKey: id) }

    /// Takes a play of this thing in this minute: the newest, so that of two that are alike the one that was there before
    /// stays.
    mutating func take(_ play: Journal.Play) -> AccountEntry? {
        while let id = byMinute[play]?.popLast() {
            if let found = take(id) { return found }
        }
        return nil
    }

    /// What is left of the plays of a thing.
    func all(of item: String) -> [AccountEntry] { (byThing[item] ?? []).compactMap { byID[$0] } }

    /// What is left of these.
    func left(of plays: [AccountEntry]) -> [AccountEntry] { plays.compactMap { $0.playID.flatMap { byID[$0] } } }
}
