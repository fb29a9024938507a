import Foundation
import Lua
import Synchronization
import Testing

/// A host whose answers a test writes down beforehand, and that remembers what was printed and asked.
final class ScriptedHost: ScriptHost {
    struct Record {
        var printed: [String] = []
        var asked: [Message] = []
    }

    private let record = Mutex(Record())
    private let respond: @Sendable (Message) async -> Answer

    init(_ respond: @escaping @Sendable (Message) async -> Answer = { .document($0.document) }) {
        self.respond = respond
    }

    var printed: [String] { record.withLock { $0.printed } }
    var asked: [Message] { record.withLock { $0.asked } }

    func answer(_ message: Message) async -> Answer {
        record.withLock { $0.asked.append(message) }
        return await respond(message)
    }

    func receive(_ message: Message) {
        let text = try? JSONDecoder().decode(String.self, from: Data(message.document))
        record.withLock { $0.printed.append(text ?? message.name) }
    }
}

/// A prelude that hands the private functions of `host` to the script, which tests need and scripts never get.
let bareHost: PreludeModule = {
    do {
        return try PreludeModule(name: "host", global: "host", source: Array("local host = ... return host".utf8))
    } catch {
        preconditionFailure("\(error)")
    }
}()

func makeInterpreter(
    limits: Limits = Limits(time: .seconds(20)), prelude: [PreludeModule] = [bareHost], stop: StopSwitch = StopSwitch()
) throws -> Interpreter {
    try Interpreter(
        limits: limits, circumstances: Circumstances(now: 1_763_892_000_000, seed: 7), prelude: prelude, stop: stop)
}

func run(
    _ source: String, limits: Limits = Limits(time: .seconds(20)), for host: ScriptedHost = ScriptedHost(),
    prepare: (Interpreter) -> Void = { _ in }
) async throws -> Outcome {
    let interpreter = try makeInterpreter(limits: limits)
    prepare(interpreter)
    do {
        try interpreter.load(Array(source.utf8), chunkName: "@test.lua")
    } catch {
        return .failed(error)
    }
    return await interpreter.run(for: host)
}

/// What a script returned, as JSON text.
func value(
    of source: String, for host: ScriptedHost = ScriptedHost(), prepare: (Interpreter) -> Void = { _ in },
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> String {
    let outcome = try await run(source, for: host, prepare: prepare)
    switch outcome {
    case .finished(let json): return String(decoding: json, as: UTF8.self)
    case .failed(let error), .stopped(_, let error):
        Issue.record("\(error) \(error.traceback)", sourceLocation: sourceLocation)
        return ""
    }
}

/// The error a script ended with.
func failure(
    of source: String, limits: Limits = Limits(time: .seconds(20)), for host: ScriptedHost = ScriptedHost(),
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> ScriptError {
    let outcome = try await run(source, limits: limits, for: host)
    guard case .failed(let error) = outcome else {
        Issue.record("the script did not fail: \(outcome)", sourceLocation: sourceLocation)
        throw CancellationError()
    }
    return error
}
