/// One method and path of the Trakt API: what it takes, what it answers, and who may call it.
///
/// The values are in ``Catalogue``. Everything that knows endpoints (checks, documentation, completion) reads them.
public struct Endpoint: Sendable, Hashable {
    /// The HTTP method.
    public enum Method: String, Sendable, Hashable, Codable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
    }

    /// Whether a call needs somebody who is signed in.
    public enum Authorization: String, Sendable, Hashable {
        case none
        case optional
        case required
    }

    /// Which of Trakt's two addresses a call goes to.
    public enum Host: String, Sendable, Hashable {
        case api
        /// Signing in; since July 2026 a host of its own.
        case auth
    }

    /// Whether the answer comes in pages. `optional` answers everything when no page is asked for.
    public enum Paging: String, Sendable, Hashable {
        case none
        case optional
        case required
    }

    /// What a paying membership has to do with it.
    public enum VIP: String, Sendable, Hashable {
        case none
        /// Works for everybody, with lower limits.
        case enhanced
        /// Refused with status 426 to everybody else.
        case only
    }

    /// Where a fact comes from: the documentation up to 2025, or the contract Trakt published in 2026.
    public enum Source: String, Sendable, Hashable {
        case classic
        case contract2026 = "2026"
    }

    /// Whether the endpoint is part of what Trakt published.
    public enum Status: String, Sendable, Hashable {
        case published
        /// Only on a branch of Trakt's contract that was not merged when this was written; the server answers already.
        case unmergedBranch = "unmerged-branch"
    }

    /// How the fields of a body belong together.
    public enum BodyForm: Sendable, Hashable {
        /// An object of the fields given, at least one.
        case fields
        /// The same, but nothing has to be given.
        case optional
        /// An object in which exactly one of these fields says what it is about, unless another field says it.
        case exactlyOne(of: [String], unless: Exemption? = nil)
        /// The value of the only field, an array, is the body.
        case array
    }

    /// A field that says what a body is about when its `type` is this word.
    public struct Exemption: Sendable, Hashable {
        public let field: String
        public let type: String
    }

    /// What a successful answer is, with what it holds in the notation of the documentation.
    public enum Shape: Sendable, Hashable {
        case array(String)
        case object(String)
        /// An array or an object, depending on the parameters.
        case either(String)
        case nothing
    }

    /// The name in the catalogue, for example `search.text`.
    public let id: String
    public let method: Method
    /// What a second sending of a call does; nil where a call changes nothing.
    public let repetition: Repetition?
    /// The path, with parameters in braces.
    public let path: String
    /// What it does, in one sentence.
    public let summary: String
    /// The path's parameters, in the path's order.
    public let pathParameters: [Parameter]
    /// The query's own parameters; paging, extended levels and filters come on top.
    public let query: [Parameter]
    public let authorization: Authorization
    public let paging: Paging
    /// False where `X-Pagination-Item-Count` is known to be made up, so that only a short page tells the end.
    public let countsItems: Bool
    /// The most items a page may have, where that is fewer than everywhere else.
    public let largestPage: Int?
    /// True where `limit` may also be "all".
    public let isLimitless: Bool
    /// The levels `extended` takes, those of the 2026 contract last.
    public let extended: [String]
    /// Which of these levels only the 2026 contract has.
    public let extended2026: [String]
    /// The groups of filters it takes, those of the 2026 contract last.
    public let filters: [FilterGroup]
    /// Which of these groups only the 2026 contract has.
    public let filters2026: [FilterGroup]
    public let vip: VIP
    /// Whether text in the body may hold emojis.
    public let takesEmoji: Bool
    /// The fields of the body, in their documented order; nil where no body is sent.
    public let body: [Field]?
    /// How the fields make the body.
    public let bodyForm: BodyForm
    /// The statuses the documentation names for success. Any other 2xx is accepted too.
    public let success: [Int]
    /// Other statuses the 2026 contract names for it.
    public let success2026: [Int]
    public let answer: Shape
    public let notes: String?
    /// What single statuses mean here.
    public let errors: [Int: String]
    /// Headers of the answer worth reading.
    public let headers: [String]
    /// Other names that find it.
    public let aliases: [String]
    public let source: Source
    public let status: Status
    /// A call that works in the sandbox's demo.
    public let example: Arguments
    public let host: Host

    init(
        _ id: String,
        _ verb: Verb,
        _ path: String,
        _ summary: String,
        parameters pathParameters: [Parameter] = [],
        query: [Parameter] = [],
        authorization: Authorization = .none,
        paging: Paging = .none,
        countsItems: Bool = true,
        largestPage: Int? = nil,
        isLimitless: Bool = false,
        extended: [String] = [],
        extended2026: [String] = [],
        filters: [FilterGroup] = [],
        filters2026: [FilterGroup] = [],
        vip: VIP = .none,
        takesEmoji: Bool = false,
        body: [Field]? = nil,
        bodyForm: BodyForm = .fields,
        success: [Int] = [200],
        success2026: [Int] = [],
        answer: Shape,
        notes: String? = nil,
        errors: [Int: String] = [:],
        headers: [String] = [],
        aliases: [String] = [],
        source: Source = .classic,
        status: Status = .published,
        example: Arguments = Arguments(),
        host: Host = .api
    ) {
        self.id = id
        method = verb.method
        repetition = verb.repetition
        self.path = path
        self.summary = summary
        self.pathParameters = pathParameters
        self.query = query
        self.authorization = authorization
        self.paging = paging
        self.countsItems = countsItems
        self.largestPage = largestPage
        self.isLimitless = isLimitless
        self.extended = extended + extended2026
        self.extended2026 = extended2026
        self.filters = filters + filters2026
        self.filters2026 = filters2026
        self.vip = vip
        self.takesEmoji = takesEmoji
        self.body = body
        self.bodyForm = bodyForm
        self.success = success
        self.success2026 = success2026
        self.answer = answer
        self.notes = notes
        self.errors = errors
        self.headers = headers
        self.aliases = aliases
        self.source = source
        self.status = status
        self.example = example
        self.host = host
    }

    public static func == (one: Endpoint, other: Endpoint) -> Bool { one.id == other.id }

    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Endpoint: CustomStringConvertible {
    public var description: String { id }

    /// The first part of the name, by which documentation gathers endpoints.
    public var group: String { String(id.prefix { $0 != "." }) }

    /// True when a call changes the account.
    public var isWrite: Bool { method != .get }

    /// The method and path as the documentation writes them: `GET /search/{type}`.
    public var line: String { "\(method.rawValue) \(path)" }

    /// Every name a call may pass, in the order documentation lists them.
    public var argumentNames: [String] {
        var names = pathParameters.map(\.name) + query.map(\.name) + (body ?? []).map(\.name)
        names += Filter.all(in: filters).map(\.name).filter { !names.contains($0) }
        if !extended.isEmpty { names.append("extended") }
        if paging != .none { names += ["page", "limit"].filter { !names.contains($0) } }
        return names
    }
}
