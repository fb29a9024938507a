internal import CLua
internal import CLuaSupport

/// A Swift function that Lua calls directly: it returns, raises or suspends by what it gives back, and never leaves
/// its frame in another way.
public typealias HostFunction = (borrowing HostCall) -> HostResult

/// What a host function asks to be done when no Swift frame is left. Made by the methods of `HostCall`.
public struct HostResult {
    let verdict: moonreel_verdict
    var count: Int32 = 0
    var ticket: Int64 = 0
}

/// One call of a host function: its arguments, and the ways to answer. Valid during the call only.
public struct HostCall: ~Copyable {
    let state: OpaquePointer
    private let exchange: Exchange
    /// How many arguments there are.
    public let count: Int

    init(state: OpaquePointer, count: Int32, exchange: Exchange) {
        self.state = state
        self.exchange = exchange
        self.count = Int(count)
    }

    // Arguments, counted from 1. None is converted: a number in a string is a string.

    /// The argument if it is an integer, or a float with an integer's value.
    public func integer(_ position: Int32) -> Int64? {
        guard lua_type(state, position) == LUA_TNUMBER else { return nil }
        var isInteger: Int32 = 0
        let value = lua_tointegerx(state, position, &isInteger)
        return isInteger == 0 ? nil : value
    }

    /// The argument if it is a number.
    public func number(_ position: Int32) -> Double? {
        lua_type(state, position) == LUA_TNUMBER ? lua_tonumberx(state, position, nil) : nil
    }

    /// The argument if it is a boolean.
    public func boolean(_ position: Int32) -> Bool? {
        lua_type(state, position) == LUA_TBOOLEAN ? lua_toboolean(state, position) != 0 : nil
    }

    /// The argument if it is a string; bytes that are not UTF-8 are replaced.
    public func string(_ position: Int32) -> String? {
        let text = moonreel_string_argument(state, position)
        return text.bytes == nil ? nil : text.string
    }

    /// The argument as JSON, or `nil` when it cannot be said in JSON (a function, a table that contains itself).
    public func json(_ position: Int32) -> [UInt8]? {
        let text = moonreel_json_argument(state, position)
        return text.bytes == nil ? nil : text.array
    }

    // Answers

    public func returning() -> HostResult { HostResult(verdict: MOONREEL_RETURN) }

    public func returning(_ value: Int64) -> HostResult {
        lua_pushinteger(state, value)
        return HostResult(verdict: MOONREEL_RETURN, count: 1)
    }

    public func returning(_ value: Double) -> HostResult {
        lua_pushnumber(state, value)
        return HostResult(verdict: MOONREEL_RETURN, count: 1)
    }

    public func returning(_ value: Bool) -> HostResult {
        lua_pushboolean(state, value ? 1 : 0)
        return HostResult(verdict: MOONREEL_RETURN, count: 1)
    }

    public func returning(_ value: String) -> HostResult {
        value.withText { moonreel_push_string(state, $0) }
        return HostResult(verdict: MOONREEL_RETURN, count: 1)
    }

    /// Returns the document as a Lua value; raises when it is not JSON.
    public func returning(json: [UInt8]) -> HostResult {
        guard json.withText({ moonreel_push_json(state, $0) }) else {
            return raising("a host function answered with something that is not JSON")
        }
        return HostResult(verdict: MOONREEL_RETURN, count: 1)
    }

    /// Raises an error object with this message, placed at the line of the script that called.
    public func raising(_ message: String) -> HostResult {
        message.withText { moonreel_push_error(state, $0) }
        return HostResult(verdict: MOONREEL_RAISE)
    }

    /// Raises an error object with the fields of a JSON object.
    public func raising(fields: [UInt8]) -> HostResult {
        fields.withText { moonreel_push_error(state, $0) }
        return HostResult(verdict: MOONREEL_RAISE)
    }

    /// Sends a message and parks the coroutine; the call returns or raises what the host answers.
    public func suspending(_ name: String, _ document: [UInt8]) -> HostResult {
        // Asked first: what was sent cannot be called back.
        guard moonreel_may_wait(state) else {
            return raising("this call waits and cannot be made where Lua cannot be suspended")
        }
        return HostResult(verdict: MOONREEL_SUSPEND, ticket: exchange.post(name, document))
    }
}

/// Keeps a host function alive as long as Lua can reach it.
final class HostFunctionBox {
    let body: HostFunction
    let exchange: Exchange

    init(_ body: @escaping HostFunction, exchange: Exchange) {
        self.body = body
        self.exchange = exchange
    }

    /// What the trampoline is told to do when the function has returned.
    ///
    /// Not inlined: in a release build Swift 6.3 fails to inline a value that cannot be copied into a closure for C.
    @inline(never)
    func call(
        _ state: OpaquePointer, _ count: Int32, _ results: UnsafeMutablePointer<Int32>,
        _ ticket: UnsafeMutablePointer<Int64>
    ) -> moonreel_verdict {
        let result = body(HostCall(state: state, count: count, exchange: exchange))
        results.pointee = result.count
        ticket.pointee = result.ticket
        return result.verdict
    }
}

/// Where a script's messages pass: numbered, and handed to the driver or, when nobody waits for them, to the host.
final class Exchange {
    private(set) var outbox: [Message] = []
    var receive: ((Message) -> Void)?
    private var lastTicket: Int64 = 0

    func post(_ name: String, _ document: [UInt8], from place: String? = nil) -> Int64 {
        outbox.append(next(name, document, from: place))
        return lastTicket
    }

    func note(_ name: String, _ document: [UInt8]) -> Int64 {
        receive?(next(name, document))
        return lastTicket
    }

    func takeOutbox() -> [Message] {
        defer { outbox.removeAll(keepingCapacity: true) }
        return outbox
    }

    private func next(_ name: String, _ document: [UInt8], from place: String? = nil) -> Message {
        lastTicket += 1
        return Message(ticket: lastTicket, name: name, document: document, place: place)
    }
}
