import Automation
import Foundation
import Journal
import Scheduling
import Simulation
import TestSupport
import Testing

@Suite("Dispatcher: what runs when")
struct DispatcherTests {
    private func slots(_ orders: [Order]) -> [String] {
        orders.map { $0.occasion?.slot?.formatted(.iso8601) ?? "-" }
    }

    @Test("A rule runs once for each of its times")
    func eachSlot() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m")
        let orders = desk.serve(3600)
        #expect(
            slots(orders) == [
                "2026-03-04T12:10:00Z", "2026-03-04T12:20:00Z", "2026-03-04T12:30:00Z", "2026-03-04T12:40:00Z",
                "2026-03-04T12:50:00Z", "2026-03-04T13:00:00Z",
            ])
        #expect(orders.allSatisfy { $0.occasion == .slot($0.occasion?.slot ?? .now, missed: 0) })
    }

    @Test("What was missed while nobody served is one run, which is told how many there were")
    func catchesUp() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m", decided: -3600)
        desk.pass(0)
        let orders = desk.started()
        #expect(slots(orders) == ["2026-03-04T12:00:00Z"])
        #expect(orders.first?.occasion == .slot(desk.now, missed: 5))
    }

    @Test("A rule that catches up with nothing runs at its next time, and what it missed is told")
    func catchesUpWithNothing() throws {
        var desk = try Desk(at: "2026-03-04T12:30:00Z")
        try desk.add("a", .table(["every": "1h", "catchup": "none"]), decided: -6300)
        desk.pass(0)
        #expect(
            desk.actions.contains {
                guard case .skip("a", _, 2, .missed) = $0 else { return false }
                return true
            })
        #expect(desk.started().isEmpty)
        #expect(slots(desk.serve(3600)) == ["2026-03-04T13:00:00Z"])
    }

    @Test("A rule that still runs is not begun again; the time is skipped and counted")
    func skips() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m")
        let first = desk.firstTime()
        #expect(first.count == 1)
        desk.pass(600)
        #expect(
            desk.actions.contains(
                .skip(rule: "a", upTo: desk.now, count: 1, why: .overlap)))
        #expect(desk.started().isEmpty)
        _ = desk.end(first[0])
        desk.pass(600)
        #expect(slots(desk.started()) == ["2026-03-04T12:30:00Z"])
    }

    @Test("A rule that queues runs for each time, one after the other")
    func queues() throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "10m", "overlap": "queue"]))
        let first = desk.firstTime()
        desk.pass(600)
        desk.pass(600)
        #expect(desk.started().isEmpty)
        _ = desk.end(first[0])
        let second = desk.started()
        #expect(slots(second) == ["2026-03-04T12:20:00Z"])
        _ = desk.end(second[0])
        #expect(slots(desk.started()) == ["2026-03-04T12:30:00Z"])
    }

    @Test("A rule that restarts asks the run under way to end, and then runs for the newest time")
    func restarts() throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "10m", "overlap": "restart"]))
        let first = desk.firstTime()
        desk.pass(600)
        #expect(desk.actions == [.end(first[0])])
        desk.pass(600)
        #expect(desk.started().isEmpty)
        // That it ended early is no failure to be tried again.
        #expect(desk.end(first[0], .failed(RunID(1), attempt: 1)) == nil)
        #expect(slots(desk.started()) == ["2026-03-04T12:30:00Z"])
    }

    @Test("A rule that runs beside itself does so four times at most, and the others wait for their turn")
    func parallel() throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "10m", "overlap": "parallel"]), writes: false)
        var begun = desk.firstTime()
        for _ in 0..<5 {
            desk.pass(600)
            begun += desk.started()
        }
        #expect(begun.count == 4)
        _ = desk.end(begun[0])
        #expect(slots(desk.started()) == ["2026-03-04T12:50:00Z"])
        _ = desk.end(begun[1])
        #expect(slots(desk.started()) == ["2026-03-04T13:00:00Z"])
    }

    @Test("What somebody asks of a rule that has its four runs waits, but for no run that a pause has dropped")
    func parallelRequest() throws {
        var settings = Dispatcher.Settings()
        settings.mostRuns = 2
        var desk = try Desk(settings)
        try desk.add("a", .table(["every": "10m", "overlap": "parallel"]), writes: false)
        try desk.add("b", "every 24h", writes: false)
        var begun = desk.firstTime()
        desk.actions += desk.dispatcher.request(1, of: "b")
        begun += desk.started()
        for _ in 0..<3 { desk.pass(600) }
        desk.actions += desk.dispatcher.request(2, of: "a")
        #expect(begun.map(\.rule) == ["a", "b"] && desk.started() == [])
        desk.actions += desk.dispatcher.pause("a")
        _ = desk.end(begun[1])
        #expect(desk.started().map(\.requests) == [[2]])
    }

    @Test("A run that is to be tried again beside four others, where too many wait, is given up aloud")
    func parallelRetry() throws {
        var settings = Dispatcher.Settings()
        settings.mostWaiting = 0
        var desk = try Desk(settings)
        try desk.add("a", .table(["every": "10m", "overlap": "parallel"]), writes: false)
        var begun = desk.firstTime()
        for _ in 0..<3 {
            desk.pass(600)
            begun += desk.started()
        }
        let retry = desk.end(begun[0], .failed(RunID(1), attempt: 1))
        let retryAt = try #require(retry)
        desk.actions += desk.dispatcher.request(1, of: "a")
        desk.pass(retryAt.timeIntervalSince(desk.now) + 1)
        #expect(desk.actions.contains(.givenUp(rule: "a")))
    }

    @Test("Of the rules of one account that write, one runs at a time; those that only read run beside them")
    func oneWriter() throws {
        var desk = try Desk()
        try desk.add("w1", "every 10m")
        try desk.add("w2", "every 10m")
        try desk.add("r", "every 10m", writes: false)
        try desk.add("other", "every 10m", account: "you")
        let begun = desk.firstTime()
        #expect(Set(begun.compactMap(\.rule)).isSuperset(of: ["r", "other"]))
        #expect(begun.count { $0.account == "me" && $0.isWriter } == 1)
        let writer = try #require(begun.first { $0.account == "me" && $0.isWriter })
        _ = desk.end(writer)
        #expect(desk.started().count == 1)
    }

    @Test("Accounts take turns, however many rules one of them has")
    func fair() throws {
        var settings = Dispatcher.Settings()
        settings.mostRuns = 1
        var desk = try Desk(settings)
        for number in 0..<10 { try desk.add("a\(number)", "every 10m", account: "busy") }
        try desk.add("z", "every 10m", account: "calm")
        var order = desk.firstTime()
        var accounts: [String] = []
        while let next = order.first {
            accounts.append(next.account)
            _ = desk.end(next)
            order = desk.started()
        }
        #expect(accounts.count == 11)
        #expect(accounts.prefix(2).contains("calm"))
    }

    @Test("Of two rules the one with the higher priority runs first")
    func priority() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m")
        try desk.add("b", .table(["every": "10m", "priority": .number(5)]))
        #expect(desk.firstTime().map(\.rule) == ["b"])
    }

    @Test("A run that failed is tried again, three times in all, each time later")
    func retries() throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "24h", "jitter": .number(0)]))
        _ = desk.serve(12 * 3600 - 1)
        desk.pass(1)
        let begunOrder = desk.started()
        var order = try #require(begunOrder.first)
        for attempt in 1...2 {
            let next = desk.end(order, .failed(RunID(7), attempt: attempt))
            let retryAt = try #require(next)
            #expect(retryAt > desk.now)
            desk.pass(retryAt.timeIntervalSince(desk.now))
            let again = desk.started()
            order = try #require(again.first)
            guard case .retry(RunID(7), attempt + 1, _)? = order.occasion else {
                Issue.record("\(order) is no further attempt")
                return
            }
        }
        #expect(desk.end(order, .failed(RunID(7), attempt: 3)) == nil)
    }

    @Test("A rule that is paused does not run; resumed it goes on from now, and catches up with nothing")
    func pauses() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m")
        #expect(desk.dispatcher.pause("a").isEmpty)
        #expect(desk.serve(7200).isEmpty)
        desk.dispatcher.resume("a", now: desk.now)
        #expect(slots(desk.serve(600)) == ["2026-03-04T14:10:00Z"])
    }

    @Test("A rule runs when one of its keys has moved, and only then; one poll serves every rule of an account")
    func changes() throws {
        var desk = try Desk()
        for name in ["a", "b"] {
            try desk.add(name, onChange: ["episodes.watched_at"], seen: ["episodes.watched_at": "1"])
        }
        try desk.add("c", onChange: ["watchlist.updated_at"], seen: ["watchlist.updated_at": "1"])
        _ = desk.serve(0)
        desk.pass(300)
        #expect(desk.actions.count { if case .poll = $0 { true } else { false } } == 1)
        _ = desk.started()
        let values = ["episodes.watched_at": "1", "watchlist.updated_at": "1"]
        #expect(desk.dispatcher.observed(values, of: "me", now: desk.now).isEmpty)
        desk.actions = desk.dispatcher.observed(
            values.merging(["watchlist.updated_at": "2"]) { $1 }, of: "me", now: desk.now)
        let orders = desk.started()
        #expect(orders.map(\.rule) == ["c"])
        #expect(orders.first?.occasion == .change(desk.now, keys: ["watchlist.updated_at": "2"]))
    }

    @Test("What moves while the rule runs is found by the next poll")
    func changesWhileRunning() throws {
        var desk = try Desk()
        try desk.add("a", onChange: ["lists.updated_at"], seen: ["lists.updated_at": "1"])
        _ = desk.serve(0)
        desk.actions = desk.dispatcher.observed(["lists.updated_at": "2"], of: "me", now: desk.now)
        let begunFirst = desk.started()
        let first = try #require(begunFirst.first)
        #expect(desk.dispatcher.observed(["lists.updated_at": "3"], of: "me", now: desk.now).isEmpty)
        _ = desk.end(first)
        desk.actions = desk.dispatcher.observed(["lists.updated_at": "3"], of: "me", now: desk.now)
        #expect(desk.started().count == 1)
    }

    @Test("Of a rule that is new it is remembered how its keys are, and it does not run for that")
    func remembers() throws {
        var desk = try Desk()
        try desk.add("a", onChange: ["lists.updated_at"])
        #expect(
            desk.dispatcher.observed(["lists.updated_at": "1"], of: "me", now: desk.now)
                == [.remember(rule: "a", keys: ["lists.updated_at": "1"])])
    }

    @Test("An account without rules for changes is never asked")
    func noPoll() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m")
        desk.pass(86_400)
        #expect(!desk.actions.contains { if case .poll = $0 { true } else { false } })
    }

    @Test("A rule whose turn has not come when its next time has is run once, for the later one")
    func late() throws {
        var desk = try Desk()
        try desk.add("long", .table(["every": "1h", "priority": .number(1), "jitter": .number(0)]))
        try desk.add("a", "every 10m")
        _ = desk.serve(3599)
        desk.pass(1)
        let begunLong = desk.started()
        let long = try #require(begunLong.first)
        #expect(long.rule == "long")
        desk.pass(600)
        desk.pass(600)
        #expect(desk.started().isEmpty)
        _ = desk.end(long)
        let orders = desk.started()
        #expect(orders.first?.occasion == .slot(desk.now, missed: 2))
    }

    @Test("A clock that was ahead for a year and is set back does not keep a rule from running")
    func clockSetBack() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m")
        desk.pass(365 * 86_400)
        for order in desk.started() { _ = desk.end(order) }
        desk.pass(-365 * 86_400)
        #expect(slots(desk.serve(600)) == ["2026-03-04T12:10:00Z"])
    }

    @Test("A rule that is gone runs no more, also where its turn had not come")
    func removed() throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "10m", "priority": .number(1)]))
        try desk.add("b", "every 10m")
        let begunA = desk.firstTime()
        let a = try #require(begunA.first)
        desk.dispatcher.remove("b")
        _ = desk.end(a)
        #expect(desk.started().isEmpty)
        desk.pass(600)
        #expect(desk.started().map(\.rule) == ["a"])
    }

    @Test("A rule that catches up with all has a run for each time, one after the other, whatever its overlap")
    func catchesUpWithAll() throws {
        for overlap in ["skip", "queue", "restart"] as [ScheduleValue] {
            var desk = try Desk()
            let catchup = ScheduleValue.table(["all": .number(3)])
            try desk.add("a", .table(["every": "10m", "catchup": catchup, "overlap": overlap]), decided: -3600)
            desk.pass(0)
            var orders: [Order] = []
            var begun = desk.started()
            while let order = begun.first {
                orders.append(order)
                _ = desk.end(order)
                begun = desk.started()
            }
            #expect(slots(orders) == ["2026-03-04T11:40:00Z", "2026-03-04T11:50:00Z", "2026-03-04T12:00:00Z"])
            #expect(orders.first?.occasion == .slot(desk.now - 1200, missed: 3))
        }
    }

    @Test("What comes due while a rule catches up is its last run's, and counted")
    func dueWhileCatchingUp() throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "10m", "catchup": "all"]), decided: -1200)
        desk.pass(0)
        let first = desk.started()
        desk.pass(600)
        #expect(desk.actions.isEmpty)
        _ = desk.end(first[0])
        #expect(desk.started().map(\.occasion) == [.slot(desk.now, missed: 1)])
    }

    @Test("A time whose run was to take another's place, and which a newer one took over, is counted")
    func restartsCounted() throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "10m", "overlap": "restart"]))
        let first = desk.firstTime()
        desk.pass(600)
        desk.pass(600)
        _ = desk.started()
        _ = desk.end(first[0])
        #expect(desk.started().map(\.occasion) == [.slot(desk.now, missed: 1)])
    }

    @Test("Where too many runs wait, the newest stands for what comes due besides")
    func tooManyWait() throws {
        var settings = Dispatcher.Settings()
        settings.mostWaiting = 1
        var desk = try Desk(settings)
        try desk.add("a", .table(["every": "10m", "overlap": "queue"]))
        let first = desk.firstTime()
        for _ in 0..<3 { desk.pass(600) }
        _ = desk.end(first[0])
        #expect(desk.started().map(\.occasion) == [.slot(desk.now, missed: 2)])
    }

    @Test("What is missed while an earlier time waits for its turn is counted only with or after that one")
    func missedWhileWaiting() throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "10m", "overlap": "queue", "catchup": "none"]))
        let first = desk.firstTime()
        desk.pass(600)
        desk.pass(800)
        #expect(desk.actions.isEmpty)
        _ = desk.end(first[0])
        #expect(slots(desk.started()) == ["2026-03-04T12:20:00Z"])
        desk.pass(400)
        #expect(desk.actions.isEmpty)
    }

    @Test("A rule that is paused before its turn has come leaves the time out, and counts it")
    func pausedWhileWaiting() throws {
        var desk = try Desk()
        try desk.add("long", .table(["every": "10m", "priority": .number(1)]))
        try desk.add("a", "every 10m")
        #expect(desk.firstTime().map(\.rule) == ["long"])
        #expect(desk.dispatcher.pause("a") == [.skip(rule: "a", upTo: desk.now, count: 1, why: .paused)])
    }

    @Test("What somebody asked for is run once, also where it is told twice and the rule is paused before its turn")
    func requestsStand() throws {
        var desk = try Desk()
        try desk.add("long", .table(["every": "10m", "priority": .number(1)]))
        try desk.add("a", "every 10m")
        let begunLong = desk.firstTime()
        let long = try #require(begunLong.first)
        for _ in 1...2 { #expect(desk.dispatcher.request(7, of: "a").isEmpty) }
        #expect(desk.dispatcher.pause("a") == [.skip(rule: "a", upTo: desk.now, count: 1, why: .paused)])
        _ = desk.end(long)
        let begunAsked = desk.started()
        let asked = try #require(begunAsked.first)
        #expect(begunAsked.count == 1 && asked.requests == [7] && asked.occasion == .request)
        #expect(desk.dispatcher.request(7, of: "a").isEmpty)
        _ = desk.end(asked)
        #expect(desk.started().isEmpty)
    }

    @Test("A time that comes while what somebody asked for waits for its turn is run together with that")
    func requestsBesideSlot() throws {
        var desk = try Desk()
        try desk.add("long", "every 24h", decided: -86_400)
        try desk.add("a", "every 10m")
        desk.pass(0)
        let begunLong = desk.started()
        let long = try #require(begunLong.first)
        #expect(desk.dispatcher.request(7, of: "a").isEmpty)
        desk.pass(600)
        _ = desk.end(long)
        let orders = desk.started()
        #expect(orders.map(\.occasion) == [.slot(desk.now, missed: 0)] && orders.map(\.requests) == [[7]])
    }

    @Test("Who waits for another attempt, or for what an account is owed, waits no longer when the clock is set back")
    func clockSetBackBeforeRetry() throws {
        var desk = try Desk()
        desk.pass(365 * 86_400)
        try desk.add("a", "every 10m")
        _ = desk.serve(599)
        desk.pass(1)
        let begun = desk.started()
        let order = try #require(begun.first)
        let end = desk.end(order, .failed(RunID(7), attempt: 1))
        let retryAt = try #require(end)
        desk.pass(-365 * 86_400)
        #expect(desk.actions.contains(.moveBack(rule: "a", to: desk.now)))
        #expect(desk.actions.contains { if case .start(let order) = $0 { order.task == .upkeep } else { false } })
        _ = desk.started()
        desk.pass(max(0, retryAt.timeIntervalSince(order.occasion?.slot ?? retryAt)))
        #expect(desk.started().contains { if case .retry(RunID(7), 2, _)? = $0.occasion { true } else { false } })
    }

    @Test("A rule whose file was gone for a moment is not begun beside its run that goes on")
    func goneForAMoment() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m", writes: false)
        #expect(desk.firstTime().count == 1)
        desk.dispatcher.remove("a")
        try desk.add("a", "every 10m", writes: false)
        desk.pass(600)
        #expect(desk.started().isEmpty)
    }

    @Test("Rules of one account that name no time begin together, a little later than those of another")
    func spread() throws {
        var desk = try Desk(at: "2026-03-04T12:59:00Z")
        let slot = desk.now + 60
        for name in ["a", "b"] { try desk.add(name, "every 1h", writes: false) }
        try desk.add("c", "every 1h", account: "you", writes: false)
        var begun: [String: Date] = [:]
        while let deadline = desk.dispatcher.deadline, begun.count < 3 {
            desk.pass(max(0, deadline.timeIntervalSince(desk.now)))
            for order in desk.started() { begun[order.rule ?? ""] = desk.now }
        }
        #expect(begun["a"] == begun["b"] && begun["a"] != begun["c"])
        #expect(begun.values.allSatisfy { $0 > slot && $0 <= slot + 60 })
    }

    @Test("Another schedule in the file holds from then on")
    func changed() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m")
        _ = desk.serve(660)
        try desk.add("a", "every 1h")
        #expect(slots(desk.serve(7200)) == ["2026-03-04T13:00:00Z", "2026-03-04T14:00:00Z"])
        // By the former schedule there was nothing to decide for so long.
        try desk.add("a", "every 1d")
        desk.pass(7200)
        try desk.add("a", "every 10m")
        desk.pass(0)
        #expect(desk.started().isEmpty)
    }
}
