internal import Foundation
internal import Journal
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
        /// The first write that was asked for while nobody had said what rule it is.
        var writeWithoutRule: String?
        /// The kinds of errors that calls met at Trakt, or on the way there.
        var refusals: Set<String> = []
        /// What the rule's store is to keep when the run has finished.
        var store: RuleStoreChanges?
        /// How often the script wanted something told, also in an earlier attempt.
        var noticeCount = 0
        /// What the script wanted told, whether or not it is.
        var notices: [NoticeDesk.Wish] = []
        /// Why the journal could not be written, which ends the run.
        var journalProblem: StoreError?
    }

    /// What a gate stands on.
    struct Foundations: Sendable {
        let carrier: any Carrier
        let recording: any Recording
        let auth: AuthCalls
        let modules: ModuleFiles
        /// Items a page of a reading.
        let pageSize: Int
        let tokens: any TokenProvider
        /// The day that calls without one are about.
        let today: @Sendable () -> Day
        /// Asks the run to end where it asks for something.
        var ending: EndRequest?
        /// The rule that the script has to be; nil where it may be any, or none.
        var rule: RuleBond?
        let table: RuleTable
        let notices: NoticeDesk
        let web: WebDesk
        /// One for each run.
        var room = AnswerRoom()
        /// Runs the script.
        var runner: any ScriptRunner = InProcess()
        /// Told when a script has said what rule it is.
        var declared: @Sendable (RuleDeclaration) async throws -> Void = { _ in }

        /// The day of a clock that stands still.
        static func day(of now: Date) -> @Sendable () -> Day { { Day(at: now) } }
    }

    private let foundations: Foundations
    private let print: @Sendable (LogLine) -> Void
    private let passed = Mutex(Traffic())
    private let questions = Mutex(Questions())
    private let order = AnswerOrder()

    init(_ foundations: Foundations, print: @escaping @Sendable (LogLine) -> Void) {
        self.foundations = foundations
        self.print = print
    }

    var traffic: Traffic { passed.withLock { $0 } }

    func receive(_ message: Message) {
        if MessageWeight.isTooMuch(message.document) {
            return print(LogLine(.warning, "a line of the script was dropped: it has too many values in it", [:]))
        }
        guard let document = try? JSONValue(parsing: message.document) else { return }
        switch message.name {
        case "print", "log": if let line = LogLine(document) { print(line) }
        default: break
        }
    }

    func answer(_ message: Message) async -> Lua.Answer {
        if MessageWeight.isTooMuch(message.document) {
            return await told {
                try await order.wait(as: .immediate)
                throw RunError.tooManyValues("what is asked for")
            }
        }
        // What a rule says of itself holds for every attempt and every replay anew.
        if message.name == "rule" { return await told { try await declare(message) } }
        if foundations.ending?.complies() == true { return failure(CancellationError()) }
        let question = numbered(message)
        noteWrite(question)
        let isNoticeTooMany = countNotice(question)
        do {
            // Also what an earlier attempt was answered: it is kept when the run has finished, by whichever attempt.
            if message.name == "store.keep" { try await noteStore(message) }
            if let known = try await foundations.recording.answer(to: question) {
                try await order.wait(as: .recorded(known.order))
                note(known.answer)
                return known.answer
            }
            try await foundations.room.enter()
            // It may have waited for that while the run was asked to end.
            if foundations.ending?.complies() == true {
                foundations.room.answered(bytes: 0)
                throw CancellationError()
            }
            let answer = await told {
                if isNoticeTooMany { throw RunError.tooManyNotices(most: foundations.notices.most ?? 0) }
                return try await document(for: question)
            }
            foundations.room.answered(bytes: answer.bytes.count)
            defer { foundations.room.leave(bytes: answer.bytes.count) }
            // One after the other from here to the script, so that they are kept in the order in which it gets them.
            try await order.wait(as: .fresh)
            do { try await foundations.recording.keep(answer, to: question) } catch {
                // What the call met is a better story than why that could not be kept.
                guard case .failure = answer else { throw error }
                _ = failure(error)
            }
            return answer
        } catch {
            return failure(error)
        }
    }

    func awaitsAnswer() { order.open() }

    private func numbered(_ message: Message) -> Question {
        let subject = subject(of: message)
        return questions.withLock { $0.next(message, subject: subject, at: Date()) }
    }

    private func subject(of message: Message) -> Question.Subject {
        guard TraktMessage.isOne(message) else { return .other }
        do {
            let asked = try TraktMessage(message)
            try checkAllowed(asked.endpoint)
            if AuthCalls.areFor(asked.endpoint) { return .auth(asked.endpoint, asked.arguments) }
            var call = try asked.endpoint.call(asked.arguments, today: foundations.today())
            let walk: PageWalk? =
                switch asked.walk {
                case nil: nil
                case .first?: PageWalk(of: call, pageSize: foundations.pageSize)
                case .next(let walk)?: walk
                }
            if let page = walk?.call(call) { call = page }
            return .call(call, walk: walk)
        } catch {
            return .invalid(error)
        }
    }

    // MARK: Answering

    private func told(_ body: () async throws -> [UInt8]) async -> Lua.Answer {
        do { return .document(try await body()) } catch { return failure(error) }
    }

    private func document(for question: Question) async throws -> [UInt8] {
        switch question.subject {
        case .invalid(let error): throw error
        case .auth(let endpoint, let arguments):
            let body = try await foundations.auth.answer(endpoint, arguments)
            return JSONValue.object(["status": 200, "body": body]).encoded
        case .call(let call, var walk):
            let answer = try await counted(call, question.asking(call))
            _ = walk?.received(answer.page)
            return TraktReply.document(answer, walk: walk)
        case .other where question.message.name == "notify": return try await notify(question)
        case .other where question.message.name == "http.get": return try await ask(.get, question)
        case .other where question.message.name == "http.post": return try await ask(.post, question)
        case .other: return try await document(forOther: question.message)
        }
    }

    private func document(forOther message: Message) async throws -> [UInt8] {
        let request = try JSONValue(parsing: message.document)
        switch message.name {
        case "signed_in": return JSONValue.object(["signed_in": .boolean(await isSignedIn)]).encoded
        case "store.open": return try await foundations.table.document(for: traffic.rule).encoded
        case "store.keep": return JSONValue.null.encoded
        case "module": return try foundations.modules.document(for: request).encoded
        default: throw RunError.unknownMessage(message.name)
        }
    }

    private func declare(_ message: Message) async throws -> [UInt8] {
        let rule = try RuleDeclaration(JSONValue(parsing: message.document))
        try foundations.rule?.check(rule)
        try passed.withLock { passed throws(RunError) in
            // A script that turns out to be a rule has kept to none of its limits until now.
            if let endpoint = passed.writeWithoutRule { throw .wroteBeforeRule(endpoint: endpoint) }
            guard passed.rule == nil else { throw .declaredAgain }
            passed.rule = rule
        }
        try await foundations.declared(rule)
        try await order.wait(as: .immediate)
        return JSONValue.null.encoded
    }

    private var isSignedIn: Bool {
        get async { (try? await foundations.tokens.accessToken()) != nil }
    }

    private func counted(_ call: Call, _ asking: Asking) async throws -> Trakt.Answer {
        guard call.isWrite else {
            passed.withLock { $0.reads += 1 }
            return try await foundations.carrier.carry(call, asking)
        }
        do {
            let answer = try await foundations.carrier.carry(call, asking)
            passed.withLock { $0.writes += 1 }
            return answer
        } catch {
            if error.mayHaveHappened { passed.withLock { $0.unsettledWrites += 1 } }
            throw error
        }
    }

    /// Also what an earlier attempt asked for: each has to end the same way.
    private func noteWrite(_ question: Question) {
        guard let endpoint = question.subject.endpoint, endpoint.isWrite else { return }
        passed.withLock { passed in
            if passed.rule == nil, passed.writeWithoutRule == nil { passed.writeWithoutRule = endpoint.id }
        }
    }

    /// Counts a notice that is asked for. Answers whether it is one too many, which it is in each attempt or in none.
    private func countNotice(_ question: Question) -> Bool {
        guard question.message.name == "notify", let most = foundations.notices.most else { return false }
        return passed.withLock { passed in
            passed.noticeCount += 1
            return passed.noticeCount > most
        }
    }

    private func notify(_ question: Question) async throws -> [UInt8] {
        let wish = try foundations.notices.wish(JSONValue(parsing: question.message.document))
        let document = try await foundations.notices.document(for: wish, question.key)
        passed.withLock { $0.notices.append(wish) }
        return document.encoded
    }

    private func ask(_ method: Endpoint.Method, _ question: Question) async throws -> [UInt8] {
        let request = try WebRequest(method, JSONValue(parsing: question.message.document))
        let recording = foundations.recording
        return try await foundations.web.document(for: request, wasSent: recording.wasIntended(question)) {
            try await recording.intend(question)
        }.encoded
    }

    private func noteStore(_ message: Message) async throws {
        let changes = try await foundations.table.changes(JSONValue(parsing: message.document), by: traffic.rule)
        passed.withLock { $0.store = changes }
    }

    private func checkAllowed(_ endpoint: Endpoint) throws(RunError) {
        guard endpoint.isWrite else { return }
        let rule = passed.withLock(\.rule)
        if rule == nil, foundations.rule != nil { throw .writeBeforeRule(endpoint: endpoint.id) }
        guard let writes = rule?.writes else { return }
        let surface = Surface(changedBy: endpoint)
        if let surface, writes.contains(surface) { return }
        throw .notAllowed(endpoint: endpoint.id, surface: surface?.rawValue ?? "something no surface stands for")
    }

    // MARK: Failing

    private func failure(_ error: any Error) -> Lua.Answer {
        if let error = error as? TraktError, !error.isOfThisMachine {
            passed.withLock { _ = $0.refusals.insert(error.kind) }
        }
        if let problem = error as? StoreError ?? (error as? EffectError)?.journalProblem {
            passed.withLock { $0.journalProblem = problem }
        }
        return .failure(ScriptFailure.document(of: error))
    }

    /// An error that an earlier attempt met at Trakt counts as one of this attempt.
    private func note(_ answer: Lua.Answer) {
        guard case .failure(let bytes) = answer, let document = try? JSONValue(parsing: bytes),
            document["endpoint"] != nil, document["status"] != nil, let kind = document["kind"]?.string
        else { return }
        passed.withLock { _ = $0.refusals.insert(kind) }
    }
}

extension Lua.Answer {
    fileprivate var bytes: [UInt8] {
        switch self {
        case .document(let bytes), .failure(let bytes): bytes
        }
    }
}
