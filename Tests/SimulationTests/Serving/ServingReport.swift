import Automation
import Foundation
import Journal

/// What became of the slots of one world, or of many.
struct ServingReport: Sendable, CustomStringConvertible {
    var seed: UInt64
    var worlds = 1
    /// Slots that were accounted for, and how many of them had a run.
    var slots = 0
    var runs = 0
    var skipped = 0
    var deaths = 0
    var standstills = 0
    var accidents = 0
    /// How often a slot had a run already.
    var taken = 0
    var retries = 0
    var resumed = 0
    /// How often somebody asked for a run of each rule.
    var asked: [String: Int] = [:]
    var faults: [String] = []

    init(seed: UInt64) { self.seed = seed }

    mutating func take(_ events: [ServeEvent]) {
        for event in events {
            switch event {
            case .taken(let order, _): if order.occasion?.slot != nil { taken += 1 }
            case .resumed: resumed += 1
            case .ended(_, _, _, _, _, let retryAt): if retryAt != nil { retries += 1 }
            default: break
            }
        }
    }

    mutating func add(_ other: ServingReport) {
        worlds += other.worlds
        slots += other.slots
        runs += other.runs
        skipped += other.skipped
        deaths += other.deaths
        standstills += other.standstills
        accidents += other.accidents
        taken += other.taken
        retries += other.retries
        resumed += other.resumed
        faults += other.faults.map { "world \(other.seed): \($0)" }
    }

    var description: String {
        """
        \(worlds) worlds from \(seed): \(slots) slots, \(runs) runs, \(skipped) counted; \(deaths) servers died, \
        \(standstills) stood still, \(accidents) accidents; \(taken) slots taken, \(retries) retries, \(resumed) resumed; \
        \(faults.count) faults
        """
    }
}
