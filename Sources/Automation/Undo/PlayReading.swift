internal import Foundation
internal import Trakt

/// How plays are read.
enum PlayReading {
    /// The plays of one thing; nil for a thing whose plays no path leads to.
    static func call(for item: NamedItem) -> Call? {
        // Seasons and episodes that are named by numbers are found among the plays of their show.
        let names = item.show ?? item.names
        let type: ItemKind = item.show == nil ? item.kind : .show
        guard let id = names.ids["trakt"] ?? names.ids["slug"] else { return nil }
        return Call(endpoint: Catalogue.syncHistory.history, target: "/sync/history/\(type.plural)/\(id)", body: nil)
    }

    /// The plays between two minutes, both of them included.
    static func call(from first: Int64, through last: Int64) -> Call {
        // Whether Trakt counts the last moment in is not documented; nothing is later in its minute than the 59th second.
        let target = "/sync/history?start_at=\(moment(first))&end_at=\(moment(last, second: 59))"
        return Call(endpoint: Catalogue.syncHistory.history, target: target, body: nil)
    }

    /// As few readings as cover all of these minutes without reading much between them: those less than a day apart are
    /// read together.
    static func calls(covering minutes: Set<Int64>) -> [Call] {
        var spans: [ClosedRange<Int64>] = []
        for minute in minutes.sorted() {
            if let last = spans.last, minute - last.upperBound <= 24 * 60 {
                spans[spans.count - 1] = last.lowerBound...minute
            } else {
                spans.append(minute...minute)
            }
        }
        return spans.map { call(from: $0.lowerBound, through: $0.upperBound) }
    }

    private static func moment(_ minute: Int64, second: Int = 0) -> String {
        Time.text(Date(timeIntervalSince1970: Double(minute * 60 + Int64(second)))).replacing(":", with: "%3A")
    }
}

/// Moments as Trakt writes them.
enum Time {
    static func text(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
            .replacing(/Z?$/, with: "Z")
    }

    static func date(_ text: String?) -> Date? {
        guard let text else { return nil }
        return (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(text, strategy: .iso8601))
    }

    /// Minutes since 1970.
    static func minute(_ text: String?) -> Int64? {
        date(text).map(minute)
    }

    static func minute(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 / 60).rounded(.down)) }
}

/// Things that are being added to the history.
struct Watched: Sendable {
    private let items: [NamedItem]

    init(_ items: [NamedItem]) { self.items = items }

    /// What Trakt takes off the watchlist for them: the things themselves, and for an episode its season and show.
    func takenOff(_ watchlist: [AccountEntry]) -> [AccountEntry] {
        let index = EntryIndex(watchlist)
        let shows = items.compactMap { item -> NamedItem? in
            guard let show = item.show else { return nil }
            return NamedItem(kind: .show, names: show)
        }
        var keys: Set<String> = []
        let direct = index.entries(meant: items + shows, inside: false)
        // A season's or an episode's own show is not named by its ids; what belongs to the shows that are named is.
        let inside = index.entries(meant: items.filter { $0.kind == .show } + shows, inside: true)
        return (direct + inside).filter { keys.insert($0.key).inserted }
    }
}
