internal import Foundation
import Trakt

/// What comes before a write is noted: it is made so precise that looking can tell whether it was carried out.
extension EffectSender {
    func change(
        for call: Call, _ repetition: Repetition, _ before: JSONValue?
    ) async throws -> Write.Change {
        switch repetition {
        case .addsPlays:
            let asked = try await HistoryPreparation(client: client, now: now, numbers: numbers).addition(for: call)
            return .addition(try await withoutKnown(asked, for: call))
        case .removesPlays:
            var removal = try await settledRemoval(for: call)
            removal.note(before)
            return .removal(removal)
        case .creates(let creation):
            let alike = try await OwnThings(creation, client).alike(call)
            return .creation(creation, known: Set(alike.compactMap { OwnThings.id(of: $0) }))
        case .exclusive:
            let running = try await RunningCheckin(client).startedAt
            return .checkin(known: Set([running].compactMap(\.self)))
        case .harmless, .guarded, .signsIn: return .plain
        }
    }

    /// Leaves out the plays that other writes have made, or that are in the history in any case. Those that are gone from
    /// it may be added anew.
    private func withoutKnown(_ addition: HistoryAddition, for call: Call) async throws -> HistoryAddition {
        while true {
            let owners = try await settledOwners(of: addition.plays, for: call)
            guard !owners.isEmpty else { return addition }
            var young = Set(owners.filter { rest(of: $0.value) > .zero }.keys)
            try await settleRemoved(&young, owners, for: call)
            let old = addition.without(young).only(Set(owners.keys))
            let there = try await HistoryReader(client).plays(of: old, client, except: justRemoved())
            let plays = Set(old.plays)
            let gone = owners.filter { plays.contains($0.key) && !there.mayHave($0.key) }
            // Whoever has made one of them anew while this was read has it.
            guard try await forget(gone) else { continue }
            return addition.without(Set(owners.keys).subtracting(gone.keys))
        }
    }

    /// Takes plays out of the ledger that are gone from the history; false when one of them was somebody else's by then.
    private func forget(_ gone: [Play: PlayOwner]) async throws -> Bool {
        guard !gone.isEmpty else { return true }
        let forgotten = try await journal { () async throws(StoreError) in
            try await store.forget(gone, account: account, claim)
        }
        return forgotten.count == gone.count
    }

    /// Whose plays these are, once none of the owners is on its way any more: what is not known to be made may come to
    /// nothing, and then somebody has to make it.
    private func settledOwners(of plays: [Play], for call: Call) async throws -> [Play: PlayOwner] {
        var pause = Duration.seconds(1)
        while true {
            let owners = try await journal { () async throws(StoreError) in
                try await store.owners(of: plays, account: account)
            }
            let open = owners.values.compactMap(\.effect).filter { [.intent, .unknown, .review].contains($0.state) }
            guard let rest = open.map({ rest(of: .effect($0)) }).max(), rest > .zero else { return owners }
            try await sleep(min(pause, rest), for: call)
            pause = min(pause * 2, .seconds(15))
        }
    }

    /// How long what a write adds may not be readable yet.
    private func rest(of owner: PlayOwner) -> Duration {
        guard let record = owner.effect, [.intent, .done, .unknown, .review].contains(record.state) else {
            return .zero
        }
        return timing.settle - clock.moment.elapsed(since: record.effect.moment)
    }

    /// Plays that a write may have removed by ids nobody had read: whether they are gone can be told once what added them
    /// has settled, so that is waited for.
    private func settleRemoved(
        _ young: inout Set<Play>, _ owners: [Play: PlayOwner], for call: Call
    ) async throws {
        guard !young.isEmpty, let removal = try await lastUnreadRemoval() else { return }
        let doubtful = young.filter { play in owners[play]?.effect.map { $0.id.number < removal.number } ?? false }
        let rests = doubtful.compactMap { owners[$0] }.map { rest(of: $0) }
        if let rest = rests.max(), rest > .zero { try await sleep(rest, for: call) }
        young.subtract(doubtful)
    }

    func sleep(_ duration: Duration, for call: Call) async throws {
        do { try await clock.sleep(for: duration) } catch {
            throw TraktError(.cancelled, endpoint: call.endpoint)
        }
    }

    private func lastUnreadRemoval() async throws -> EffectID? {
        let (moment, endpoint) = (clock.moment, Catalogue.syncHistory.removeHistory.id)
        let removals = try await journal { () async throws(StoreError) in
            try await store.effects(account: account, endpoint: endpoint, at: moment, within: timing.settle)
        }
        let unread = removals.filter { record in
            guard let body = record.effect.request.body.flatMap({ try? JSONValue(parsing: $0) }) else { return false }
            let before = record.effect.before.flatMap { try? JSONValue(parsing: $0) }
            return !HistoryRemoval(body: body, before: before).ids.isEmpty
        }
        return unread.map(\.id).max { $0.number < $1.number }
    }

    func leaveOut(_ plays: [Play], from write: inout Write) async throws {
        guard case .addition(let addition) = write.change else { return }
        // What was found already is ours, or is there in any case.
        var rest = try await withoutKnown(addition.only(Set(plays)), for: write.call)
        rest.items += addition.without(Set(plays)).items
        rest.strangers = addition.strangers
        write.change = .addition(rest)
    }

    func checkDailyPlays(_ write: Write) async throws {
        let asked = write.change.plays.count + write.unlistedPlays
        guard let dailyPlays, asked > 0 else { return }
        let since = date().addingTimeInterval(-86_400)
        let had = try await journal { () async throws(StoreError) in
            try await store.countPlays(account: account, since: since)
        }
        guard had + asked <= dailyPlays else { throw tooManyPlays(write, had: had) }
    }

    func tooManyPlays(_ write: Write, had: Int) -> EffectError {
        .tooManyPlays(
            endpoint: write.call.endpoint.id, limit: dailyPlays ?? 0, had: had,
            asked: write.change.plays.count + write.unlistedPlays)
    }
}
