internal import Automation
package import Foundation
internal import Lua

/// What happened in a simulation.
package struct RuleChronicle: Sendable {
    /// A rule that ran.
    package struct Rule: Sendable, Hashable {
        package let name: String
        package let path: String
        /// When it runs, in words.
        package let timing: String
    }

    /// One run of a rule.
    package struct Run: Sendable {
        package let rule: String
        /// The time that it was for; nil where a change began it.
        package let slot: Date?
        package let missed: Int
        /// The keys of `/sync/last_activities` that began it.
        package let changed: [String]
        /// Why it failed.
        package let error: String?
        package let isTriedAgain: Bool
        /// The calls that its script made.
        package let reads: Int
        package let writes: Int
        package let output: [String]

        /// Whether it neither changed nor said anything.
        package var isIdle: Bool { writes == 0 && output.isEmpty && error == nil }
    }

    /// A moment at which something ran.
    package struct Tick: Sendable {
        package let at: Date
        package let runs: [Run]
        /// What was sent to Trakt by all of them together.
        package let calls: [CountedTransport.Sent]
        /// What the person did since the moment before.
        package let deeds: [Person.Deed]
    }

    /// A list at the end.
    package struct List: Sendable, Hashable {
        package let name: String
        package let count: Int
    }

    package let setting: RuleSimulation.Setting
    package var rules: [Rule] = []
    package var ticks: [Tick] = []
    package var deeds: [Person.Deed] { ticks.flatMap(\.deeds) + lastDeeds }
    /// What the person did after the last moment.
    package var lastDeeds: [Person.Deed] = []
    package var lists: [List] = []

    package init(_ setting: RuleSimulation.Setting) { self.setting = setting }

    package var runs: [Run] { ticks.flatMap(\.runs) }
}

extension RuleChronicle.Run {
    init(
        _ rule: String, _ occasion: Order.Occasion?, _ report: RunReport, _ output: [String], isTriedAgain: Bool
    ) {
        self.rule = rule
        self.output = output
        self.isTriedAgain = isTriedAgain
        (reads, writes) = (report.reads, report.writes)
        switch report.outcome {
        case .finished: error = nil
        case .failed(let failure), .stopped(_, let failure): error = "\(failure)"
        }
        switch occasion {
        case .slot(let slot, let missed): (self.slot, self.missed, changed) = (slot, missed, [])
        case .change(_, let keys): (slot, missed, changed) = (nil, 0, keys.keys.sorted())
        case .retry(_, _, let slot): (self.slot, missed, changed) = (slot, 0, [])
        case .request, nil: (slot, missed, changed) = (nil, 0, [])
        }
    }
}
