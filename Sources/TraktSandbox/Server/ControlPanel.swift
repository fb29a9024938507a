import Synchronization

/// The sandbox's own calls below `/_sandbox`, which need no headers.
struct ControlPanel: Sendable {
    let sandbox: Sandbox
    let info: SandboxInfo

    func answer(_ call: Call) -> Answer {
        do {
            return try checkedAnswer(call)
        } catch let refusal as Refusal {
            return Answer(refusal.answer.status, .json(["error": .string(refusal.reason)]))
        } catch {
            return Answer(500, .json(["error": .string("\(error)")]))
        }
    }

    private func checkedAnswer(_ call: Call) throws -> Answer {
        let body = call.body.isEmpty ? JSONValue.object(JSONObject()) : try parsed(call.body)
        if let answer = try signInAnswer(call, body) { return answer }
        switch (call.method, call.segments.dropFirst().first ?? "") {
        case ("GET", "info"):
            var info = info
            info.now = sandbox.now.description
            return .ok(info.json)
        case ("GET", "clock"): return .ok(clock)
        case ("PUT", "clock"):
            guard let moment = body["now"]?.string.flatMap({ Timestamp($0) }) else {
                throw Refusal(422, "now is missing or not a date such as 2014-09-01T09:10:11.000Z")
            }
            sandbox.setClock(moment)
            return .ok(clock)
        case ("GET", "faults"):
            return .ok(.array(sandbox.contents.withLock { $0.faults.faults.map(\.json) }))
        case ("POST", "faults"):
            return .created(try sandbox.contents.withLock { try $0.faults.add(body).json })
        case ("DELETE", "faults"):
            sandbox.contents.withLock { $0.faults.clear() }
            return .noContent
        case ("GET", "requests"):
            return .ok(.array(sandbox.contents.withLock { $0.log.entries.map(\.json) }))
        case ("DELETE", "requests"):
            sandbox.contents.withLock { $0.log.clear() }
            return .noContent
        case ("GET", "state"):
            return .ok(try JSONValue(parsing: Array(sandbox.state.snapshot())))
        case ("POST", "reset"):
            try sandbox.reset()
            return .noContent
        default: throw Refusal(404, "the sandbox has info, clock, faults, requests, sign-ins, state and reset")
        }
    }

    private var clock: JSONValue { ["now": .date(sandbox.now)] }

    private func parsed(_ bytes: [UInt8]) throws(Refusal) -> JSONValue {
        do { return try JSONValue(parsing: bytes) } catch { throw Refusal(400, "the body is not JSON: \(error)") }
    }
}
