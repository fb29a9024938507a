internal import Trakt

/// Seasons that a body names by their own numbers, which say nothing of their shows.
extension PlannedAccount {
    /// Where a season belongs: told by what the script has read, or by the plays that the account has of it.
    ///
    /// - Parameter isSearched: reads the plays where nothing else tells.
    func place(of season: Thing, searching isSearched: Bool) async throws -> Titles.Place? {
        if let place = titles.place(of: season) { return place }
        if let name = titles.showName(of: season), let show = try await find(.show, named: name) {
            titles.place(season, in: show)
        } else if isSearched, let show = try await showPlayed(in: season) {
            _ = try await episodes(of: show)
        }
        return titles.place(of: season)
    }

    /// The show of a season that the account has plays of.
    private func showPlayed(in season: Thing) async throws -> Thing? {
        do {
            let plays = try await whole("sync.history.get", "/sync/history/seasons/\(season.id)").entries
            return plays.lazy.compactMap { Thing(.show, object: $0["show"]) }.first
        } catch let error as TraktError where error.failure == .notFound {
            return nil
        }
    }

    /// Says that the plan does not show what becomes of seasons whose episodes it could not find.
    func noteUnplaced(_ items: BodyItems, on surface: Surface) {
        for season in items.unplaced {
            note(.changed, "season \(season.id), with episodes that are not known", on: surface.rawValue)
            remark(
                "Season \(season.id) is named by its number alone, and nothing that was read tells its show: "
                    + "what a run does to its episodes is not shown.")
        }
    }
}
