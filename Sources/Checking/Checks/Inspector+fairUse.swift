internal import LuaSyntax
internal import Trakt

extension Inspector {
    /// What Trakt's fair-use policy asks automation not to do, as far as the text tells.
    mutating func checkFairUse() {
        for call in survey.calls {
            checkNotes(in: call)
            if case .setMethod(let set, let method) = call.callee, AccountSet.changing.contains(method),
                method != "remove", let value = call.arguments.first
            {
                check(value, put: method, into: set, by: call)
            }
            if case .endpoint(let endpoint) = call.callee, let set = Self.filled[endpoint.id] {
                for value in bodyValues(of: call) { check(value, put: "add", into: set, by: call) }
            }
        }
    }

    /// The endpoints that add what their body lists, and where to.
    private static let filled: [String: AccountSet] = [
        "sync.history.add": .history, "sync.watchlist.add": .watchlist, "sync.collection.add": .collection,
    ]

    /// What a body that is written out has in its fields: `{ movies = value, shows = value }`.
    private func bodyValues(of call: CallSite) -> [Expression] {
        guard case .table(let fields)? = call.arguments.last?.bare.kind else { return [] }
        return fields.filter { $0.literalKey != nil }.map(\.value)
    }

    private mutating func check(_ value: Expression, put method: String, into set: AccountSet, by call: CallSite) {
        let reading = reading(value)
        if let reading { checkBound(of: reading, call, set) }
        if set == .history { checkPlays(value, reading, call) }
        if set == .list || set == .watchlist, let reading { checkWatched(reading, call, set, method) }
        if set == .list, let reading { checkSmartList(reading, call) }
    }

    /// Everything that a public list has, put into the account.
    private mutating func checkBound(of reading: Reading, _ call: CallSite, _ set: AccountSet) {
        guard reading.isWhole, let endpoint = reading.endpoint, endpoint.isFeed, set != .hidden else { return }
        let filters = Set(Filter.all.map(\.name))
        guard !reading.named.contains(where: { filters.contains($0) || $0 == "limit" }), reading.isPlain else { return }
        add(
            .unboundedWrite, call.calleeRange,
            "this puts everything there that trakt.\(endpoint.id) has, page after page: narrow it with filters, or "
                + "take the first with limit and without :all", in: call.surroundings)
    }

    private mutating func checkPlays(_ value: Expression, _ reading: Reading?, _ call: CallSite) {
        if reading?.isOfHistory == true {
            return add(
                .repeatedPlays, call.calleeRange,
                "this adds plays for what was watched already; Trakt locks accounts for plays that repeat",
                in: call.surroundings)
        }
        guard rule?.field("schedule") != nil, let literal = script.literal(value), !literal.isNull,
            call.isReachedByEveryRun
        else { return }
        add(
            .repeatedPlays, call.calleeRange,
            "every run adds this play again: a rule on a schedule adds what is new since its last run",
            in: call.surroundings)
    }

    private mutating func checkWatched(
        _ reading: Reading, _ call: CallSite, _ set: AccountSet, _ method: String
    ) {
        guard method != "set", reading.isOfHistory, rule != nil else { return }
        let isEmptied = survey.calls.contains { other in
            guard let name = other.method?.text else { return false }
            return name == "remove" || name == "set"
        }
        guard !isEmptied else { return }
        add(
            .watchedList, call.calleeRange,
            "what was watched goes onto a list that only grows: the history has it already", in: call.surroundings)
    }

    private mutating func checkSmartList(_ reading: Reading, _ call: CallSite) {
        guard rule?.field("schedule") != nil, let endpoint = reading.endpoint, endpoint.isFeed, reading.isPlain else {
            return
        }
        add(
            .smartList, call.calleeRange,
            "this list is what trakt.\(endpoint.id) answers: a smart list shows the same with no calls at all, see "
                + "trakt.smart_lists", in: call.surroundings)
    }

    private mutating func checkNotes(in call: CallSite) {
        guard call.change != nil else { return }
        for argument in call.arguments {
            guard case .table(let fields) = argument.bare.kind else { continue }
            for field in fields where field.literalKey?.text == "notes" {
                guard case .call(let callee, _) = field.value.bare.kind,
                    case .function("json.encode") = script.thing(callee)
                else { continue }
                add(
                    .notesDatabase, field.value.range,
                    "notes are for people: what a rule has to remember belongs in 'store'", in: call.surroundings)
            }
        }
    }
}

extension Reading {
    /// Whether it tells what was watched.
    fileprivate var isOfHistory: Bool {
        switch source {
        case .set(let set): set == .history
        case .endpoint(let endpoint):
            ["sync.history.", "sync.watched.", "users.history", "users.watched"].contains { endpoint.id.hasPrefix($0) }
        case .addition: false
        }
    }

    /// Whether nothing that the script worked out is in its arguments.
    fileprivate var isPlain: Bool {
        switch arguments.last?.bare.kind {
        case nil, .table: true
        default: false
        }
    }
}

extension Endpoint {
    /// Whether it is one of Trakt's own long lists, the same for everybody: trending, popular, search.
    fileprivate var isFeed: Bool {
        paging == .required && authorization != .required && pathParameters.allSatisfy { !$0.isRequired }
            && ["movies.", "shows.", "media."].contains { id.hasPrefix($0) }
    }
}

extension CallSite {
    fileprivate var isReachedByEveryRun: Bool { !surroundings.isConditional && surroundings.loops.isEmpty }
}
