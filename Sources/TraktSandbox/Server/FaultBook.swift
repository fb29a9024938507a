/// The faults that are switched on.
struct FaultBook: Sendable {
    /// One fault on one call.
    struct Strike: Sendable {
        let fault: Fault
        /// How much later the call is done, or how far a read lies back.
        let afterMilliseconds: Int
    }

    private(set) var faults: [Fault] = []
    private var nextID = 1

    mutating func add(_ json: JSONValue) throws(Refusal) -> Fault {
        let fault = try Fault(json, id: nextID)
        nextID += 1
        faults.append(fault)
        return fault
    }

    mutating func clear() { faults = [] }

    /// How far reads lie back at most.
    var longestLag: Int {
        faults.filter { $0.kind == .staleReads }.map(\.afterMilliseconds.upperBound).max() ?? 0
    }

    /// The first fault that fits a call and strikes it; using it counts it down.
    mutating func strike(_ call: Call) -> Strike? {
        var struck: Int?
        for index in faults.indices where faults[index].fits(call) {
            // Also those behind the first one draw, for they draw for every call that fits.
            let strikes = faults[index].draws()
            if strikes, struck == nil { struck = index }
        }
        guard let struck else { return nil }
        let after = faults[struck].drawAfter()
        if let remaining = faults[struck].remaining { faults[struck].remaining = remaining - 1 }
        let fault = faults[struck]
        if fault.remaining == 0 { faults.remove(at: struck) }
        return Strike(fault: fault, afterMilliseconds: after)
    }
}
