package import Automation
package import Foundation
package import Scheduling

extension RuleSimulation {
    /// What is simulated.
    package struct Setting: Sendable {
        /// Files of rules, and folders with such.
        package var rules: [String]
        package var from: Date
        package var days: Int
        package var seed: UInt64 = 1
        /// Where the person lives: the zone of the schedules and of the account.
        package var zone: Zone
        /// How many shows are followed that go on airing for a year.
        package var shows = 30
        package var settings = Dispatcher.Settings()

        package init(rules: [String], from: Date, days: Int, zone: Zone) {
            self.rules = rules
            self.from = from
            self.days = days
            self.zone = zone
            // One run after the other, so that the same seed tells the same story.
            settings.mostRuns = 1
            settings.upkeep = .seconds(6 * 3600)
        }

        package var until: Date { from + Double(days) * 86_400 }
    }

    /// Why nothing could be simulated.
    package enum Failure: Error, CustomStringConvertible {
        case broken(String)
        case noRule(path: String)
        case unknownZone(String)

        package var description: String {
            switch self {
            case .broken(let problem): problem
            case .noRule(let path):
                "\(path) has no rule: a rule is a script that returns a table with a function run"
            case .unknownZone(let name): "the time zone \(name) is not known on this machine"
            }
        }
    }
}
