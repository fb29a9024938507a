internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Journal
internal import Trakt

/// `moonreel why`: which run put a thing where it is.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Tell which runs put a movie, show or episode where it is, or took it away.",
        discussion: """
            It is looked up in the journal of this machine alone. A show stands for its episodes too.

              moonreel why tt0903747
              moonreel why breaking-bad --list "New episodes"
              moonreel why https://trakt.tv/movies/the-matrix-1999 --list watchlist

            Exit status: 0 found, 1 no run did anything with it, 2 bad usage.
            """)

    @Argument(help: "A slug, an id of Trakt or IMDb, an address at Trakt's website, or a title.")
    var item: String

    @Option(
        help: ArgumentHelp(
            "Only this list, by its name, slug or id, or watchlist, history, ratings, and so on.", valueName: "list"),
        completion: .list(["watchlist", "history", "ratings", "collection", "favorites", "hidden"]))
    var list: String?

    @Option(help: ArgumentHelp("Only the runs of this account.", valueName: "name"), completion: .account)
    var account: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        try await explained {
            let history = try await ItemHistory(
                of: WantedItem(item), in: list, account: account, journal: try JournalAccess.open())
            if json {
                Terminal.output(JSONValue.array(history.entries.map(\.document)).encodedText)
            } else {
                for entry in history.entries { Terminal.print(entry.sentence) }
            }
            guard history.entries.isEmpty else { return }
            let place = list.map { " on \($0)" } ?? ""
            Terminal.note("\(history.title ?? item)\(place): not by Moonreel, as far as this machine's journal goes.")
            throw ExitStatus.failed.code
        }
    }
}

extension ItemHistory.Entry {
    fileprivate var sentence: String {
        let words =
            switch change {
            case .added: "added to \(place)"
            case .removed: "removed from \(place)"
            case .changed: "changed in \(place)"
            case .existing: "was on \(place) already"
            case .addedOrExisting: "added to \(place), or there already,"
            case .removedOrAbsent: "removed from \(place), if it was there,"
            }
        let at = step?.place.map { " at \($0)" } ?? ""
        let state = effect.state == .done ? "" : " (\(effect.stateText))"
        return "\(effect.intentAt.formatted(.iso8601))  \(words) by run \(run.id) (\(run.name)), "
            + "\(effect.effect.request.endpoint)\(at)\(state)"
    }

    fileprivate var document: JSONValue {
        var members: [String: JSONValue] = [
            "change": .string(change.rawValue), "place": .string(place), "run": .integer(run.id.number),
            "script": .string(run.run.path), "effect": effect.document,
        ]
        members["rule"] = run.rule.map { .string($0) }
        members["call"] = step.map { .integer(Int64($0.order)) }
        members["script_place"] = step?.place.map { .string($0) }
        return .object(members)
    }
}
