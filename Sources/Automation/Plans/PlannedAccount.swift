internal import Foundation
internal import Journal
internal import Trakt

/// The account as a plan sees it: what Trakt answers, with the changes on top that would have been made by now.
///
/// One change, or one read that has to show changes, at a time: each begins with what those before it left.
actor PlannedAccount {
    let client: Client
    /// What the run would work with.
    let context: RunContext
    /// The run's own clock.
    let now: Date
    private let turns = Turns()

    var titles = Titles()
    var ids = PlannedIDs()
    var shelves: [ShelfID: Shelf] = [:]
    var plays = PlannedPlays()
    /// The account's plays that answers have shown, by their ids.
    private(set) var playsSeen: [Int64: PlannedPlays.Play] = [:]
    var lists = PlannedLists()
    /// Notes and comments that the plan makes or changes, by their ids.
    var texts: [Int64: JSONValue] = [:]
    /// Those that it deletes.
    var deletedTexts: Set<Int64> = []

    /// What was read of the account itself.
    var basis = Basis()
    private(set) var changes = ChangeList()
    /// The surfaces that writes would have changed so far.
    private(set) var changed: Set<Surface> = []
    /// What a person should know of the plan beside its changes, each once, in their order.
    private(set) var remarks: [String] = []
    /// Changes of what the plan does not follow, by their surfaces.
    private(set) var others: [(surface: String, lines: [PlanDiff.Line])] = []
    /// Why a run would be refused, beside the guard rails.
    private(set) var refusals: [String] = []
    /// Why the changes cannot be made from a file.
    private(set) var obstacles: [String] = []

    /// What would refuse the changes if the script were run.
    let rails: PlanRails

    /// Whole answers of reads that show changes, by their targets without pages.
    var wholes: [String: Whole] = [:]
    /// Titles as they are at the levels of detail that were asked for.
    var detailed: [DetailedTitle: JSONValue] = [:]
    /// The episodes of shows, once they were asked for.
    var episodes: [Thing: [AiredEpisode]] = [:]
    private var slug: String?
    /// Whether lists, by what paths call them, are the account's own.
    private var ownLists: [String: Bool] = [:]

    /// - Parameter ids: the last that were given, where others than these are to be given.
    init(in context: RunContext, now: Date, ids: PlannedIDs = PlannedIDs()) {
        self.ids = ids
        client = context.client
        self.context = context
        rails = PlanRails(in: context)
        self.now = now
    }

    // MARK: Calls

    /// What a script gets for a call.
    func carry(_ call: Call) async throws -> Answer {
        if call.isWrite { return try await turns.take { try await self.plan(call) } }
        guard !changed.isEmpty else { return try await live(call) }
        return try await turns.take { try await self.read(call) }
    }

    private func plan(_ call: Call) async throws -> Answer {
        let change = Change(EffectRequest(endpoint: call.endpoint.id, target: call.target, body: call.body))
        let planned = try await answer(to: call)
        noteObstacles(of: call)
        do { try await rails.check(call, planned.removed) } catch {
            // The change is shown all the same, and so it has to be in the plan.
            remark("Whether a run may remove as much as trakt.\(call.endpoint.id) does was not found out: \(error)")
        }
        changes.changes.append(change.making(planned.made))
        if let surface = Surface(changedBy: call.endpoint) { changed.insert(surface) }
        return try Answer(of: call, planned.response)
    }

    /// Sends a read as it is, and learns from its answer.
    func live(_ call: Call) async throws -> Answer {
        let answer: Answer
        do { answer = try await client.send(call) } catch {
            // That there is no such thing may move like everything else.
            if error.failure == .notFound { try await note([], of: call, page: nil) }
            throw error
        }
        guard let document = try? answer.json() else { return answer }
        titles.note(document, of: call)
        if call.endpoint.id.hasSuffix(".history.get") || call.endpoint.id == "users.history" {
            for play in (document.array ?? []).compactMap(PlannedPlays.Play.init) { playsSeen[play.id] = play }
        }
        try await note(document, of: call, page: answer.page)
        return answer
    }

    private func note(_ document: JSONValue, of call: Call, page: Trakt.Page?) async throws {
        guard Basis.mayBeOwn(call), try await isOwn(call) else { return }
        basis.note(document, of: call, page: page, titles: titles)
    }

    /// A read of the plan's own; nil where there is no such thing.
    func found(_ endpoint: String, _ target: String) async throws -> JSONValue? {
        guard let endpoint = Catalogue.endpoint(named: endpoint) else { return nil }
        do {
            return try await live(Call(endpoint: endpoint, target: target, body: nil)).json()
        } catch let error as TraktError where error.failure == .notFound {
            return nil
        }
    }

    // MARK: Whose it is

    /// Whether the first `{id}` of a path below `/users` is the account's own, or the list that a path below `/lists` names.
    func isOwn(_ call: Call) async throws -> Bool {
        guard let id = call.pathValue("id") else { return true }
        if call.endpoint.path.hasPrefix("/users/{id}") { return try await isOwn(user: id) }
        guard call.endpoint.path.hasPrefix("/lists/{id}") else { return true }
        return try await isOwn(list: id)
    }

    private func isOwn(list id: String) async throws -> Bool {
        if let known = ownLists[id] { return known }
        let call = Call(endpoint: Catalogue.lists.get, target: "/lists/" + PercentEncoding.encode(id), body: nil)
        let list: JSONValue
        do { list = try await client.send(call).json() } catch {
            guard error.failure == .notFound else { throw error }
            return false
        }
        guard let user = list["user"]?["ids"]?["slug"]?.string else { return false }
        let isOwn = try await isOwn(user: user)
        ownLists[id] = isOwn
        return isOwn
    }

    func isOwn(user: String) async throws -> Bool {
        if user == "me" { return true }
        return try await ownSlug() == user
    }

    private func ownSlug() async throws -> String? {
        if let slug { return slug }
        // Nobody has nothing of his own.
        guard try await client.configuration.tokens.accessToken() != nil else { return nil }
        slug = try await ownUser()["ids"]?["slug"]?.string
        return slug
    }

    /// The user as an object of Trakt's.
    func ownUser() async throws -> JSONValue {
        guard let endpoint = Catalogue.endpoint(named: "users.profile") else { return .null }
        return try await client.send(Call(endpoint: endpoint, target: "/users/me", body: nil)).json()
    }

    // MARK: What is said of the plan

    func remark(_ sentence: String) {
        if !remarks.contains(sentence) { remarks.append(sentence) }
    }

    func refuse(_ sentence: String) { refusals.append(sentence) }

    func note(_ sign: PlanDiff.Sign, _ text: String, of endpoint: Endpoint) {
        let surface = Surface(changedBy: endpoint)?.rawValue.replacing("_", with: " ") ?? "other"
        note(sign, text, on: surface)
    }

    func note(_ sign: PlanDiff.Sign, _ text: String, on surface: String) {
        let line = PlanDiff.Line(sign: sign, text: text)
        if let index = others.firstIndex(where: { $0.surface == surface }) {
            others[index].lines.append(line)
        } else {
            others.append((surface, [line]))
        }
    }

    /// Items of lists, and plays, that the plan adds have no ids by which a saved plan could name them: Trakt does not
    /// tell them when it adds.
    private func noteObstacles(of call: Call) {
        let body = call.body.flatMap { try? JSONValue(parsing: $0) }
        let named =
            (body?["ids"]?.array ?? [])
            + (call.endpoint.id.hasPrefix("lists.reorder") ? [] : body?["rank"]?.array ?? [])
        let item = call.pathValue("list_item_id")
        guard named.contains(where: { $0.integer.map(PlannedIDs.isOne) == true }) || item.map(PlannedIDs.isOne) == true
        else { return }
        obstacles.append(
            "\(call.endpoint.id) names by its id what the plan itself adds, and Trakt tells no id when it adds.")
    }
}

/// What is answered to a planned write.
struct PlannedAnswer: Sendable {
    let response: TransportResponse
    /// The id of what it makes.
    var made: PlannedObject?
    /// What is there of that which it removes, as far as the guard rails count it.
    var removed = Before()

    init(_ endpoint: Endpoint, _ body: JSONValue?, made: PlannedObject? = nil, removed: Before = Before()) {
        let status = endpoint.success.first ?? (body == nil ? 204 : 200)
        response = TransportResponse(status: status, body: body?.encoded ?? [])
        self.made = made
        self.removed = removed
    }
}

extension Call {
    /// The same reading without its pages.
    var withoutPages: Call {
        var call = self
        call.page = nil
        call.limit = nil
        return call
    }
}
