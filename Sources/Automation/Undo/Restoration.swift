internal import Foundation
internal import Trakt

/// What has to become of one thing on a holding so that a run has not changed it: decided from how it was before the run,
/// how the run left it, and how it is now.
enum Restoration: Sendable, Hashable {
    case nothing
    case takeOff
    case putBack(AccountEntry)
    /// Take it off and put it back: what was added to it does not go away by putting it there again.
    case replace(AccountEntry)
    /// It stays as it is.
    case leave(Reason)

    enum Reason: Sendable, Hashable {
        /// The run took it off, and it is there again.
        case isBack
        /// What the run left was changed or taken away since.
        case changedSince
        /// How it was before is not known.
        case formerUnknown
    }

    /// How a thing was before the run.
    enum Former: Sendable, Hashable {
        case absent
        case present(AccountEntry)
        case unknown
    }

    /// How the run left it.
    enum Left: Sendable, Hashable {
        case absent
        /// With what the run said of it, at this time.
        case present([String: JSONValue], Period)
    }

    init(on holding: Holding, former: Former, left: Left, now: AccountEntry?) {
        switch (former, left, now) {
        case (.absent, .absent, _), (.absent, .present, nil): self = .nothing
        case (.absent, .present(let fields, let period), let now?):
            self = holding.isAsLeft(now, fields, period) ? .takeOff : .leave(.changedSince)
        case (.present(let entry), .absent, nil): self = .putBack(entry)
        case (.present, .absent, _): self = .leave(.isBack)
        case (.present(let entry), .present(let fields, let period), let now):
            self = Self.overwritten(on: holding, entry, fields, period, now)
        case (.unknown, .absent, .some): self = .leave(.isBack)
        case (.unknown, .absent, nil), (.unknown, .present, .some): self = .leave(.formerUnknown)
        case (.unknown, .present, nil): self = .nothing
        }
    }

    /// What was there before and was put there again.
    private static func overwritten(
        on holding: Holding, _ former: AccountEntry, _ fields: [String: JSONValue], _ period: Period,
        _ now: AccountEntry?
    ) -> Restoration {
        guard let now else { return .leave(.changedSince) }
        guard holding.value(of: now) != holding.value(of: former) else { return .nothing }
        switch holding {
        case .ratings, .hidden:
            return holding.isAsLeft(now, fields, period) ? .putBack(former) : .leave(.changedSince)
        case .watchlist, .favorites, .list, .collection:
            // What is there already is kept as it is: then it is not the run that has changed it.
            if let moment = holding.moment(of: now), period.relation(of: moment) == .before { return .nothing }
            return holding.isAsLeft(now, fields, period) ? .replace(former) : .leave(.changedSince)
        }
    }
}

/// Between which moments a change was made, by Trakt's clock as well as it is known.
struct Period: Sendable, Hashable {
    let from: Date
    let to: Date

    enum Relation: Sendable, Hashable { case before, within, after }

    func relation(of moment: Date) -> Relation { moment < from ? .before : moment > to ? .after : .within }
}

extension Holding {
    /// When a thing got there, or was changed last.
    func moment(of entry: AccountEntry) -> Date? {
        switch self {
        case .watchlist, .favorites, .list: Time.date(entry["listed_at"]?.string)
        case .ratings: Time.date(entry["rated_at"]?.string)
        case .collection: Time.date(entry["updated_at"]?.string ?? entry["collected_at"]?.string)
        case .hidden: Time.date(entry["hidden_at"]?.string)
        }
    }

    /// What can be restored of an entry, as a request says it.
    func value(of entry: AccountEntry) -> [String: JSONValue] {
        var value: [String: JSONValue] = [:]
        switch self {
        case .watchlist, .favorites, .list: value["notes"] = entry["notes"]
        case .ratings: (value["rating"], value["rated_at"]) = (entry["rating"], entry["rated_at"])
        case .hidden: value["hidden_at"] = entry["hidden_at"]
        case .collection:
            value = (entry["metadata"]?.object ?? [:]).filter { !$0.value.isNull && $0.value != false }
            value["collected_at"] = entry["collected_at"]
        }
        return value.filter { !$0.value.isNull }
    }

    /// Whether an entry is what the run put there, and not what somebody made of it since.
    fileprivate func isAsLeft(_ entry: AccountEntry, _ fields: [String: JSONValue], _ period: Period) -> Bool {
        switch self {
        case .watchlist, .favorites, .list, .collection:
            return moment(of: entry).map { period.relation(of: $0) == .within } ?? false
        case .ratings: return entry["rating"] == fields["rating"] && wasThen(entry, fields["rated_at"], period)
        case .hidden: return wasThen(entry, fields["hidden_at"], period)
        }
    }

    /// Whether an entry's time is the one the request gave it, or else that of the request.
    private func wasThen(_ entry: AccountEntry, _ given: JSONValue?, _ period: Period) -> Bool {
        guard let moment = moment(of: entry) else { return false }
        guard let given = Time.date(given?.string) else { return period.relation(of: moment) == .within }
        // Trakt may keep less of a moment than it was given.
        return abs(given.timeIntervalSince(moment)) < 60
    }
}
