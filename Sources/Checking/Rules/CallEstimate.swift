internal import LuaSyntax
internal import Trakt

/// How many calls a run makes, counted in the text: roughly, since only running would tell.
package struct CallEstimate: Sendable, Hashable {
    package struct Count: Sendable, Hashable {
        package var reads = 0
        package var writes = 0

        package var isZero: Bool { reads == 0 && writes == 0 }
    }

    /// What every run makes.
    package var always = Count()
    /// What a run makes when there is something to do, on top.
    package var atMost = Count()
    /// What it makes for each item of a loop, on top.
    package var perItem = Count()
    /// Whether something is read page by page, of which the first alone is counted.
    package var hasPages = false

    init(of rule: RuleTable, _ inspector: Inspector) {
        if let run = rule.run { add(run, inspector, isConditional: false, isRepeated: false, under: []) }
        // The script's own text runs each time as well.
        add(function: 0, inspector, isConditional: false, isRepeated: false, under: [])
    }

    private mutating func add(
        _ body: FunctionBody, _ inspector: Inspector, isConditional: Bool, isRepeated: Bool, under: Set<Int>
    ) {
        guard !under.contains(body.range.start), under.count < 8 else { return }
        add(
            function: body.range.start, inspector, isConditional: isConditional, isRepeated: isRepeated,
            under: under.union([body.range.start]))
    }

    private mutating func add(
        function: Int, _ inspector: Inspector, isConditional: Bool, isRepeated: Bool, under: Set<Int>
    ) {
        for call in inspector.survey.calls where call.surroundings.function == function {
            let isConditional = isConditional || call.surroundings.isConditional
            let isRepeated = isRepeated || !call.surroundings.loops.isEmpty
            if case .localFunction(let body) = call.callee {
                add(body, inspector, isConditional: isConditional, isRepeated: isRepeated, under: under)
                continue
            }
            let count = call.count
            let place: WritableKeyPath<CallEstimate, Count> =
                isRepeated ? \.perItem : isConditional ? \.atMost : \.always
            self[keyPath: place].reads += count.reads
            self[keyPath: place].writes += count.writes
            hasPages = hasPages || call.readsPages
        }
    }
}

extension CallSite {
    fileprivate var count: CallEstimate.Count {
        switch callee {
        case .endpoint(let endpoint), .pages(let endpoint, _):
            endpoint.isWrite ? CallEstimate.Count(writes: 1) : CallEstimate.Count(reads: 1)
        case .setMethod(_, let method): Self.count(ofMethod: method)
        case .opener(.list): CallEstimate.Count(reads: 1)
        case .addition("followed"): CallEstimate.Count(reads: 5)
        case .addition(let name): CallEstimate.Count(reads: Thing.reading.contains(name) ? 1 : 0)
        case .unknown where method != nil: Self.count(ofMethod: method?.text ?? "")
        default: CallEstimate.Count()
        }
    }

    private static func count(ofMethod method: String) -> CallEstimate.Count {
        switch method {
        case "items", "contains", "since": CallEstimate.Count(reads: 1)
        case "add", "add_if_room", "remove": CallEstimate.Count(writes: 1)
        case "set": CallEstimate.Count(reads: 1, writes: 2)
        default: CallEstimate.Count()
        }
    }

    fileprivate var readsPages: Bool {
        switch callee {
        case .pages(let endpoint, _): endpoint.paging != .none
        case .setMethod(_, "items"), .setMethod(_, "since"): true
        default: false
        }
    }
}
