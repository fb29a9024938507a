internal import Automation
internal import Foundation
internal import Journal
internal import Scheduling
internal import Trakt

extension RuleOverview {
    static func lines(_ overviews: [RuleOverview], now: Date) -> [String] {
        var table = Table(["RULE", "ACCOUNT", "STATE", "LAST RUN", "NEXT RUN", "CALLS", "24H", "SCHEDULE", "FILE"])
        for overview in overviews {
            table.add([
                overview.name, overview.account, overview.state, overview.lastText, overview.nextText(now),
                overview.last?.calls.map(String.init) ?? "", String(overview.callsOfDay), overview.schedule,
                overview.path,
            ])
        }
        return table.lines + overviews.flatMap(\.remarks)
    }

    private var lastText: String {
        last.map { "\($0.state.rawValue) \($0.startedAt.formatted(.iso8601))" } ?? ""
    }

    /// As the clocks show it that the rule goes by.
    private func nextText(_ now: Date) -> String {
        guard let next = next(after: now), let zone = file?.timing.schedule?.zone else { return "" }
        return LocalTime(next, in: zone).description
    }

    func document(now: Date) -> JSONValue {
        var members: [String: JSONValue] = [
            "rule": .string(name), "account": .string(account), "path": .string(path), "state": .string(state),
            "schedule": .string(schedule), "calls_24h": .integer(Int64(callsOfDay)),
        ]
        members["next"] = next(after: now).map { .string($0.formatted(.iso8601)) }
        members["broken"] = problem.map { .string($0) }
        members["last"] = last.map { .object($0.members) }
        members["calls"] = last?.calls.map { .integer(Int64($0)) }
        guard let record else { return .object(members) }
        members["server"] = .string("\(record.server)")
        members["first_seen"] = .string(record.firstSeen.formatted(.iso8601))
        members["failures"] = .integer(Int64(record.failures))
        members["skipped"] = .integer(Int64(record.skipped))
        members["pause"] = record.pause.map { pause in
            .object([
                "reason": .string(pause.reason), "since": .string(pause.since.formatted(.iso8601)),
                "automatic": .boolean(pause.isAutomatic),
            ])
        }
        return .object(members)
    }
}
