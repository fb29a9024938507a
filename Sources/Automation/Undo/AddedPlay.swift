internal import Foundation
internal import Journal
internal import Trakt

/// A play that a run added.
struct AddedPlay: Sendable {
    /// How the ledger names it.
    let play: Journal.Play
    /// Whether Trakt was told to keep no date of it. Otherwise it finds a date where none was sent.
    private let hasNoDate: Bool
    /// When it had been added at the latest.
    private let end: Date

    /// - Parameter watched: when it was watched, in the words of the request.
    init(_ play: Journal.Play, _ watched: HistoryAddition.Watched?, during period: Period) {
        self.play = play
        hasNoDate = watched == .undated("unknown")
        end = period.to
    }

    /// Whether what is there may be this play, which was sent without a date: what was watched after it was added is
    /// somebody's later one.
    func mayBe(_ entry: AccountEntry) -> Bool {
        let date = Time.date(entry["watched_at"]?.string)
        // Some of Trakt's clients have seen the beginning of 1970 in the place of no date.
        return hasNoDate ? date.map { Time.minute($0) == 0 } ?? true : date.map { $0 <= end } ?? true
    }
}

extension Journal.Play {
    /// The thing, as a request names it: `movie:trakt:507`.
    var named: NamedItem? {
        let parts = item.split(separator: ":", maxSplits: 2).map(String.init)
        guard parts.count == 3, let kind = ItemKind(rawValue: parts[0]) else { return nil }
        return NamedItem(kind: kind, names: NamedItem.Names(ids: [parts[1]: parts[2]]))
    }
}

extension AccountEntry {
    /// The number of a play.
    var playID: Int64? { self["id"]?.integer }

    /// The minute of a play; nil where it has no date.
    var minute: Int64? { Time.minute(self["watched_at"]?.string) }

    /// The names under which the ledger may know a play's thing.
    var ledgerNames: [String] { names.ids.map { "\(kind.rawValue):\($0.key):\($0.value)" } }

    /// A play under each of its names in the ledger: with its minute, and without one as it may have been added.
    var ledgerPlays: [Journal.Play] {
        let minutes = minute.map { [$0, nil] } ?? [nil]
        return ledgerNames.flatMap { name in minutes.map { Journal.Play(item: name, minute: $0) } }
    }
}
