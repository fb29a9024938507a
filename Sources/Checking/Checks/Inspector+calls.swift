internal import LuaSyntax
internal import Trakt
internal import Wording

extension Inspector {
    mutating func checkCalls() {
        for call in survey.calls where !isFull {
            checkCallee(of: call)
            checkWait(of: call)
        }
    }

    private mutating func checkCallee(of call: CallSite) {
        let place = call.surroundings
        switch call.callee {
        case .group(let group):
            let names = Thing.names(in: group)
            add(
                .notCallable, call.calleeRange,
                "\(label(group)) is a group of calls: write \(label(group)).\(names.first ?? "…"), or another of them",
                in: place)
        case .set(let set):
            add(
                .notCallable, call.calleeRange,
                "\(label(set.rawValue)) is a set and is not called: write \(label(set.rawValue)):items()", in: place)
        case .endpoint(let endpoint): check(call, of: endpoint)
        case .pages(let endpoint, let method): checkPages(call, of: endpoint, method)
        case .setMethod(let set, let method): checkMethod(call, of: set, method)
        case .opener(let set): checkOpening(call, of: set)
        default: break
        }
    }

    // MARK: Endpoints

    private mutating func check(_ call: CallSite, of endpoint: Endpoint) {
        // A method's call has the thing itself first; there is no endpoint inside an endpoint.
        guard call.method == nil || !isEndpoint(call.base) else { return }
        if call.method != nil {
            return add(
                .missingColon, call.calleeRange,
                "\(label(endpoint.id)) is called with a dot: a colon gives it the group as its first value",
                in: call.surroundings)
        }
        report(CallCheck(endpoint, call.arguments, in: script).problems(), of: call)
    }

    private func isEndpoint(_ base: Expression?) -> Bool {
        guard let base, case .endpoint = script.thing(base) else { return false }
        return true
    }

    private mutating func checkPages(_ call: CallSite, of endpoint: Endpoint, _ method: String) {
        guard call.method != nil else {
            if let first = call.arguments.first, case .endpoint = script.thing(first) { return }
            return add(
                .missingColon, call.calleeRange,
                ":\(method) is written with a colon: \(label(endpoint.id)):\(method){…}", in: call.surroundings)
        }
        if endpoint.method != .get {
            return add(
                .noPages, call.calleeRange,
                "\(label(endpoint.id)) changes something and has no pages: call it without :\(method)",
                in: call.surroundings)
        }
        // What may have no answer is nothing to go through, and no error.
        if case .object = endpoint.answer, endpoint.paging == .none, !endpoint.success.contains(204) {
            add(
                .noPages, call.calleeRange,
                "\(label(endpoint.id)) answers one object, not a list: call it without :\(method)",
                in: call.surroundings)
        }
        report(CallCheck(endpoint, call.arguments, in: script).problems(), of: call)
    }

    private mutating func report(_ problems: [CallCheck.Problem], of call: CallSite) {
        for problem in problems {
            let code: CheckCode =
                switch problem.error.code {
                case .unknownParameter: .unknownParameter
                case .missingParameter: .missingParameter
                case .tooManyValues: .tooManyValues
                default: .wrongValue
                }
            add(code, problem.range ?? call.calleeRange, problem.error.sentence, in: call.surroundings)
        }
    }

    // MARK: Sets

    private mutating func checkMethod(_ call: CallSite, of set: AccountSet, _ method: String) {
        if call.method == nil {
            if method == "since" { return }
            if let first = call.arguments.first, case .set = script.thing(first) { return }
            return add(
                .missingColon, call.calleeRange,
                ":\(method) is written with a colon: \(label(set.rawValue)):\(method)(…)", in: call.surroundings)
        }
        let isMissing = call.arguments.isEmpty || script.literal(call.arguments[0]) == .null
        if method != "items", isMissing {
            add(
                .missingParameter, call.calleeRange,
                "\(label(set.rawValue)):\(method) expects a value, not nil", in: call.surroundings)
        }
        if method == "items", !call.arguments.isEmpty, let endpoint = reading(of: set) {
            report(CallCheck(endpoint, call.arguments, in: script).problems(), of: call)
        }
    }

