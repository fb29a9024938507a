import Lua
import TestSupport
import Trakt

@testable import Automation

/// Makes messages up: what the program's own Lua says, and what it would never say.
struct MessageMaker {
    var mischief: Mischief
    private var ticket: Int64 = 0
    /// Cursors of readings under way, which a script hands back.
    private var cursors: [(name: String, cursor: JSONValue)] = []

    init(_ seed: UInt64) { mischief = Mischief(chance: SeededChance(seed)) }

    private static let surfaces = Surface.allCases.map(\.rawValue)

    mutating func below(_ bound: Int) -> Int { mischief.chance.below(bound) }

    mutating func one<Element>(of elements: [Element]) -> Element { mischief.chance.one(of: elements) }

    mutating func message(_ name: String, _ document: [UInt8]) -> Message {
        ticket += 1
        let place = below(3) == 0 ? "test.lua:\(ticket)" : nil
        return Message(ticket: ticket, name: name, document: document, place: place)
    }

    /// As it is, with another value in it, or with other bytes.
    mutating func message(_ name: String, _ value: JSONValue) -> Message {
        switch below(10) {
        case 0...3: message(name, value.encoded)
        case 4...7: message(name, mischief.disturbed(value).encoded)
        case 8: message(name, mischief.value().encoded)
        default: message(name, mischief.broken(value.encoded))
        }
    }

    mutating func question() -> Message {
        switch below(40) {
        case 0...19: call(one(of: Catalogue.all))
        case 20...23: call(one(of: Catalogue.all.filter(\.isWrite)))
        case 24, 25: message("rule", rule())
        case 26, 27: store()
        case 28...30: notice()
        case 31...34: web()
        case 35: message("module", ["name": .string(moduleName())])
        case 36: message("signed_in", [:])
        case 37: call(one(of: Catalogue.all.filter { $0.host == .auth }))
        default: message(unknownName(), mischief.value())
        }
    }

    /// What a rule says that may change these parts of the account.
    mutating func declaration(_ writes: [String]) -> Message {
        message("rule", JSONValue.object(["writes": .array(writes.map { .string($0) })]).encoded)
    }

    mutating func writes() -> [String] {
        below(3) == 0 ? [] : (0..<below(5)).map { _ in one(of: Self.surfaces) }
    }

    mutating func note() -> Message {
        if below(3) == 0 { return message("print", .string(mischief.text())) }
        let level = one(of: ["debug", "info", "warning", "error", "fatal", ""])
        let document: JSONValue = [
            "level": .string(level), "message": .string(mischief.text()),
            "fields": .object([mischief.text(): mischief.value(), "rule": "other"]),
        ]
        return message(one(of: ["log", "print", "rule", ""]), document)
    }

    // MARK: Calls

    private mutating func call(_ endpoint: Endpoint) -> Message {
        let name = "trakt." + endpoint.id
        var arguments = endpoint.example.positional
        if !endpoint.example.named.isEmpty { arguments.append(.object(endpoint.example.named)) }
        if below(8) == 0 {
            let named = one(of: endpoint.argumentNames + ["page", "limit", "extended"])
            arguments.append(.object([named: mischief.value()]))
        }
        var document: [String: JSONValue] = ["arguments": .array(arguments)]
        switch below(8) {
        case 0: document["walk"] = .boolean(true)
        case 1: document["walk"] = cursor(of: endpoint)
        case 2: document["walk"] = mischief.disturbed(cursor(of: endpoint))
        default: break
        }
        return message(name, .object(document))
    }

    /// How far a reading has come that was never begun.
    private mutating func cursor(of endpoint: Endpoint) -> JSONValue {
        func number(_ maker: inout MessageMaker) -> JSONValue {
            maker.below(12) > 0 ? .integer(Int64(maker.below(5))) : maker.one(of: Mischief.numbers)
        }
        let next: JSONValue =
            below(4) == 0
            ? ["complete": .boolean(below(2) == 0)] : ["page": number(&self), "limit": number(&self)]
        return [
            "endpoint": .string(endpoint.id), "limit": number(&self), "itemsSeen": number(&self), "next": next,
            "isPaged": .boolean(below(2) == 0), "countsItems": .boolean(below(2) == 0), "firstPage": number(&self),
            "page": number(&self), "itemCount": number(&self), "hasMoved": .boolean(below(2) == 0),
        ]
    }

