internal import Synchronization
internal import Trakt

/// What a run has read of the account, as far as it tells how things were before the run's own changes.
///
/// A reading stays good when the run changes the same part: what counts is how things were before the first change. It
/// does not outlive ``freshness``, nor a change that another service makes for the user.
package final class SeenReads: Sendable {
    /// For how long a reading stands for the account. A run by hand, line by line, may last for hours.
    static let freshness = Duration.seconds(300)
    /// The most bytes of plays that are kept.
    private static let mostPlays = 32 << 20

    /// Made before a read is sent, so that a write that came in between is noticed.
    struct Ticket: Sendable {
        fileprivate let generation: Int
    }

    private struct Reading {
        var walk: PageWalk
        var bodies: [[UInt8]]
        var begunAt: ContinuousClock.Instant
    }

    private struct State {
        var generation = 0
        var readings: [ReadingKey: Reading] = [:]
        var plays: [[UInt8]] = []
        var playBytes = 0
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> ContinuousClock.Instant

    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
    }

    /// To be asked for before a read is sent.
    var ticket: Ticket { Ticket(generation: state.withLock { $0.generation }) }

    /// Takes note of a page that was read.
    func note(_ call: Call, _ answer: Answer, _ ticket: Ticket) {
        guard let body = answer.body else { return }
        let instant = now()
        state.withLock { state in
            guard state.generation == ticket.generation else { return }
            if call.endpoint == Catalogue.syncHistory.history, state.playBytes + body.count <= Self.mostPlays {
                state.plays.append(body)
                state.playBytes += body.count
            }
            guard let key = ReadingKey(call) else { return }
            let page = call.page ?? 1
            if page == 1 {
                state.readings[key] = Reading(walk: PageWalk(of: call), bodies: [], begunAt: instant)
            }
            guard var reading = state.readings[key], case .page(page, _) = reading.walk.next else {
                state.readings[key] = nil
                return
            }
            _ = reading.walk.received(answer.page)
            reading.bodies.append(body)
            state.readings[key] = reading
        }
    }

    /// Takes note that the run changes something, before and after it does.
    func forget(changedBy call: Call) {
        state.withLock { state in
            state.generation += 1
            if [.connections, .account].contains(Surface(changedBy: call.endpoint)) { state.readings = [:] }
        }
    }

    /// Every entry that a reading would answer, from what was read already; nil when that is not enough.
    func entries(_ reading: Call) -> [AccountEntry]? {
        guard let wanted = ReadingKey(reading) else { return nil }
        let instant = now()
        let readings = state.withLock { state in [wanted, wanted.widened].map { state.readings[$0] } }
        let bodies = readings.compactMap(\.self)
            .first { $0.walk.isComplete && $0.begunAt + Self.freshness > instant }?.bodies
        guard let bodies else { return nil }
        let kind = wanted.kind
        return bodies.flatMap(Self.entries).filter { kind == nil || $0.kind == kind }
    }

    /// The plays with these ids, as far as the run has read them.
    func plays(_ ids: Set<Int64>) -> [AccountEntry] {
        let pages = state.withLock { $0.plays }
        var found: [Int64: AccountEntry] = [:]
        for play in pages.flatMap(Self.entries) {
            if let id = play["id"]?.integer, ids.contains(id) { found[id] = play }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func entries(_ body: [UInt8]) -> [AccountEntry] {
        ((try? JSONValue(parsing: body))?.array ?? []).compactMap { AccountEntry($0) }
    }
}

/// What a reading of a holding covers: all of it, or all of one kind.
private struct ReadingKey: Hashable {
    let holding: Holding
    let kind: ItemKind?

    /// Nil for a call that reads no holding, or only a selection.
    init?(_ call: Call) {
        let selecting = call.query.filter { !["extended", "type", "limit"].contains($0.name) }
        guard selecting.isEmpty else { return nil }
        let parts = call.path.split(separator: "/").map(String.init)
        var type: String?
        switch call.endpoint {
        case Catalogue.syncWatchlist.get: (holding, type) = (.watchlist, parts.dropFirst(2).first)
        case Catalogue.syncFavorites.get: (holding, type) = (.favorites, parts.dropFirst(2).first)
        case Catalogue.userLists.items: (holding, type) = (.list(ofListCall: parts), parts.dropFirst(5).first)
        case Catalogue.users.hidden:
            guard let section = call.pathValue("section") else { return nil }
            (holding, type) = (.hidden(section: section), call.value(of: "type"))
        case Catalogue.syncRatings.get:
            guard parts.count < 4 else { return nil }
            (holding, type) = (.ratings, parts.dropFirst(2).first)
        case Catalogue.syncCollection.get:
            guard call.extendedLevels.contains("metadata"), !call.extendedLevels.contains("min"),
                let kind = call.pathValue("type"), kind != "shows"
            else { return nil }
            (holding, type) = (.collection, kind)
        default: return nil
        }
        let kinds = ItemKind.allCases.filter { $0.rawValue == type || $0.plural == type }
        guard type == nil || type == "all" || type == "media" || kinds.count == 1 else { return nil }
        kind = kinds.first
    }

    private init(holding: Holding) {
        self.holding = holding
        kind = nil
    }

    var widened: ReadingKey { ReadingKey(holding: holding) }
}
