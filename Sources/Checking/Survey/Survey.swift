internal import LuaSyntax

/// All calls and uses of fields in a script, in the order of its text.
struct Survey {
    let calls: [CallSite]
    let accesses: [Access]
    /// Every `for`, `while` and `repeat`.
    let loops: [Loop]
    /// What a position is taken of that only running tells: `base[key]`.
    let indices: [Expression]
    /// Where names stand inside `pcall`.
    let protected: Set<Int>
    /// Where the names of fields stand that the script has something else for, where they are nil: `a.name or "x"`.
    let defaulted: Set<Int>
    /// Names and fields of which only running tells what is done with them.
    let values: [Expression]

    private let byFunction: [Int: [Int]]
    /// Where something is changed, in order.
    private let changes: [Int]

    init(of script: Script) {
        var walk = SurveyWalk(script)
        if script.chunk.errors.isEmpty { walk.visit(script.chunk.block, Surroundings()) }
        let calls = walk.calls
        (self.calls, accesses, loops, indices) = (calls, walk.accesses, walk.loops, walk.indices)
        (protected, defaulted, values) = (walk.protected, walk.defaulted, walk.values)
        byFunction = Dictionary(grouping: calls.indices) { calls[$0].surroundings.function }
        changes = calls.filter { $0.change != nil }.map(\.expression.range.start).sorted()
    }

    /// The calls that a function makes, by the place of its parameters; 0 for the script's own text.
    func calls(in function: Int) -> [CallSite] {
        (byFunction[function] ?? []).map { calls[$0] }
    }

    /// Whether something is changed in a loop.
    func changes(in loop: Loop) -> Bool {
        let next = changes.partitioningIndex { $0 >= loop.range.start }
        return next < changes.count && changes[next] < loop.range.end
    }

    /// Whether a call is only made when something holds that is asked in the loop.
    func isInCondition(_ call: CallSite, of loop: Loop) -> Bool {
        call.surroundings.branches.contains { loop.range.contains($0) }
    }
}

extension [Int] {
    /// The first place of which something holds that holds of all after it.
    fileprivate func partitioningIndex(where holds: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
