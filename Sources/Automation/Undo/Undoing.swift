package import Journal
internal import Trakt

/// What takes a run back: the changes, and what they leave.
package struct Undoing: Sendable {
    package let changes: ChangeList
    package let remarks: [UndoRemark]
    /// What was read for it, which is what undoing this in turn will need.
    package let seen: SeenReads

    /// Works it out from what the journal knows of the run and from the account as it is now.
    package init(of run: RunID, in context: RunContext) async throws {
        let effects = try await context.journal.effects(of: run)
        // Of what a write sent, some may have been there, or been refused: the ledger knows what became the run's own.
        let plays = effects.flatMap(\.effect.plays)
        let (journal, account) = (context.journal, context.owner)
        let owners = try await journal.owners(of: plays, account: account)
        let made = RunEffects(effects) { owners[$0]?.effect?.run == run }
        try await self.init(of: made, reading: context.client) { plays in
            let owners = try await journal.owners(of: plays, account: account)
            return Set(owners.filter { $0.value.effect?.run != run }.keys)
        }
    }

    /// - Parameters:
    ///   - effects: what the run did.
    ///   - ownedByOthers: tells which plays of the ledger are other runs'.
    init(
        of effects: RunEffects, reading client: Client,
        ownedByOthers: @escaping UndoPlanner.OwnedByOthers = { _ in [] }
    ) async throws {
        seen = SeenReads()
        var planner = UndoPlanner(effects, AccountReader(client: client, seen: seen), ownedByOthers)
        try await planner.plan()
        changes = ChangeList(planner.changes)
        remarks = planner.remarks
    }
}

/// Looks at the account, part by part, and gathers what takes a run back.
///
/// What a run did is looked at as a whole: how a thing was before the run, how the run left it, how it is now. So the
/// order of its writes does not matter where nothing depends on it, and what the run did and undid itself is nothing.
struct UndoPlanner: Sendable {
    typealias OwnedByOthers = @Sendable ([Journal.Play]) async throws -> Set<Journal.Play>

    private(set) var changes: [Change] = []
    var remarks: [UndoRemark] = []

    let effects: RunEffects
    let reader: AccountReader
    let ownedByOthers: OwnedByOthers
    /// Lists that are deleted with everything on them, or made again.
    private var settledLists: Set<String> = []
    private var plannedIDs = PlannedIDs()

    init(_ effects: RunEffects, _ reader: AccountReader, _ ownedByOthers: @escaping OwnedByOthers) {
        self.effects = effects
        self.reader = reader
        self.ownedByOthers = ownedByOthers
    }

    mutating func plan() async throws {
        nameIrreversible()
        try await planOrders()
        for (_, thing) in effects.own.sorted(by: { $0.key > $1.key }) { try await plan(thing) }
        for (holding, undo) in effects.holdings.sorted(by: { $0.key.title < $1.key.title })
        where holding != .watchlist { try await plan(undo) }
        let plays = try await planHistory()
        // The last, because adding plays takes things off it.
        try await planWatchlist(puttingBackAfter: plays)
    }

    // MARK: What stays

    private mutating func nameIrreversible() {
        for (endpoint, (count, reason)) in effects.irreversible.sorted(by: { $0.key < $1.key }) {
            let subject = count == 1 ? endpoint : "\(endpoint), \(count) times"
            remarks.append(UndoRemark(.impossible, subject, "this is not taken back: \(reason)"))
        }
        if effects.hasUnknownRemovals {
            remarks.append(
                UndoRemark(
                    .impossible, "sync.history.remove",
                    "not all plays that the run removed were known beforehand; those that were are added again"))
        }
    }

    mutating func add(_ calls: [Call]) {
        changes += calls.map {
            Change(EffectRequest(endpoint: $0.endpoint.id, target: $0.target, body: $0.body))
        }
    }

