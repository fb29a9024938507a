import Lua
import REPL
import Testing
import Trakt
import TraktLua

/// A host of a script that asks for nothing.
private struct SilentHost: ScriptHost {
    func answer(_ message: Message) async -> Lua.Answer { .document([]) }
    func receive(_ message: Message) {}
}

/// What a script returns that has the prelude's `host` too.
func value(of script: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> JSONValue {
    let host = try PreludeModule(name: "bare", global: "host", source: Array("local host = ... return host".utf8))
    let interpreter = try Interpreter(
        limits: Limits(time: .seconds(60)), circumstances: Circumstances(now: 1_772_627_696_000, seed: 7),
        prelude: try Prelude.modules.get() + [host])
    interpreter.define("describe") { call in
        guard let description = call.string(1).flatMap(Catalogue.description) else { return call.returning() }
        return call.returning(json: description.encoded)
    }
    interpreter.define("documentation") { call in
        guard let endpoint = call.string(1).flatMap(Catalogue.endpoint) else { return call.returning() }
        return call.returning(EndpointReference(endpoint).text)
    }
    try interpreter.setFacts(Array(#"{"now":1772627696000,"arguments":[],"options":{}}"#.utf8))
    try interpreter.load(Array(script.utf8), chunkName: "@test.lua")
    switch await interpreter.run(for: SilentHost()) {
    case .finished(let document): return try JSONValue(parsing: document)
    case .failed(let error), .stopped(_, let error):
        Issue.record("\(error)", sourceLocation: sourceLocation)
        return .null
    }
}

/// The picture of what a script returns.
func picture(
    of source: String, within bounds: String = "nil", sourceLocation: SourceLocation = #_sourceLocation
) async throws -> LuaValue {
    let script = """
        local inspect = host.load('inspect')
        local function value() \(source) end
        return inspect(value(), \(bounds))
        """
    return LuaValue(wire: try await value(of: script, sourceLocation: sourceLocation))
}

/// What a script's value looks like.
func shown(
    _ source: String, width: Int = 80, height: Int = 40, sourceLocation: SourceLocation = #_sourceLocation
) async throws -> String {
    let value = try await picture(of: source, sourceLocation: sourceLocation)
    let lines = ValuePrinter(width: width, height: height).lines(of: value)
    for line in lines where source.contains("return {") {
        #expect(line.width <= width, "too wide: \(line.text)", sourceLocation: sourceLocation)
    }
    return lines.map(\.text).joined(separator: "\n")
}
