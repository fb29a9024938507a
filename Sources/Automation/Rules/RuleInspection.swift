internal import Foundation
internal import Lua
internal import Synchronization
internal import Trakt
internal import TraktLua

/// What a script says of itself as a rule, found out without running the rule: only the script's own text runs, and nothing
/// that it asks for reaches Trakt.
struct RuleInspection: Sendable {
    /// A module that the text asked for, as it was just before.
    struct Module: Sendable, Hashable {
        let path: String
        /// Nil where it was not there.
        let version: FileVersion?

        /// Whether it is another one now.
        var isChanged: Bool { FileVersion(of: path) != version }
    }

    /// What a script's own text may use; it only makes a table.
    private static let limits = Limits(memory: 64 << 20, output: 0, time: .seconds(5))

    /// What the script declares; nil when it is no rule, such as a module that rules require.
    let declaration: Result<RuleDeclaration?, ScriptError>
    /// What else decides about that.
    let modules: Set<Module>

    init(of script: ScriptFile, by runner: any ScriptRunner) async {
        let host = InspectionHost(modules: ModuleFiles(directory: script.directory))
        let problem = await Self.problem(of: script, by: runner, for: host)
        declaration = problem.map(Result.failure) ?? .success(host.declaration)
        modules = host.modules
    }

    /// Runs a script's own text; answers why that failed.
    private static func problem(
        of script: ScriptFile, by runner: any ScriptRunner, for host: InspectionHost
    ) async -> ScriptError? {
        var facts = Facts(now: 0)
        facts.inspects = true
        let work = ScriptWork(
            source: script.source, chunkName: script.chunkName, limits: limits, facts: facts, seed: 0)
        switch await runner.run(work, for: host, stop: StopSwitch()).outcome {
        case .finished: return nil
        case .failed(let error), .stopped(_, let error): return error
        }
    }
}

/// Takes what a rule says of itself, and refuses everything else.
private final class InspectionHost: ScriptHost {
    private let files: ModuleFiles
    private let declared = Mutex<RuleDeclaration?>(nil)
    private let asked = Mutex<Set<RuleInspection.Module>>([])

    init(modules: ModuleFiles) {
        files = modules
    }

    var modules: Set<RuleInspection.Module> { asked.withLock { $0 } }
    var declaration: RuleDeclaration? { declared.withLock { $0 } }

    func receive(_ message: Message) {}

    func answer(_ message: Message) async -> Lua.Answer {
        do { return .document(try document(for: message).encoded) } catch {
            return .failure(ScriptFailure.document(of: error))
        }
    }

    private func document(for message: Message) throws -> JSONValue {
        if MessageWeight.isTooMuch(message.document) { throw RunError.tooManyValues("what is asked for") }
        let request = try JSONValue(parsing: message.document)
        switch message.name {
        case "rule":
            let declaration = try RuleDeclaration(request)
            try declared.withLock { declared throws(RunError) in
                guard declared == nil else { throw .declaredAgain }
                declared = declaration
            }
            return .null
        case "module":
            // Looked at before it is read: what changes in between is read again.
            let module = files.path(for: request).map { RuleInspection.Module(path: $0, version: FileVersion(of: $0)) }
            defer { if let module, files.hasRoom { asked.withLock { _ = $0.insert(module) } } }
            return try files.document(for: request)
        default: throw RunError.calledBeforeRule(message: message.name)
        }
    }
}