    mutating func add(_ endpoint: Endpoint, _ target: String, _ body: JSONValue? = nil) {
        add([Call(endpoint: endpoint, target: target, body: body?.encoded)])
    }

    // MARK: Order

    private mutating func planOrders() async throws(TraktError) {
        for (path, (call, undo)) in effects.orders.sorted(by: { $0.key < $1.key }) {
            guard let now = try await existing(OwnReading.order(of: call)) else { continue }
            switch undo.result(now: OwnReading.ids(inOrder: now.items)) {
            case .nothing: break
            case .restore(let ids): add(call.endpoint, path, ["rank": .array(ids.map { .integer($0) })])
            case .changedSince:
                remarks.append(UndoRemark(.left, path, "the order was changed since; it stays as it is"))
            }
        }
    }

    /// A reading of something that may be gone: nil when it is.
    func existing(_ call: Call) async throws(TraktError) -> AccountReader.Whole? {
        do { return try await reader.whole(call) } catch  where error.failure == .notFound { return nil }
    }

    // MARK: Holdings

    private mutating func plan(_ undo: HoldingUndo) async throws(TraktError) {
        if case .list(let path) = undo.holding, settledLists.contains(path) { return }
        guard let now = try await read(undo.holding, undo.kinds) else {
            remarks.append(UndoRemark(.left, undo.holding.title, "it is not there any more, so nothing is put on it"))
            return
        }
        add(undo.result(now: now), to: undo.holding)
    }

    mutating func read(_ holding: Holding, _ kinds: Set<ItemKind>) async throws(TraktError) -> [AccountEntry]? {
        guard let whole = try await existing(holding, kinds) else { return nil }
        if !whole.isComplete {
            remarks.append(
                UndoRemark(.impossible, holding.title, "it could not be read to the end; what was not seen stays"))
        }
        return whole.entries
    }

    private func existing(
        _ holding: Holding, _ kinds: Set<ItemKind>
    ) async throws(TraktError) -> AccountReader.Whole? {
        do { return try await reader.whole(holding.readings(of: kinds)) } catch  where error.failure == .notFound {
            return nil
        }
    }

    mutating func add(_ result: HoldingUndo.Result, to holding: Holding) {
        add(holding.taking(Self.items(result.taken) { _ in [:] }))
        add(holding.putting(Self.items(result.put, holding.value)))
        remarks += result.left.map { UndoRemark($0.entry, on: holding.title, $0.reason) }
        guard holding.isOrdered, !result.put.isEmpty else { return }
        remarks.append(
            UndoRemark(
                .different, holding.title,
                "\(Self.things(result.put.count)) put back at its end, with today as the day they were added"))
    }

    static func items(
        _ entries: [AccountEntry], _ fields: (AccountEntry) -> [String: JSONValue]
    ) -> [ItemKind: [JSONValue]] {
        Dictionary(grouping: entries, by: \.kind).mapValues { $0.map { $0.item(with: fields($0)) } }
    }

    private static func things(_ count: Int) -> String { count == 1 ? "1 thing is" : "\(count) things are" }

    // MARK: The user's own

    private mutating func plan(_ thing: RunEffects.OwnHistory) async throws(TraktError) {
        switch (thing.made, thing.deleted) {
        case (.some, .some): settledLists.insert(thing.path)
        case (let made?, nil): try await planDeletion(of: thing, made)
        case (nil, let deleted?): try await planRemaking(of: thing, deleted)
        case (nil, nil): try await planFields(of: thing)
        }
    }

    private func now(_ thing: RunEffects.OwnHistory) async throws(TraktError) -> JSONValue? {
        guard thing.own == .entry else {
            return try await reader.document(OwnReading.object(thing.own, at: thing.path))
        }
        let parts = thing.path.split(separator: "/")
        let id = parts.last.flatMap { Int64($0) }
        let call = Call(endpoint: thing.entryEndpoint, target: thing.path, body: nil)
        return try await existing(OwnReading.entries(of: call))?.items.first { $0["id"]?.integer == id }
    }

