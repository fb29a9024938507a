import Journal
import Scheduling
import Testing

@testable import Automation

@Suite("Dispatcher: runs that wait with their last write")
struct HoldingOrdersTests {
    // What changes a desk cannot stand in an expectation.
    private func hold(_ order: Order, _ desk: inout Desk) -> Bool { desk.hold(order) }
    private func started(_ desk: inout Desk) -> [Order] { desk.started() }
    private func rules(_ orders: [Order]) -> [String] { orders.compactMap(\.rule) }

    @Test("let the next writer of their moment begin, one after the other, and nobody else of their account")
    func next() throws {
        var desk = try Desk()
        for name in ["a", "b", "c"] { try desk.add(name, "every 10m") }
        try desk.add("other", "every 10m", account: "you")
        let first = desk.firstTime()
        #expect(rules(first) == ["a", "other"])
        #expect(desk.dispatcher.hasActiveWriter(of: "me"))
        #expect(hold(first[0], &desk))
        let second = desk.started()
        #expect(rules(second) == ["b"])
        #expect(desk.dispatcher.hasActiveWriter(of: "me"))
        _ = desk.end(second[0])
        let third = desk.started()
        #expect(rules(third) == ["c"])
        _ = desk.end(third[0])
        #expect(started(&desk).isEmpty)
        #expect(!desk.dispatcher.hasActiveWriter(of: "me"), "only one that waits")
    }

    @Test("keep writers of another moment, and runs that are tried again, from beginning until they are over")
    func others() throws {
        var desk = try Desk()
        try desk.add("a", "every 10m")
        try desk.add("b", "every 10m")
        let first = desk.firstTime()
        desk.actions += desk.dispatcher.request(1, of: "b")
        try desk.add("late")
        desk.actions += desk.dispatcher.request(2, of: "late")
        #expect(hold(first[0], &desk))
        let second = desk.started()
        #expect(rules(second) == ["b"])
        #expect(hold(second[0], &desk))
        #expect(started(&desk).isEmpty && !desk.dispatcher.hasActiveWriter(of: "me"))
        _ = desk.end(second[0])
        #expect(started(&desk).isEmpty, "the first is under way still")
        _ = desk.end(first[0])
        #expect(started(&desk).count == 1)
    }

    @Test("do not let another run of their own rule begin, which begins with what they have kept")
    func parallel() throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "1m", "overlap": "parallel", "catchup": "all"]), decided: -180)
        desk.pass(0)
        let first = desk.started()
        #expect(first.count == 1)
        #expect(hold(first[0], &desk))
        #expect(started(&desk).isEmpty)
        _ = desk.end(first[0])
        #expect(started(&desk).count == 1)
    }

    @Test(
        "are as good as over to the next time of their rule, whatever it does where they overlap",
        arguments: ["skip", "restart", "queue"])
    func overlap(_ overlap: String) throws {
        var desk = try Desk()
        try desk.add("a", .table(["every": "10m", "overlap": .text(overlap)]))
        try desk.add("b", "every 1h")
        let first = desk.firstTime()
        desk.actions += desk.dispatcher.request(1, of: "b")
        #expect(first.map(\.rule) == ["a"])
        #expect(hold(first[0], &desk))
        desk.pass(600)
        #expect(!desk.actions.contains { if case .end = $0 { true } else if case .skip = $0 { true } else { false } })
        #expect(started(&desk).isEmpty, "of another moment")
        _ = desk.end(first[0])
        #expect(rules(started(&desk)).count == 1)
        let more = desk.dispatcher.running
        for order in more { _ = desk.end(order) }
        #expect((more + started(&desk)).compactMap(\.rule).contains("a"), "it has its turn")
    }

    @Test("are none where writes are made apart, where nothing begins any more, and where there is no place for more")
    func none() throws {
        var apart = Dispatcher.Settings()
        apart.mergesWrites = false
        var desk = try Desk(apart)
        for name in ["a", "b"] { try desk.add(name, "every 10m") }
        let order = try #require(desk.firstTime().first)
        #expect(!hold(order, &desk))
        #expect(started(&desk).isEmpty)
        var small = Dispatcher.Settings()
        small.mostRuns = 1
        desk = try Desk(small)
        for name in ["a", "b"] { try desk.add(name, "every 10m") }
        let only = try #require(desk.firstTime().first)
        #expect(hold(only, &desk))
        #expect(started(&desk).isEmpty && !desk.dispatcher.hasActiveWriter(of: "me"))
        desk = try Desk()
        for name in ["a", "b"] { try desk.add(name, "every 10m") }
        let last = try #require(desk.firstTime().first)
        desk.dispatcher.close()
        #expect(!hold(last, &desk))
    }
}
