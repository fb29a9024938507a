import Foundation
import Journal
import Scheduling
import Simulation
import Testing

@testable import Automation

/// A dispatcher and the time at which it is told things.
struct Desk {
    var dispatcher: Dispatcher
    var now: Date
    var random = SeededRandom(seed: 1)
    /// What is to be done and was not looked at.
    var actions: [Dispatcher.Action] = []

    init(_ settings: Dispatcher.Settings = Dispatcher.Settings(), at text: String = "2026-03-04T12:00:00Z") throws {
        dispatcher = Dispatcher(settings)
        now = try #require(try? Date.ISO8601FormatStyle().parse(text))
    }

    mutating func add(
        _ name: String, _ schedule: ScheduleValue? = nil, account: String = "me", writes: Bool = true,
        onChange: [String] = [], decided: TimeInterval = 0, seen: [String: String] = [:]
    ) throws {
        let rule = Dispatcher.Rule(
            name: name, account: account, isWriter: writes,
            timing: try schedule.map { try ScheduleDeclaration($0, zone: .utc) } ?? ScheduleDeclaration(),
            onChange: onChange)
        dispatcher.set(rule, decided: now.addingTimeInterval(decided), seen: seen, now: now)
    }

    /// Lets time pass, and takes what is due from minute to minute.
    mutating func pass(_ seconds: TimeInterval) {
        now += seconds
        actions += dispatcher.advance(to: now)
        keepUp()
    }

    /// The orders that began since somebody asked, upkeep left out.
    mutating func started() -> [Order] {
        defer { actions = [] }
        return actions.compactMap { action in
            guard case .start(let order) = action, order.rule != nil else { return nil }
            return order
        }
    }

    /// Lets rules come to their first time after the beginning; answers what began then.
    mutating func firstTime() -> [Order] {
        _ = serve(0)
        pass(600)
        return started()
    }

    mutating func end(_ order: Order, _ ending: Dispatcher.Ending = .done) -> Date? {
        let (actions, retryAt) = dispatcher.ended(order, ending, now: now, using: &random)
        self.actions += actions
        keepUp()
        return retryAt
    }

    /// Has a run wait with its last write; false where it is not to.
    mutating func hold(_ order: Order) -> Bool {
        guard let actions = dispatcher.hold(order) else { return false }
        self.actions += actions
        return true
    }

    /// Ends what an account is owed, so that its rules have their turn.
    private mutating func keepUp() {
        while let order = dispatcher.running.first(where: { $0.task == .upkeep }) {
            actions += dispatcher.ended(order, .done, now: now, using: &random).actions
        }
    }

    /// Runs what is due, each at once, until some time has passed; answers what began.
    mutating func serve(_ seconds: TimeInterval) -> [Order] {
        let end = now + seconds
        var all: [Order] = []
        while let deadline = dispatcher.deadline, deadline <= end {
            pass(max(0, deadline.timeIntervalSince(now)))
            var begun = started()
            while !begun.isEmpty {
                all += begun
                for order in begun { _ = self.end(order) }
                begun = started()
            }
        }
        pass(end.timeIntervalSince(now))
        return all
    }
}

extension ScheduleValue: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = .text(text) }
}