    // MARK: What is no call

    mutating func rule() -> JSONValue {
        var members: [String: JSONValue] = [
            "name": "Nightly", "account": "sandbox", "removes": ["most": one(of: Mischief.numbers)],
            "writes": .array(writes().map { .string($0) }), "on_change": ["episodes.watched_at"],
            "schedule": schedule(),
        ]
        for name in members.keys.sorted() where below(3) == 0 { members[name] = nil }
        return .object(members)
    }

    mutating func schedule() -> JSONValue {
        let texts = ["every 5m", "0 3 * * 1-5", "daily at 18:30", "@hourly", "every day at 3am"]
        if below(2) == 0 { return .string(one(of: texts)) }
        let spans: [JSONValue] = [
            "10m", "1h30m", "99999999h", "0s", "-1s", .integer(.max), .integer(.min), 1e308,
            .number(.leastNonzeroMagnitude),
        ]
        var members: [String: JSONValue] = [
            "every": one(of: spans), "at": "18:30", "cron": "*/5 * * * *", "zone": one(of: ["UTC", "Europe/Berlin"]),
            "jitter": one(of: spans), "timeout": one(of: spans), "catchup": ["all": one(of: Mischief.numbers)],
            "overlap": "skip", "retry": ["times": one(of: Mischief.numbers), "after": one(of: spans)],
        ]
        for name in members.keys.sorted() where below(2) == 0 { members[name] = nil }
        return .object(members)
    }

    private mutating func store() -> Message {
        if below(3) == 0 { return message("store.open", [:]) }
        let changes = (0..<below(4)).map { _ -> JSONValue in
            below(3) == 0 ? [.string(mischief.text())] : [.string(mischief.text()), mischief.value()]
        }
        return message("store.keep", ["changes": .array(changes)])
    }

    private mutating func notice() -> Message {
        message(
            "notify",
            [
                "message": .string(mischief.text()), "title": .string(mischief.text()),
                "priority": .string(one(of: ["low", "normal", "high", "urgent", "shrill"])),
                "link": .string(one(of: ["https://example.org/x", "javascript:alert(1)", "http://", "https://a b"])),
                "to": one(of: [["phone"], ["mail", "phone"], ["nobody"], [], "phone"]),
            ])
    }

    private mutating func web() -> Message {
        let document: JSONValue = [
            "url": .string(FakeWeb.address(&mischief.chance)),
            "headers": ["X-Key": .string(mischief.text()), one(of: ["Host", "x", "Accept", ""]): "1"],
            "body": .string(mischief.text()),
        ]
        return message(one(of: ["http.get", "http.post"]), document)
    }

    private mutating func moduleName() -> String {
        one(of: ["lists", "lists.by_year", "../secret", "/etc/passwd", "a..b", "", ".", mischief.text()])
    }

    private mutating func unknownName() -> String {
        one(of: [
            "", "trakt", "trakt.", "trakt.sync", "trakt.sync.history", "TRAKT.search.text", "trakt.search.text ",
            "trakt.sync.history.add\0", "trakt.nothing.at.all", "order", "http", "http.put", "store", "store.drop",
            "exit", mischief.text(),
        ])
    }

    // MARK: Ends

    /// How a guest says that it ended: anything.
    mutating func outcome() -> Outcome {
        let error: JSONValue = [
            "kind": .string(one(of: ["crashed", "not_found", mischief.text()])), "message": .string(mischief.text()),
            "where": .string(mischief.text()), "traceback": .string(mischief.text()),
        ]
        let bytes = message("", error).document
        switch below(5) {
        case 0: return .failed(ScriptError(document: bytes))
        case 1: return .stopped(one(of: [.cancelled, .deadline, .memory]), ScriptError(document: bytes))
        case 2: return .finished(mischief.broken(error.encoded))
        default: return .finished(mischief.value().encoded)
        }
    }
}
