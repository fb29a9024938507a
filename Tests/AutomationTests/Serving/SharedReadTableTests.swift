import Simulation
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("The table of shared reads")
struct SharedReadTableTests {
    private let start = ContinuousClock.now

    @Test("has what is asked at once sent once, and answers from it what is asked later")
    func once() throws {
        var table = SharedReadTable(freshness: .seconds(60), mostBytes: 1 << 20)
        #expect(table.ask(.key("a"), 1, at: start) == .send(1))
        #expect(table.ask(.key("a"), 2, at: start) == .wait)
        #expect(table.ask(.key("a", "/other"), 3, at: start) == .send(2))
        #expect(table.ask(.key("b"), 4, at: start) == .send(3))
        #expect(table.end(1, try .body("[1]")) == [1, 2])
        #expect(try table.ask(.key("a"), 5, at: start) == .answer(.body("[1]")))
        #expect(table.end(2, nil) == [3])
        #expect(table.ask(.key("a", "/other"), 6, at: start) == .send(4))
    }

    @Test("answers nothing that is older than it may be, counted from when it was asked")
    func age() throws {
        var table = SharedReadTable(freshness: .seconds(60), mostBytes: 1 << 20)
        _ = table.ask(.key("a"), 1, at: start)
        #expect(table.ask(.key("a"), 2, at: start + .seconds(59)) == .wait)
        #expect(table.ask(.key("a"), 3, at: start + .seconds(60)) == .send(2))
        #expect(table.end(1, try .body("[1]")) == [1, 2])
        #expect(table.end(2, try .body("[2]")) == [3])
        #expect(try table.ask(.key("a"), 4, at: start + .seconds(119)) == .answer(.body("[2]")))
        #expect(table.ask(.key("a"), 5, at: start + .seconds(120)) == .send(3))
    }

    @Test("keeps no more than it may, and goes on keeping when there is room again")
    func room() throws {
        var table = SharedReadTable(freshness: .seconds(60), mostBytes: 5000)
        let large = "[\"" + String(repeating: "x", count: 2000) + "\"]"
        for (flight, path) in ["/1", "/2"].enumerated() {
            #expect(table.ask(.key("a", path), flight, at: start) == .send(flight + 1))
            _ = table.end(flight + 1, try .body(large))
        }
        #expect(try table.ask(.key("a", "/1"), 3, at: start) == .answer(.body(large)))
        #expect(table.ask(.key("a", "/2"), 4, at: start) == .send(3))
        table.beginWrite(of: "a")
        table.endWrite(of: "a", isSettled: true)
        #expect(table.ask(.key("a", "/2"), 5, at: start) == .send(4))
        _ = table.end(4, try .body(large))
        #expect(try table.ask(.key("a", "/2"), 6, at: start) == .answer(.body(large)))
    }

    @Test("knows of the writes under way when it forgets everything else")
    func forgets() throws {
        var table = SharedReadTable(freshness: .seconds(60), mostBytes: 1 << 20)
        _ = table.ask(.key("a"), 1, at: start)
        _ = table.end(1, try .body("[1]"))
        table.beginWrite(of: "b")
        table.forgetAll()
        #expect(table.ask(.key("a"), 2, at: start) == .send(2))
        #expect(table.ask(.key("b"), 3, at: start) == .alone)
        table.endWrite(of: "b", isSettled: true)
        #expect(table.ask(.key("b"), 4, at: start) == .send(3))
    }

    @Test("never shows an account as it was before what its activities tell")
    func activities() throws {
        var table = SharedReadTable(freshness: .seconds(60), mostBytes: 1 << 20)
        _ = table.ask(.key("a"), 1, at: start + .seconds(50))
        _ = table.end(1, try .body("[1]"))
        _ = table.ask(.key("a", "/slow"), 2, at: start + .seconds(60))
        _ = table.ask(.key("b"), 3, at: start + .seconds(60))
        _ = table.end(3, try .body("[3]"))
        let activities = SharedReadTable.Key(
            account: "a", endpoint: Catalogue.sync.lastActivities.id, target: "/sync/last_activities", body: nil)
        #expect(table.ask(activities, 4, at: start + .seconds(65)) == .send(4))
        #expect(table.ask(.key("a"), 5, at: start + .seconds(66)) == .send(5))
        #expect(table.ask(.key("a", "/slow"), 6, at: start + .seconds(66)) == .send(6))
        #expect(try table.ask(.key("b"), 7, at: start + .seconds(66)) == .answer(.body("[3]")))
        // What they tell is shared as any read is.
        #expect(table.ask(activities, 8, at: start + .seconds(67)) == .wait)
        #expect(table.end(2, try .body("[2]")) == [2])
        #expect(table.end(5, try .body("[5]")) == [5])
        #expect(try table.ask(.key("a"), 9, at: start + .seconds(68)) == .answer(.body("[5]")))
    }