    private mutating func planFields(of thing: RunEffects.OwnHistory) async throws(TraktError) {
        guard let now = try await now(thing) else {
            // A thing of a list that is taken off it, or whose list is gone, is nobody's business here.
            if thing.own != .entry {
                remarks.append(
                    UndoRemark(.left, thing.path, "it is not there any more, so nothing of it is changed back"))
            }
            return
        }
        let result = thing.fields.result(now: now)
        if let body = result.body {
            add(thing.updateEndpoint, thing.path, thing.complete(body, now: now))
        }
        for name in result.changedSince {
            remarks.append(UndoRemark(.left, "\(name) of \(thing.path)", "it was changed since; it stays as it is"))
        }
        for name in result.formerUnknown {
            remarks.append(UndoRemark(.impossible, "\(name) of \(thing.path)", "its former value is not known"))
        }
    }

    private mutating func planDeletion(
        of thing: RunEffects.OwnHistory, _ made: UndoableEffect
    ) async throws(TraktError) {
        guard let now = try await now(thing) else { return }
        let name = thing.textName
        let left = thing.fields.last(name) ?? made.body[name]
        guard left.map({ OwnThings.areAlike($0, now[name] ?? .null) }) ?? true else {
            remarks.append(
                UndoRemark(.left, thing.path, "the run made it, and somebody has changed it since; it stays"))
            return
        }
        guard thing.own == .list else { return add(thing.deleteEndpoint, thing.path) }
        let holding = Holding.list(thing.path)
        // What was not seen may be somebody else's.
        guard let whole = try await existing(holding, []), whole.isComplete else {
            remarks.append(
                UndoRemark(
                    .left, now["name"]?.string ?? thing.path,
                    "what is on this list could not be read to the end, so it stays"))
            return
        }
        let entries = whole.entries
        let undo = effects.holdings[holding] ?? HoldingUndo(holding: holding, effects: [])
        let result = undo.result(now: entries)
        guard result.taken.count == entries.count else {
            remarks.append(
                UndoRemark(.left, now["name"]?.string ?? thing.path, "others put things on this list, so it stays"))
            return
        }
        settledLists.insert(thing.path)
        add(thing.deleteEndpoint, thing.path)
    }

    private mutating func planRemaking(
        of thing: RunEffects.OwnHistory, _ deleted: UndoableEffect
    ) async throws(TraktError) {
        settledLists.insert(thing.path)
        guard let before = deleted.before, let object = before.object else {
            remarks.append(UndoRemark(.impossible, thing.path, "the run deleted it, and what it was is not known"))
            return
        }
        let former = thing.fields.restoring(object)
        let title = former["name"]?.string ?? former["notes"]?.string ?? thing.path
        guard try await now(thing) == nil else {
            remarks.append(UndoRemark(.left, title, "the run deleted it, and it is there again"))
            return
        }
        let collection = thing.path.split(separator: "/").dropLast().joined(separator: "/")
        let create = thing.createEndpoint
        var body = former.object ?? [:]
        if thing.own == .note { body.merge(Self.attachment(before.subject)) { _, new in new } }
        let names = Set((create.body ?? []).map(\.name))
        body = body.filter { names.contains($0.key) && !$0.value.isNull }
        remarks.append(UndoRemark(.different, title, "it is made again and gets a new id"))
        guard thing.own == .list else { return add(create, "/" + collection, .object(body)) }
        remake(thing, create, collection, body, before, title)
    }