    private func reading(of set: AccountSet) -> Endpoint? {
        switch set {
        case .list, .hidden: nil
        default: Catalogue.endpoint(named: "sync.\(set.rawValue).get")
        }
    }

    private static let listOptions = ["description", "ids", "make", "name", "privacy", "user"]
    private static let sections = [
        "calendar", "comments", "dropped", "progress_collected", "progress_watched", "progress_watched_reset",
        "recommendations",
    ]

    private mutating func checkOpening(_ call: CallSite, of set: AccountSet) {
        guard let argument = call.arguments.first else {
            let what = set == .list ? "a name" : "a section"
            return add(
                .missingParameter, call.calleeRange, "\(label(set.rawValue)) expects \(what)", in: call.surroundings)
        }
        if set == .hidden { return checkSection(argument, in: call) }
        guard case .table(let fields) = argument.bare.kind else {
            if let value = script.literal(argument), value.string?.contains(where: { !$0.isWhitespace }) != true {
                add(.wrongValue, argument.range, "trakt.list expects a name or { name = … }", in: call.surroundings)
            }
            return
        }
        for key in fields.compactMap(\.literalKey) where !Self.listOptions.contains(key.text) {
            let meant = Spelling.nearest(to: key.text, among: Self.listOptions)
            add(
                .unknownParameter, key.range, "trakt.list does not take '\(key.text)'", meant: meant,
                in: call.surroundings)
        }
        if fields.allSatisfy({ $0.literalKey != nil && $0.literalKey?.text != "name" }) {
            add(
                .missingParameter, call.calleeRange, "trakt.list expects the list's name as text", in: call.surroundings
            )
        }
    }

    private mutating func checkSection(_ argument: Expression, in call: CallSite) {
        guard let value = script.literal(argument), !Self.sections.contains(value.string ?? "") else { return }
        let meant = value.string.flatMap { Spelling.nearest(to: $0, among: Self.sections) }
        add(
            .wrongValue, argument.range,
            "trakt.hidden expects a section, one of \(Self.sections.joined(separator: ", "))", meant: meant,
            in: call.surroundings)
    }

    // MARK: Waiting

    private mutating func checkWait(of call: CallSite) {
        if let noWait = call.surroundings.noWait, call.waits {
            add(.cannotWait, call.calleeRange, Self.refusal(noWait), in: call.surroundings)
        }
        guard case .function(let name) = call.callee, ["table.sort", "string.gsub"].contains(name) else { return }
        let place = name == "table.sort" ? 1 : 2
        guard call.arguments.count > place, case .name = call.arguments[place].bare.kind,
            case .localFunction(let body) = script.thing(call.arguments[place])
        else { return }
        let what = name == "table.sort" ? "the order function of table.sort" : "the replacement function of string.gsub"
        for inner in survey.calls(in: body.range.start) where inner.waits {
            add(.cannotWait, inner.calleeRange, Self.refusal(what), in: inner.surroundings)
        }
    }

    private static func refusal(_ place: String) -> String {
        "this call waits for its answer and cannot be made inside \(place): make it before, and keep the answer"
    }
}

extension CallSite {
    /// Whether the call waits for an answer.
    var waits: Bool {
        switch callee {
        case .endpoint, .pages, .setMethod, .opener: true
        case .addition(let name): Thing.reading.contains(name)
        case .function(let name): ["http.get", "http.post", "notify"].contains(name)
        default: false
        }
    }

    /// The part of an account that the call changes.
    var change: (set: AccountSet?, endpoint: Endpoint?)? {
        switch callee {
        case .setMethod(let set, let method) where AccountSet.changing.contains(method): (set, nil)
        case .endpoint(let endpoint) where endpoint.isWrite: (nil, endpoint)
        default: nil
        }
    }
}
