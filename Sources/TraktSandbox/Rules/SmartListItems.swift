/// The titles that a smart list finds at this moment, in the order of its source.
struct SmartListItems {
    let state: SandboxState
    let list: SmartList
    /// Whose watchlist, library and history count, whoever reads.
    let owner: Int

    var titles: [ChartTitle] {
        let account = state.accounts[owner]
        let filter = MediaFilter(list.filters.query, account: account, now: state.now)
        let matching = ChartTitle.all(list.media, in: state, matching: filter)
        switch list.source {
        case .trending: return Chart.trending.ordered(matching)
        case .popular, .discover: return Chart.popular.ordered(matching)
        case .anticipated: return Chart.anticipated.ordered(matching)
        case .recommendations: return SmartRecommendations.candidates(list.media, state, owner, matching: filter)
        case .watchlist: return stored(account.watchlist.items.map(\.ref), matching)
        case .library: return stored(Self.library(account), matching)
        }
    }

    /// What lies in the collection, the latest first; episodes stand for their show.
    private static func library(_ account: Account) -> [MediaRef] {
        account.collection.sorted { ($1.value.collectedAt, $0.key.id) < ($0.value.collectedAt, $1.key.id) }
            .map { $0.key.kind == .episode ? .show(EpisodeNumbering.place(ofEpisode: $0.key.id).show) : $0.key }
    }

    private func stored(_ refs: [MediaRef], _ matching: [ChartTitle]) -> [ChartTitle] {
        var left = Dictionary(matching.map { ($0.ref, $0) }) { first, _ in first }
        return refs.compactMap { left.removeValue(forKey: $0) }
    }
}
