import CBaselines
import Lua

/// One script, run by this project and by a plain Lua; it calls `mark()` where the measured part begins and ends.
///
/// What is measured is the processor's time, so that a busy machine hardly matters; a script that waits, and goes on in
/// another thread, calls `mark(true)` for the time that passed.
struct Script: Sendable {
    let source: String
    /// The global `document`.
    var document: [UInt8]?

    /// Nanoseconds between the marks in a fresh interpreter of ours.
    func nanoseconds(of host: some ScriptHost = Echo()) async throws -> Double {
        let interpreter = try Interpreter(circumstances: .standard, prelude: [privateFunctions])
        let marks = Marks()
        interpreter.define("mark", global: true) { call in
            marks.times.append(call.boolean(1) == true ? plain_now() : plain_processor_now())
            return call.returning()
        }
        interpreter.define("nothing", global: true) { $0.returning() }
        interpreter.define("add", global: true) { call in
            guard let a = call.integer(1), let b = call.integer(2) else { return call.raising("two integers expected") }
            return call.returning(a &+ b)
        }
        interpreter.define("wait", global: true) { $0.suspending("wait", null) }
        if let document {
            interpreter.define("text", global: true) { $0.returning(String(decoding: document, as: UTF8.self)) }
        }
        let prefix = document == nil ? "" : "local document = text() "
        try interpreter.load(Array((prefix + source).utf8), chunkName: "=benchmark")
        switch await interpreter.run(for: host) {
        case .finished: break
        case .failed(let error), .stopped(_, let error): throw error
        }
        guard marks.times.count == 2 else { throw Unavailable("the script did not mark its beginning and its end") }
        return Double(marks.times[1] - marks.times[0])
    }

    /// The same in `luaL_newstate` with all libraries.
    func plainNanoseconds() throws -> Double {
        var message = [CChar](repeating: 0, count: 500)
        let elapsed = (document ?? []).withUnsafeBytes { bytes in
            let start = document == nil ? nil : bytes.bindMemory(to: CChar.self).baseAddress
            return plain_run(source, start, bytes.count, &message, message.count)
        }
        guard elapsed >= 0 else {
            throw Unavailable(String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        return Double(elapsed)
    }
}

extension Comparison {
    /// The same script here and there; `count` is how often it does what is measured.
    init(
        _ name: String, _ unit: Unit, script: String, plain: String? = nil, count: Int, aim: Aim? = nil, _ what: String
    ) {
        let scale = unit.nanoseconds * Double(count)
        self.init(
            name: name, unit: unit, aim: aim, baseline: what,
            measure: { try await Script(source: script).nanoseconds() / scale },
            measureBaseline: { try Script(source: plain ?? script).plainNanoseconds() / scale })
    }
}

extension Unit {
    /// How many nanoseconds one is; 1 for what is not a time.
    var nanoseconds: Double {
        switch self {
        case .microseconds: 1e3
        case .milliseconds: 1e6
        default: 1
        }
    }
}

extension Circumstances {
    static let standard = Circumstances(now: 1_763_892_000_000, seed: 7)
}

let null = Array("null".utf8)

/// Answers at once.
struct Echo: ScriptHost {
    func answer(_ message: Message) async -> Answer { .document(message.document) }
    func receive(_ message: Message) {}
}

/// Where a script's marks are kept. One task has it at a time, and looks at it when the script has ended.
private final class Marks {
    var times: [Int64] = []
}

/// Shows the script the private functions of `host`, which only the prelude has otherwise.
private let privateFunctions: PreludeModule = {
    do {
        return try PreludeModule(name: "host", global: "host", source: Array("return (...)".utf8))
    } catch {
        preconditionFailure("\(error)")
    }
}()
