internal import LuaSyntax
internal import Trakt

extension Inspector {
    mutating func checkWait(of call: CallSite) {
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
