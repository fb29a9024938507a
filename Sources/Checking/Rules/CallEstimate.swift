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
        var counter = CallCounter(survey: inspector.survey)
        // The script's own text runs each time as well.
        self = counter.estimate(of: 0)
        if let run = rule.run { add(counter.estimate(of: run.range.start), isConditional: false, isRepeated: false) }
    }

    fileprivate init() {}

    /// Adds what a part makes that is not reached by every run, or in a loop.
    fileprivate mutating func add(_ other: CallEstimate, isConditional: Bool, isRepeated: Bool) {
        let always: WritableKeyPath<CallEstimate, Count> =
            isRepeated ? \.perItem : isConditional ? \.atMost : \.always
        self[keyPath: always].add(other.always)
        let atMost: WritableKeyPath<CallEstimate, Count> = isRepeated ? \.perItem : \.atMost
        self[keyPath: atMost].add(other.atMost)
        perItem.add(other.perItem)
        hasPages = hasPages || other.hasPages
    }
}

extension CallEstimate.Count {
    /// More than that is many, and functions that call each other may make any number.
    private static let many = 1_000_000

    fileprivate mutating func add(_ other: CallEstimate.Count) {
        reads = min(reads + other.reads, Self.many)
        writes = min(writes + other.writes, Self.many)
    }
}

/// Counts the calls of functions, each function once.
private struct CallCounter {
    let survey: Survey
    private var known: [Int: CallEstimate] = [:]

    init(survey: Survey) { self.survey = survey }

    /// - Parameter depth: of calls that lead to other functions; what is deeper is left out.
    mutating func estimate(of function: Int, depth: Int = 0) -> CallEstimate {
        if let estimate = known[function] { return estimate }
        // One that calls itself counts once.
        known[function] = CallEstimate()
        guard depth < 20 else { return CallEstimate() }
        var estimate = CallEstimate()
        for call in survey.calls(in: function) {
            var made = CallEstimate()
            if case .localFunction(let body) = call.callee {
                made = self.estimate(of: body.range.start, depth: depth + 1)
            } else {
                made.always = call.count
                made.hasPages = call.readsPages
            }
            estimate.add(
                made, isConditional: call.surroundings.isConditional, isRepeated: !call.surroundings.loops.isEmpty)
        }
        known[function] = estimate
        return estimate
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
