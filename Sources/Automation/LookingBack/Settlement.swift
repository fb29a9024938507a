package import Journal
package import Trakt

/// A person's word for a write that looking did not settle.
package struct Settlement: Sendable {
    /// Somebody works on the run, so that its writes are not settled yet.
    package struct UnderWay: Error, Sendable, Hashable, CustomStringConvertible {
        package let run: RunID

        package var description: String { "run \(run) is under way in another process; try again when it has ended" }
    }

    private let journal: any JournalStore

    package init(_ journal: any JournalStore) {
        self.journal = journal
    }

    /// Whether a write makes something that has an id.
    package static func isCreation(_ effect: EffectRecord) -> Bool {
        let endpoint = Catalogue.endpoint(named: effect.effect.request.endpoint)
        if case .creates? = endpoint?.repetition { return true }
        return false
    }

    /// Which thing a write made that somebody says was made: the one that is alike, or the one with this id where there
    /// are several. Nil for a write that makes nothing.
    package func made(by effect: EffectRecord, id: Int64?, reading client: Client) async throws -> JSONValue? {
        guard let candidates = try await OwnThings.candidates(for: effect, client) else { return nil }
        let meant = id.map { id in candidates.filter { OwnThings.id(of: $0) == id } } ?? candidates
        guard let made = meant.first, meant.count == 1 else {
            throw Unclear(
                effect: effect.id, asked: id, candidates: candidates.compactMap { OwnThings.id(of: $0) }.sorted())
        }
        return made
    }

    /// It cannot be told what a write has made.
    package struct Unclear: Error, Sendable, Hashable, CustomStringConvertible {
        package let effect: EffectID
        package let asked: Int64?
        package let candidates: [Int64]

        package var description: String {
            let ids = candidates.map { String($0) }.joined(separator: ", ")
            let what = asked.map { "with the id \($0)" } ?? "like it that was not there before"
            return switch candidates.count {
            case 0: "there is nothing \(what), so effect \(effect) cannot be done; --not-done says so"
            case 1: "there is nothing \(what), but \(ids) is what effect \(effect) would have made; say --made \(ids)"
            default: "effect \(effect) may have made one of these: \(ids). Say which with --made"
            }
        }
    }

    /// - Parameter time: how long what was sent may still take effect.
    package func settle(
        _ effect: EffectRecord, asDone isDone: Bool, made: JSONValue? = nil, after time: Duration
    ) async throws {
        let word = isDone ? "A person said that it was made." : "A person said that it was not made."
        let settled = try await Recovery(store: journal) { _, _ in nil }
            .settle(effect, as: isDone ? .done : .notMade, made: made, note: word, settle: time)
        guard settled else { throw UnderWay(run: effect.run) }
    }
}
