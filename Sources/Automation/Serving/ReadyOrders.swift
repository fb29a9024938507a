/// The orders of one account that could begin, by precedence: a writer when no other writes, a reader at any time.
struct ReadyOrders: Sendable {
    /// The last is the next.
    private var writers: [Order] = []
    private var readers: [Order] = []
    /// The writers that have begun and not ended: several only where all but one have asked for everything they ask for.
    private var writing: [Int: Order] = [:]
    /// Those of them that wait with their last write, or were answered it.
    private var holding: Set<Int> = []
    /// Of which moment these are.
    private var heldTick: Int?

    /// Whether a writer has begun that may still ask for something.
    var hasActiveWriter: Bool { writing.count != holding.count }

    mutating func add(_ order: Order) {
        if order.isWriter { Self.insert(order, in: &writers) } else { Self.insert(order, in: &readers) }
    }

    /// Takes the one that begins next, if one can.
    mutating func take() -> Order? {
        let reader = readers.last
        guard let next = writers.last, mayBegin(next), reader.map({ next.comesBefore($0) }) ?? true else {
            return readers.popLast()
        }
        writing[next.number] = next
        return writers.popLast()
    }

    /// A writer has come to its last write, and waits with it for others of its moment.
    mutating func hold(_ order: Order) {
        guard writing[order.number] != nil else { return }
        holding.insert(order.number)
        heldTick = order.tick
    }

    func isHolding(_ number: Int) -> Bool { holding.contains(number) }

    private func mayBegin(_ writer: Order) -> Bool {
        if writing.isEmpty { return true }
        // A second run of one rule begins with what the first has kept.
        return !hasActiveWriter && writer.tick == heldTick && writer.rule != nil && writer.occasion?.isRetry == false
            && !writing.values.contains { $0.rule == writer.rule }
    }

    /// Takes one away that has not begun.
    mutating func remove(_ number: Int) -> Order? {
        if let place = writers.firstIndex(where: { $0.number == number }) { return writers.remove(at: place) }
        if let place = readers.firstIndex(where: { $0.number == number }) { return readers.remove(at: place) }
        return nil
    }

    /// Those that have not begun.
    var all: [Order] { writers + readers }

    /// One that has not begun.
    func order(_ number: Int) -> Order? { all.first { $0.number == number } }

    mutating func ended(_ number: Int) {
        writing[number] = nil
        holding.remove(number)
    }

    private static func insert(_ order: Order, in orders: inout [Order]) {
        var (low, high) = (0, orders.count)
        while low < high {
            let middle = (low + high) / 2
            if order.comesBefore(orders[middle]) { low = middle + 1 } else { high = middle }
        }
        orders.insert(order, at: low)
    }
}
