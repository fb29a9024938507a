internal import Foundation
internal import Lua
internal import Synchronization
internal import Trakt
internal import TraktLua

/// The one gate: whatever a script does to the world passes through here, as a message, and nothing else sends.
final class Gate: ScriptHost {
    /// What passed.
    struct Traffic: Sendable, Hashable {
        var reads = 0
        /// Writes that were answered.
        var writes = 0
        /// Writes that may have been carried out although nobody said so.
        var unsettledWrites = 0
        var rule: RuleDeclaration?
        /// The kinds of errors that calls met at Trakt, or on the way there.
        var refusals: Set<String> = []
    }

    private let client: Client
    private let auth: AuthCalls
    private let modules: ModuleFiles
    private let today: Day
    private let print: @Sendable (String) -> Void
    private let passed = Mutex(Traffic())

    init(
        client: Client, accounts: (any AccountHost)?, directory: String, today: Day,
        print: @escaping @Sendable (String) -> Void
    ) {
        self.client = client
        auth = AuthCalls(host: accounts)
        modules = ModuleFiles(directory: directory)
        self.today = today
        self.print = print
    }

    var traffic: Traffic { passed.withLock { $0 } }

    func receive(_ message: Message) {
        guard message.name == "print", let line = try? JSONValue(parsing: message.document).string else { return }
        print(line)
    }

    func answer(_ message: Message) async -> Lua.Answer {
        do {
            return .document(try await document(for: message))
        } catch let error as CallError {
            return .failure(error.asJSON.encoded)
        } catch let error as TraktError {
            if !error.isOfThisMachine { passed.withLock { _ = $0.refusals.insert(error.kind) } }
            return .failure(error.asJSON.encoded)
        } catch let error as RunError {
            return .failure(error.asJSON.encoded)
        } catch let error as AuthError {
            return .failure(error.asJSON.encoded)
        } catch {
            return .failure(JSONValue.object(["message": .string("\(error)")]).encoded)
        }
    }

    private func document(for message: Message) async throws -> [UInt8] {
        if TraktMessage.isOne(message) { return try await call(TraktMessage(message)) }
        let request = try JSONValue(parsing: message.document)
        switch message.name {
        case "signed_in": return JSONValue.object(["signed_in": .boolean(await isSignedIn)]).encoded
        case "module": return try modules.document(for: request).encoded
        case "rule":
            let rule = try RuleDeclaration(request)
            passed.withLock { $0.rule = rule }
            return JSONValue.null.encoded
        default: throw RunError.unknownMessage(message.name)
        }
    }

    private func call(_ message: TraktMessage) async throws -> [UInt8] {
        try checkAllowed(message.endpoint)
        if AuthCalls.areFor(message.endpoint) {
            let body = try await auth.answer(message.endpoint, message.arguments)
            return JSONValue.object(["status": 200, "body": body]).encoded
        }
        var call = try message.endpoint.call(message.arguments, today: today)
        var walk: PageWalk? =
            switch message.walk {
            case nil: nil
            case .first?: PageWalk(of: call, pageSize: client.configuration.pageSize)
            case .next(let walk)?: walk
            }
        if let page = walk?.call(call) { call = page }
        let answer = try await counted(call)
        _ = walk?.received(answer.page)
        return TraktReply.document(answer, walk: walk)
    }

    private var isSignedIn: Bool {
        get async { (try? await client.configuration.tokens.accessToken()) != nil }
    }

    private func counted(_ call: Call) async throws -> Trakt.Answer {
        guard call.isWrite else {
            passed.withLock { $0.reads += 1 }
            return try await client.send(call)
        }
        do {
            let answer = try await client.send(call)
            passed.withLock { $0.writes += 1 }
            return answer
        } catch {
            if error.mayHaveHappened { passed.withLock { $0.unsettledWrites += 1 } }
            throw error
        }
    }

    private func checkAllowed(_ endpoint: Endpoint) throws(RunError) {
        guard endpoint.isWrite, let writes = passed.withLock({ $0.rule?.writes }) else { return }
        let surface = Surface(changedBy: endpoint)
        if let surface, writes.contains(surface) { return }
        throw .notAllowed(endpoint: endpoint.id, surface: surface?.rawValue ?? "something no surface stands for")
    }
}
