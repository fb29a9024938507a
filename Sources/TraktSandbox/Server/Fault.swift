/// Something that goes wrong on purpose, for the calls whose method and path fit.
struct Fault: Sendable {
    /// What goes wrong.
    enum Kind: String, Sendable, CaseIterable {
        /// A status instead of the answer; nothing is done.
        case status
        /// A page of Cloudflare instead of the answer; nothing is done.
        case html
        /// The answer comes late.
        case latency
        /// The connection closes before anything is answered; nothing is done.
        case cutBeforeHeaders = "cut_before_headers"
        /// The call is done, then the connection closes without an answer.
        case applyThenCut = "apply_then_cut"
        /// The call is done, then a status comes instead of its answer.
        case applyThenStatus = "apply_then_status"
        /// The first half of a batch is done, then a status comes instead of the answer.
        case applyHalf = "apply_half"
        /// The connection closes without an answer, or a status comes; the call is done later.
        case applyLate = "apply_late"
        /// The connection closes in the middle of the body.
        case cutBody = "cut_body"
        /// Reads answer what was there before the last change.
        case staleList = "stale_list"
        /// Reads answer what was there some time ago.
        case staleReads = "stale_reads"
        /// An array has fewer elements than the headers say.
        case shortPage = "short_page"
        /// The answer is `[]`.
        case emptyArray = "empty_array"
        /// Emoji come as short codes, as the API documentation of 2023 has it.
        case shortCodes = "short_codes"
        /// The app is gone, or not approved: 403 to every call.
        case appDeleted = "app_deleted"
        /// The app's key is for members only: 426 to every call.
        case vipRequired = "vip_required"
        /// The user took the app's access back: 401 to the token, 400 `invalid_grant` to a refresh.
        case accountRevoked = "account_revoked"
        /// 401 `invalid_grant` to a refresh; access tokens work.
        case refreshExpired = "refresh_expired"
        /// 423 to every call with a token, which the user has to settle with Trakt.
        case accountLocked = "account_locked"
        /// The same for an account that its user has switched off.
        case accountDeactivated = "account_deactivated"
        /// 401 with `X-Private-User` to what others keep; the token is fine.
        case privateUser = "private_user"
        /// The `Date` of the answers is `seconds` ahead.
        case clockWrong = "clock_wrong"
        /// 503 to every call.
        case maintenance
    }

    var id: Int
    /// `nil` for every method.
    var method: String?
    /// A path in which `*` stands for anything, slashes too. It is held against the path as the routes read it: without
    /// percent escapes and empty segments.
    var path: String
    var kind: Kind
    /// How often it still strikes; `nil` for always.
    var remaining: Int?
    var status: Int?
    var delayMilliseconds: Int
    /// How much later a late call is done, or how far reads lie back; what is in between is drawn.
    var afterMilliseconds: ClosedRange<Int>
    /// The part of the calls that fit which it strikes; `nil` for all of them.
    var share: Double?
    /// Decides which calls those are: the same ones for the same seed.
    var seed: Int
    private var chance: Chance
    /// How far a wrong clock is ahead.
    var seconds: Int?
    var body: JSONValue?

    /// Reads the document of `POST /_sandbox/faults`.
    init(_ json: JSONValue, id: Int) throws(Refusal) {
        guard let kind = json["kind"]?.string.flatMap(Kind.init) else {
            let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .unprocessable("kind", "must be one of \(kinds)")
        }
        self.id = id
        self.kind = kind
        method = json["method"]?.string.map { $0.uppercased() }.flatMap { $0 == "*" ? nil : $0 }
        path = json["path"]?.string ?? "*"
        remaining = try Self.number("count", in: json, 1...Int.max)
        // An answer with a status below 200 would only announce another one.
        status = try Self.number("status", in: json, 200...599)
        delayMilliseconds =
            try Self.number("delay_ms", in: json, 0...Self.longestDelay) ?? (kind == .latency ? 1000 : 0)
        afterMilliseconds = try Self.after(in: json)
        share = try Self.share(in: json)
        seed = try Self.number("seed", in: json, 0...Int.max) ?? 0
        chance = Chance(seed: seed)
        seconds = try Self.number("seconds", in: json, -Durations.longest...Durations.longest)
        body = json["body"]
    }

