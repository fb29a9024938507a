import Synchronization

/// A Trakt in memory, without its socket: takes calls, gives answers.
///
/// All state lies behind one lock; every call is answered as a whole before the next one.
final class Sandbox: Sendable {
    /// What happens on the connection.
    enum Delivery: Sendable {
        case whole
        /// Close without a byte.
        case nothing
        /// Announce the whole body, send half of it, close.
        case halfBody
    }

    /// An answer and the way it is sent.
    struct Reply: Sendable {
        var answer: Answer
        var delivery = Delivery.whole
        var delayMilliseconds = 0
    }

    struct Contents: Sendable {
        var state: SandboxState
        /// The accounts as they were before the last change, for stale reads.
        var former: [Account]
        var faults = FaultBook()
        var log = RequestLog()
        var rates = RateLimits()
        var requestNumber = 0
        /// Moves whenever the state may have changed.
        var revision = 0

        /// Lets the clock's moves take effect before a call sees the state.
        fileprivate mutating func settle() {
            guard state.isDue else { return }
            former = state.accounts
            state.settle()
            revision += 1
        }
    }

    let gate: Gate
    private let table = RouteTable.trakt
    private let isRateLimited: Bool
    private let start: @Sendable () throws -> SandboxState
    private let realNow: @Sendable () -> Timestamp
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
        contents = Mutex(Contents(state: state, former: state.accounts))
    }

    /// Everything back to the beginning: state, clock, faults, log.
    func reset() throws {
        let state = try start()
        contents.withLock { contents in
            let revision = contents.revision + 1
            contents = Contents(state: state, former: state.accounts)
            contents.revision = revision
        }
    }

    var now: Timestamp { contents.withLock { $0.state.clock.now(real: realNow()) } }

    func setClock(_ moment: Timestamp) {
        change { $0.clock.set(to: moment, real: realNow()) }
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
            let fault = contents.faults.strike(call)
            var outcome = Outcome(objections: RequestLog.quietObjections(to: call))
            var reply: Reply
            if let fault, let replacement = fault.replacement(for: call, now: realNow()) {
                reply = Reply(answer: replacement)
            } else if fault?.kind == .cutBeforeHeaders {
                reply = Reply(answer: Answer(0), delivery: .nothing)
            } else {
                reply = Reply(answer: answer(call, &contents, stale: fault?.kind == .staleList, &outcome))
            }
            reply.delayMilliseconds = fault?.delayMilliseconds ?? 0
            switch fault?.kind {
            case .applyThenCut: reply.delivery = .nothing
            case .cutBody: reply.delivery = reply.answer.bytes.isEmpty ? .nothing : .halfBody
            case .emptyArray: reply.answer.body = .json([])
            case .shortPage: reply.answer.shorten()
            case .shortCodes: reply.answer.encodeEmoji()
            case .clockWrong: reply.answer.headers.append(("Date", fault?.date(contents.state.now) ?? ""))
            default: break
            }
            contents.log.add(
                sent, user: outcome.user, status: reply.delivery == .nothing ? nil : reply.answer.status,
                fault: fault?.kind.rawValue, objections: outcome.objections, at: contents.state.now)
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

    private func answer(_ call: Call, _ contents: inout Contents, stale: Bool, _ outcome: inout Outcome) -> Answer {
        do {
            return try checkedAnswer(call, &contents, stale: stale, &outcome)
        } catch let refusal as Refusal {
            if !outcome.objections.contains(refusal.reason) { outcome.objections.append(refusal.reason) }
            return refusal.answer
        } catch {
            outcome.objections.append("\(error)")
            return Answer(500)
        }
    }

    private func checkedAnswer(
        _ call: Call, _ contents: inout Contents, stale: Bool, _ outcome: inout Outcome
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
        return try run(route, call, &contents, stale: stale)
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

    private func run(_ route: Route, _ call: Call, _ contents: inout Contents, stale: Bool) throws -> Answer {
        if stale, call.method == "GET" {
            var former = contents.state
            former.accounts = contents.former
            return try route.handler(call, &former)
        }
        guard call.method != "GET" else { return try route.handler(call, &contents.state) }
        let before = contents.state.accounts
        do {
            let answer = try route.handler(call, &contents.state)
            // What lists and histories show moves a key of the activities; adding what is there already does not.
            if zip(before, contents.state.accounts).contains(where: { $0.activities.all != $1.activities.all }) {
                contents.former = before
            }
            return answer
        } catch {
            // A refused call changes nothing, also when it was refused halfway.
            contents.state.accounts = before
            throw error
        }
    }
}

extension Answer {
    /// Half of the elements, while the headers promise all.
    fileprivate mutating func shorten() {
        guard case .json(.array(let elements)) = body, !elements.isEmpty else { return }
        body = .json(.array(Array(elements.prefix(elements.count / 2))))
    }

    /// The texts with short codes for emoji, as the API once answered.
    fileprivate mutating func encodeEmoji() {
        guard case .json(let json) = body else { return }
        body = .json(Emoji.coded(json))
    }

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
