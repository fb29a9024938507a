import Synchronization

/// A Trakt in memory, without its socket: takes calls, gives answers.
///
/// All state lies behind one lock; every call is answered as a whole before the next one.
final class Sandbox: Sendable {
    /// An answer and the way it is sent.
    struct Reply: Sendable {
        var answer: Answer
        var delivery = Delivery.whole
        var delayMilliseconds = 0
    }

    let gate: Gate
    private let table = RouteTable.trakt
    let isRateLimited: Bool
    private let start: @Sendable () throws -> SandboxState
    let realNow: @Sendable () -> Timestamp
    let contents: Mutex<Contents>

    /// `start` makes the state for every reset, and at the beginning unless one was kept; `realNow` is the time outside.
    init(
        gate: Gate, isRateLimited: Bool, realNow: @escaping @Sendable () -> Timestamp, kept: SandboxState? = nil,
        start: @escaping @Sendable () throws -> SandboxState
    ) throws {
        self.gate = gate
        self.isRateLimited = isRateLimited
        self.realNow = realNow
        self.start = start
        let state = try kept ?? start()
        contents = Mutex(Contents(state: state))
    }

    /// Everything back to the beginning: state, clock, faults, log.
    func reset() throws {
        let state = try start()
        contents.withLock { contents in
            let revision = contents.revision + 1
            contents = Contents(state: state)
            contents.revision = revision
        }
    }

    var now: Timestamp { contents.withLock { $0.state.clock.now(real: realNow()) } }

    func setClock(_ moment: Timestamp) {
        change { $0.clock.set(to: moment, real: realNow()) }
    }

    /// Everything, at the sandbox's now.
    var state: SandboxState { settled.state }

    /// The same, and the number of its revision.
    var settled: (state: SandboxState, revision: Int) {
        contents.withLock { contents in
            contents.state.now = contents.state.clock.now(real: realNow())
            contents.settle()
            return (contents.state, contents.revision)
        }
    }

    /// Changes the state from outside the API, at the sandbox's now.
    func change<Result, Failure: Error>(
        _ body: (inout SandboxState) throws(Failure) -> Result
    ) throws(Failure) -> Result where Result: Sendable {
        try contents.withLock { contents throws(Failure) in
            contents.state.now = contents.state.clock.now(real: realNow())
            contents.revision += 1
            return try body(&contents.state)
        }
    }

    /// Answers a call of the API.
    func reply(to sent: Call) -> Reply {
        // A read without its body.
        var call = sent
        if call.method == "HEAD" { call.method = "GET" }
        return contents.withLock { contents in
            contents.state.now = contents.state.clock.now(real: realNow())
            contents.settle()
            contents.requestNumber += 1
            if call.method != "GET" { contents.revision += 1 }
            call.isAboutAnotherUser = isAboutAnotherUser(call, contents.state)
            let strike = contents.faults.strike(call)
            var outcome = Outcome(objections: RequestLog.quietObjections(to: call))
            let answer = answer(call, &contents, treatment(of: call, strike, contents), &outcome)
            var reply = Reply(answer: answer)
            if let fault = strike?.fault { spoil(&reply, by: fault, for: call, contents.state.now) }
            contents.log.add(
                sent, user: outcome.user, status: reply.delivery == .nothing ? nil : reply.answer.status,
                fault: strike?.fault.kind.rawValue, objections: outcome.objections, at: contents.state.now)
            reply.answer.sign(number: contents.requestNumber)
            reply.answer.headers += gate.app.originHeaders(for: call)
            return reply
        }
    }

    /// Whether a call reads what somebody else than its sender keeps; profiles tell their name to everybody.
    private func isAboutAnotherUser(_ call: Call, _ state: SandboxState) -> Bool {
        guard call.method == "GET", case .found(let route, let parameters) = table.match(call.method, call.segments),
            route.pattern.hasPrefix("/users/{id}/"), let id = parameters["id"], id != "me"
        else { return false }
        let caller = (try? gate.user(of: call, in: state)).flatMap(state.accountIndex)
        return caller == nil || state.accountIndex(id) != caller
    }

    private struct Outcome {
        var user: String?
        var objections: [String]
    }

    private func answer(
        _ call: Call, _ contents: inout Contents, _ treatment: Treatment, _ outcome: inout Outcome
    ) -> Answer {
        // It did not get as far as to be refused.
        if case .nothing = treatment { return Answer(0) }
        do {
            return try checkedAnswer(call, &contents, treatment, &outcome)
        } catch let refusal as Refusal {
            if !outcome.objections.contains(refusal.reason) { outcome.objections.append(refusal.reason) }
            return refusal.answer
        } catch {
            outcome.objections.append("\(error)")
            return Answer(500)
        }
    }

