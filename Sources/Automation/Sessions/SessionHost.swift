internal import Lua
internal import Trakt

/// What a session's script reaches: the desk that has its orders, and for all else the gate.
struct SessionHost: ScriptHost {
    let gate: Gate
    let desk: OrderDesk
    let calls: BreakableCalls

    func answer(_ message: Message) async -> Lua.Answer {
        switch message.name {
        case "order":
            let report = (try? JSONValue(parsing: message.document)) ?? .null
            return .document(await desk.next(after: report).encoded)
        case "interruption":
            await calls.broken()
            return .document(JSONValue.null.encoded)
        default: return await calls.make { await gate.answer(message) }
        }
    }

    func receive(_ message: Message) { gate.receive(message) }

    func awaitsAnswer() { gate.awaitsAnswer() }
}