    /// Whatever happens in whatever order: a promise about each answer, checked against the history of what happened.
    @Test("never answers with what was asked before a write, in any order of events")
    func orders() throws {
        var shared = 0
        for seed in 0..<500 as Range<UInt64> {
            var history = History(seed: seed)
            for _ in 0..<200 { try history.step() }
            history.finish()
            shared += history.shared
        }
        #expect(shared > 5000)
    }

    /// Events at random, and beside them what is true.
    private struct History {
        let seed: UInt64
        var random: SeededRandom
        var table = SharedReadTable(freshness: .seconds(50), mostBytes: 6000)
        let start = ContinuousClock.now
        var time = 0
        var asked: [Int: (key: SharedReadTable.Key, at: Int)] = [:]
        var flights: [Int: (key: SharedReadTable.Key, at: Int)] = [:]
        var writes: [String] = []
        /// When a write of an account was under way.
        var touched: [String: Set<Int>] = [:]
        var doubtful: Set<String> = []
        var shared = 0

        init(seed: UInt64) {
            self.seed = seed
            random = SeededRandom(seed: seed)
        }

        var now: ContinuousClock.Instant { start + .seconds(time) }

        mutating func step() throws {
            time += 1
            for account in writes { touched[account, default: []].insert(time) }
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<10: try ask()
            case 10..<15: try land()
            case 15..<17: giveUp()
            case 17: beginWrite()
            default: endWrite()
            }
        }

        private mutating func ask() throws {
            let key = SharedReadTable.Key.key(
                ["a", "b"].randomElement(using: &random) ?? "a",
                ["/1", "/2", "/3"].randomElement(using: &random) ?? "/1")
            switch table.ask(key, time, at: now) {
            case .alone: #expect(writes.contains(key.account) || doubtful.contains(key.account))
            case .send(let flight):
                #expect(flights[flight] == nil)
                expectQuiet(key.account, since: time)
                flights[flight] = (key, time)
                asked[time] = (key, time)
            case .wait: asked[time] = (key, time)
            case .answer(let answer): expectGood(answer, for: key, askedAt: time)
            }
        }

        private mutating func land() throws {
            guard let (flight, read) = flights.randomElement(using: &random) else { return }
            flights[flight] = nil
            let fails = Int.random(in: 0..<4, using: &random) == 0
            // The answer tells when it was asked for, and how long it is.
            let body = "[\(read.at)\(String(repeating: " ", count: Int.random(in: 0..<3000, using: &random)))]"
            let answer = fails ? nil : try Answer.body(body)
            for waiter in table.end(flight, answer) {
                let question = asked.removeValue(forKey: waiter)
                #expect(question?.key == read.key)
                if let answer, let question { expectGood(answer, for: read.key, askedAt: question.at) }
            }
        }

        /// - Parameter asked: when the question came that this answers.
        private mutating func expectGood(_ answer: Answer, for key: SharedReadTable.Key, askedAt asked: Int) {
            guard let sent = (try? answer.json())?.array?.first?.integer.map(Int.init) else {
                Issue.record("no answer of this test")
                return
            }
            #expect(asked - sent < 50)
            expectQuiet(key.account, since: sent, until: asked)
            if sent < asked { shared += 1 }
        }

        private func expectQuiet(_ account: String, since sent: Int, until asked: Int? = nil) {
            // A write that began after the question does not count.
            let touches = touched[account, default: []].filter { (sent...(asked ?? time)).contains($0) }
            #expect(touches.isEmpty, "seed \(seed), sent at \(sent)")
        }

        private mutating func giveUp() {
            guard let waiter = asked.keys.sorted().randomElement(using: &random) else { return }
            asked[waiter] = nil
            guard let flight = table.giveUp(waiter) else { return }
            flights[flight] = nil
        }

        private mutating func beginWrite() {
            let account = ["a", "b"].randomElement(using: &random) ?? "a"
            writes.append(account)
            touched[account, default: []].insert(time)
            table.beginWrite(of: account)
        }

        private mutating func endWrite() {
            guard let index = writes.indices.randomElement(using: &random) else { return }
            let account = writes.remove(at: index)
            let isSettled = Int.random(in: 0..<200, using: &random) > 0
            if !isSettled { doubtful.insert(account) }
            table.endWrite(of: account, isSettled: isSettled)
        }

        /// Everybody who still waits gets an answer.
        mutating func finish() {
            for flight in flights.keys { for waiter in table.end(flight, nil) { asked[waiter] = nil } }
            #expect(asked.isEmpty)
        }
    }
}

extension SharedReadTable.Key {
    fileprivate static func key(_ account: String, _ path: String = "/sync/watchlist") -> Self {
        Self(account: account, endpoint: "sync.watchlist.get", target: path, body: nil)
    }
}

extension Answer {
    /// A list of things, as the watchlist is one.
    static func body(_ text: String) throws -> Answer {
        try Answer(
            of: RecordedRun.call("sync.watchlist.get", [], [:]),
            TransportResponse(status: 200, body: Array(text.utf8)))
    }
}
