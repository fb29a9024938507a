internal import Foundation
internal import Journal
internal import Trakt

/// Finds out what would refuse a script's changes if it were run. Nothing is held up: a plan shows all of the changes, and
/// says what would have stopped them.
actor PlanRails {
    private let guardRails: GuardRails
    private let context: RunContext
    /// By place, the last one, which counts the most.
    private var removals: [(place: String, refusal: String)] = []

    init(in context: RunContext) {
        self.context = context
        guardRails = GuardRails(
            context.removalLimits, counting: UnchangedPlaces(reader: AccountReader(client: context.client)),
            mayRemoveAnything: context.mayRemoveAnything, countsRefused: true)
    }

    func declare(_ rule: RuleDeclaration) async { await guardRails.declare(rule) }

    /// Takes note of a planned write.
    ///
    /// - Parameter removed: what it removes that is there.
    func check(_ call: Call, _ removed: Before) async throws {
        do { try await guardRails.check(call, removed) } catch let error as RunError {
            guard case .tooManyRemovals(_, let place, _, _, _, _) = error else { throw error }
            removals.removeAll { $0.place == place }
            removals.append((place, error.ofPlan))
        }
    }

    /// Why a run would be refused, in sentences.
    ///
    /// - Parameter plays: those the plan adds.
    func refusals(adding plays: [PlannedPlays.Play]) async -> [String] {
        var refusals = removals.map(\.refusal)
        do { try await checkDaily(plays) } catch { refusals.append("\(error)") }
        return refusals
    }

    private func checkDaily(_ added: [PlannedPlays.Play]) async throws {
        guard let limit = context.dailyPlays, !added.isEmpty else { return }
        let since = context.now().addingTimeInterval(-86_400)
        let had = try await context.journal.countPlays(account: context.owner, since: since)
        let asked = Set(added.compactMap(\.inLedger)).reduce(0) { $0 + $1.countBeforehand }
        guard had + asked > limit, asked > 0 else { return }
        throw EffectError.tooManyPlays(
            endpoint: Catalogue.syncHistory.addHistory.id, limit: limit, had: had, asked: asked)
    }
}