    private mutating func remake(
        _ thing: RunEffects.OwnHistory, _ create: Endpoint, _ collection: String, _ body: [String: JSONValue],
        _ before: Before, _ title: String
    ) {
        let id = plannedIDs.next()
        let request = EffectRequest(
            endpoint: create.id, target: "/" + collection, body: JSONValue.object(body).encoded)
        changes.append(Change(request).making(PlannedObject(id: id, slug: nil)))
        let undo = effects.holdings[.list(thing.path)] ?? HoldingUndo(holding: .list(thing.path), effects: [])
        let entries = undo.former(before.entries)
        let former = effects.order(ofList: thing.path)?.sorted(entries) ?? entries
        putBack(former, on: .list("/\(collection)/\(id)"), called: title)
        guard !before.isComplete else { return }
        remarks.append(UndoRemark(.impossible, title, "not everything that was on it is known; the rest is put back"))
    }

    /// Puts things on a list that was made again, in their order where that does not take many requests more.
    private mutating func putBack(_ entries: [AccountEntry], on list: Holding, called title: String) {
        guard !entries.isEmpty else { return }
        let inOrder = list.putting(inOrder: entries.map { ($0.kind, $0.item(with: list.value(of: $0))) })
        add(inOrder ?? list.putting(Self.items(entries, list.value)))
        let order = inOrder == nil ? ", one kind after the other," : ""
        remarks.append(
            UndoRemark(
                .different, title,
                "\(Self.things(entries.count)) put on it again\(order) with today as the day they were added"))
    }

    /// What a note is on, as making it says it.
    private static func attachment(_ subject: JSONValue?) -> [String: JSONValue] {
        guard let subject else { return [:] }
        var members: [String: JSONValue] = [:]
        if let entry = AccountEntry(subject) { members[entry.kind.rawValue] = entry.item() }
        let place = subject["attached_to"]
        switch place?["type"]?.string {
        case "history": members = ["attached_to": place ?? [:]]
        case "collection", "rating": members["attached_to"] = place
        default: break
        }
        return members
    }
}

extension Holding {
    /// Whether things have places on it.
    fileprivate var isOrdered: Bool {
        switch self {
        case .watchlist, .favorites, .list: true
        case .ratings, .collection, .hidden: false
        }
    }
}

extension RunEffects.OwnHistory {
    /// The text that is the thing's own: when it is another one, somebody has made it theirs.
    fileprivate var textName: String {
        switch own {
        case .list, .smartList: "name"
        case .note, .entry: "notes"
        case .comment: "comment"
        case .settings: "user"
        }
    }

    fileprivate var entryEndpoint: Endpoint {
        if path.hasPrefix("/sync/watchlist") { return Catalogue.syncWatchlist.updateItem }
        return path.hasPrefix("/sync/favorites") ? Catalogue.syncFavorites.updateItem : Catalogue.lists.updateItem
    }

    fileprivate var updateEndpoint: Endpoint {
        switch own {
        case .list: Catalogue.lists.update
        case .smartList: Catalogue.smartLists.update
        case .note: Catalogue.notes.update
        case .comment: Catalogue.comments.update
        case .settings: Catalogue.users.updateSettings
        case .entry: entryEndpoint
        }
    }

    /// Where the thing is deleted. Settings and entries are not made by themselves, so nobody asks for theirs.
    fileprivate var deleteEndpoint: Endpoint {
        switch own {
        case .smartList: Catalogue.smartLists.delete
        case .note: Catalogue.notes.delete
        case .comment: Catalogue.comments.delete
        case .list, .settings, .entry: Catalogue.lists.delete
        }
    }

    fileprivate var createEndpoint: Endpoint {
        switch own {
        case .smartList: Catalogue.smartLists.create
        case .note: Catalogue.notes.add
        case .comment: Catalogue.comments.add
        case .list, .settings, .entry: Catalogue.lists.create
        }
    }

    /// The body of an update. Some say all of a thing at once, and an empty text says that there is none.
    fileprivate func complete(_ body: JSONValue, now: JSONValue) -> JSONValue {
        var members = (body.object ?? [:]).mapValues { $0.isNull ? "" : $0 }
        if own == .comment {
            for name in ["comment", "spoiler"] where members[name] == nil { members[name] = now[name] }
        }
        return .object(members)
    }
}