    private func checkedAnswer(
        _ call: Call, _ contents: inout Contents, _ treatment: Treatment, _ outcome: inout Outcome
    ) throws -> Answer {
        // Browsers ask without a key and without an account.
        if call.method == "OPTIONS" { return try options(call) }
        let refusals = gate.refusals(of: call)
        outcome.objections += refusals.map(\.reason)
        if let first = refusals.first { throw first }
        let (route, parameters) = try route(for: call)
        var call = call
        call.parameters = parameters
        if route.token != .ignored { outcome.user = try gate.user(of: call, in: contents.state) }
        call.user = outcome.user.flatMap(contents.state.accountIndex)
        if route.token == .required, call.user == nil { throw Refusal.unauthorized }
        if isRateLimited, !call.isForSigningIn,
            let refusal = contents.rates.admit(call, user: outcome.user, now: realNow())
        {
            throw refusal
        }
        if call.method != "GET" { call.json = try call.document(orArray: route.takesArrays) }
        call.app = gate.app
        call.receivedAt = realNow()
        return try run(route, call, &contents, treatment)
    }

    private func options(_ call: Call) throws(Refusal) -> Answer {
        let methods = table.methods(call.segments)
        guard !methods.isEmpty else { throw Refusal(404, "no such path") }
        return gate.app.optionsAnswer(to: call, methods: methods)
    }

    private func route(for call: Call) throws(Refusal) -> (Route, [String: String]) {
        switch table.match(call.method, call.segments) {
        case .found(let route, let parameters): return (route, parameters)
        case .wrongMethod(let allowed):
            throw Refusal(
                405, "no \(call.method) at this path",
                headers: [("Allow", Set(allowed).sorted().joined(separator: ", "))])
        case .unknown: throw Refusal(404, "no such path")
        }
    }

    private func run(
        _ route: Route, _ call: Call, _ contents: inout Contents, _ treatment: Treatment
    ) throws -> Answer {
        switch treatment {
        case .look(let accounts):
            var former = contents.state
            former.accounts = accounts
            return try route.handler(call, &former)
        case .later(let milliseconds):
            let due = Timestamp(milliseconds: contents.state.now.milliseconds + milliseconds)
            contents.late.add(call, route, dueAt: due)
            return Answer(0)
        case .carryOutHalf(let batch):
            var half = call
            half.json = batch.firstHalf
            return try contents.change(half, route)
        case .carryOut, .nothing:
            guard call.method != "GET" else { return try route.handler(call, &contents.state) }
            return try contents.change(call, route)
        }
    }
}

extension Answer {
    /// What tells Trakt's own answers from Cloudflare's.
    fileprivate mutating func sign(number: Int) {
        guard !headers.contains(where: { $0.name == "server" }) else { return }
        let digits = String(number, radix: 16)
        let id = String(repeating: "0", count: max(0, 32 - digits.count)) + digits
        headers.append(("x-request-id", id))
        headers.append(("x-runtime", "0.001"))
    }
}

extension RouteTable {
    /// All routes of the API.
    static let trakt = RouteTable(
        [
            CalendarRoutes.routes, SearchRoutes.routes, SyncRoutes.routes, SyncUpdateRoutes.routes,
            PersonalListRoutes.routes, SmartListRoutes.routes, UserRoutes.routes, SettingsRoutes.routes,
            SyncedServiceRoutes.routes, PlexRoutes.routes, YounifyRoutes.routes, LeaderboardRoutes.routes,
            ReviewRoutes.routes, MovieRoutes.routes, ShowRoutes.routes,
            ShowProgressRoutes.routes, SeasonRoutes.routes, TitleSocialRoutes.routes, WatchNowRoutes.routes,
            RefreshRoutes.routes, PeopleRoutes.routes, SmallListRoutes.routes, PlaybackRoutes.routes,
            ProgressRoutes.routes, ScrobbleRoutes.routes, RecommendationRoutes.routes, ChartRoutes.media,
            CommentRoutes.routes, ReactionRoutes.routes, LikeRoutes.routes, NoteRoutes.routes, FollowRoutes.routes,
            SocialActivityRoutes.routes, CheckinRoutes.routes, WatchingRoutes.routes, ReportRoutes.routes,
            SavedFilterRoutes.routes, TokenRoutes.routes, DeviceRoutes.routes, AuthorizeRoutes.routes,
        ].flatMap(\.self))
}