    /// An hour in milliseconds.
    private static let longestDelay = 3_600_000
    private static let usualAfter = 60_000

    /// `after_ms`: one number, or the least and the most.
    private static func after(in json: JSONValue) throws(Refusal) -> ClosedRange<Int> {
        guard let bounds = json["after_ms"]?.array else {
            let exact = try number("after_ms", in: json, 0...longestDelay) ?? usualAfter
            return exact...exact
        }
        let numbers = bounds.compactMap(\.int).filter { (0...longestDelay).contains($0) }
        guard bounds.count == 2, numbers.count == 2, numbers[0] <= numbers[1] else {
            throw .unprocessable("after_ms", "must be a whole number to \(longestDelay), or the least and the most")
        }
        return numbers[0]...numbers[1]
    }

    private static func share(in json: JSONValue) throws(Refusal) -> Double? {
        guard let value = json["share"], value != .null else { return nil }
        guard let share = value.double, (0...1).contains(share) else {
            throw .unprocessable("share", "must be a number from 0 to 1")
        }
        return share
    }

    /// A member that must be a whole number of a range, if it is there.
    private static func number(
        _ name: String, in json: JSONValue, _ range: ClosedRange<Int>
    ) throws(Refusal) -> Int? {
        guard let value = json[name], value != .null else { return nil }
        guard let number = value.int, range.contains(number) else {
            let most = range.upperBound == .max ? "on" : "to \(range.upperBound)"
            throw .unprocessable(name, "must be a whole number from \(range.lowerBound) \(most)")
        }
        return number
    }

    func fits(_ call: Call) -> Bool {
        (method == nil || method == call.method) && remaining != 0 && kind.concerns(call)
            && Glob.matches(path, "/" + call.segments.joined(separator: "/"))
    }

    /// Whether it strikes this one of the calls that fit. Every one of them draws, so that they do not change places when
    /// another fault comes or goes.
    mutating func draws() -> Bool {
        guard let share else { return true }
        return chance.next(below: 1) < share
    }

    /// How late this time.
    mutating func drawAfter() -> Int {
        guard afterMilliseconds.count > 1 else { return afterMilliseconds.lowerBound }
        return afterMilliseconds.lowerBound + Int(chance.next(below: Double(afterMilliseconds.count)))
    }

    var json: JSONValue {
        [
            "id": .int(id), "method": .optional(method), "path": .string(path), "kind": .string(kind.rawValue),
            "count": .optional(remaining), "status": .optional(status), "delay_ms": .int(delayMilliseconds),
            "after_ms": afterJSON, "share": share.map(JSONValue.number) ?? .null, "seed": .int(seed),
            "seconds": .optional(seconds), "body": body ?? .null,
        ]
    }

    private var afterJSON: JSONValue {
        let (least, most) = (afterMilliseconds.lowerBound, afterMilliseconds.upperBound)
        return least == most ? .int(least) : [.int(least), .int(most)]
    }

    /// The answer that replaces the real one, whatever became of the call; `nil` for the kinds that leave it.
    func replacement(for call: Call, now: Timestamp) -> Answer? {
        switch kind {
        case .applyLate where status == nil: return nil
        case .status, .applyThenStatus, .applyHalf, .applyLate:
            let status = status ?? 503
            var answer = Answer(status, body.map(Answer.Body.json) ?? .none)
            if status == 429 { answer.headers = RateLimits.headers(for: call, now: now) }
            if status == 420 { answer.headers = Refusal.limitReached(250, vip: false).answer.headers }
            if status == 423 { answer.headers = Refusal.locked().answer.headers }
            if status == 426 { answer.headers = Refusal.vipOnly.answer.headers }
            return answer
        case .html:
            let status = status ?? 503
            var headers = CloudflarePage.headers
            if status == 429 { headers.append(("Retry-After", "1")) }
            return Answer(status, .html(body?.string ?? CloudflarePage.html(status: status)), headers: headers)
        default:
            var answer = kind.situation(for: call)
            if let body { answer?.body = .json(body) }
            return answer
        }
    }
}
