internal import Foundation
internal import Lua
internal import Synchronization
internal import Trakt
internal import TraktLua

/// Finds out what a script says of itself as a rule, without running the rule: only the script's own text runs, and
/// nothing that it asks for reaches Trakt.
struct RuleInspection: Sendable {
    /// What a script's own text may use; it only makes a table.
    private static let limits = Limits(memory: 64 << 20, output: 0, time: .seconds(5))

    /// What the script declares; nil when it is no rule, such as a module that rules require.
    static func declaration(of script: ScriptFile) async throws(ScriptError) -> RuleDeclaration? {
        let host = InspectionHost(modules: ModuleFiles(directory: script.directory))
        var facts = Facts(now: 0)
        facts.inspects = true
        let interpreter: Interpreter
        do { interpreter = try Interpreter.forTrakt(limits: limits, facts: facts, seed: 0) } catch {
            throw ScriptError(kind: "internal", message: "\(error)")
        }
        try interpreter.load(script.source, chunkName: script.chunkName, root: Prelude.root)
        switch await interpreter.run(for: host) {
        case .finished: return host.declaration
        case .failed(let error), .stopped(_, let error): throw error
        }
    }
}

/// Takes what a rule says of itself, and refuses everything else.
private final class InspectionHost: ScriptHost {
    private let modules: ModuleFiles
    private let declared = Mutex<RuleDeclaration?>(nil)

    init(modules: ModuleFiles) {
        self.modules = modules
    }

    var declaration: RuleDeclaration? { declared.withLock { $0 } }

    func receive(_ message: Message) {}

    func answer(_ message: Message) async -> Lua.Answer {
        do { return .document(try document(for: message).encoded) } catch {
            return .failure(ScriptFailure.document(of: error))
        }
    }

    private func document(for message: Message) throws -> JSONValue {
        let request = try JSONValue(parsing: message.document)
        switch message.name {
        case "rule":
            let declaration = try RuleDeclaration(request)
            declared.withLock { $0 = declaration }
            return .null
        case "module": return try modules.document(for: request)
        default: throw RunError.calledBeforeRule(message: message.name)
        }
    }
}
