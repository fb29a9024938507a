internal import LuaSyntax
internal import Trakt

extension Inspector {
    mutating func checkCalls() {
        for call in survey.calls where !isFull {
            checkCallee(of: call)
            checkOptions(of: call)
            checkLimits(of: call)
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
            // The group has no fields, and so counts as a table of named values without any.
            if call.arguments.isEmpty, CallCheck(endpoint, [], in: script).problems().isEmpty { return }
            return add(
                .colon, call.calleeRange,
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
                .colon, call.calleeRange,
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

    mutating func report(_ problems: [CallCheck.Problem], of call: CallSite) {
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
}
