/// The orders of one account that could begin, by precedence: a writer when no other writes, a reader at any time.
struct ReadyOrders: Sendable {
    /// The last is the next.
    private var writers: [Order] = []
    private var readers: [Order] = []
    private var writer: Int?

    var isEmpty: Bool { writers.isEmpty && readers.isEmpty && writer == nil }

    mutating func add(_ order: Order) {
        if order.isWriter { Self.insert(order, in: &writers) } else { Self.insert(order, in: &readers) }
    }

    /// Takes the one that begins next, if one can.
    mutating func take() -> Order? {
        let reader = readers.last
        guard writer == nil, let next = writers.last, reader.map({ next.comesBefore($0) }) ?? true else {
            return readers.popLast()
        }
        writer = next.number
        return writers.popLast()
    }

    /// Takes the next writer although one is under way, when they are of one moment: that one waits with its last write.
    mutating func takeWriter(besides number: Int, ofTick tick: Int) -> Order? {
        guard writer == number, let next = writers.last, next.tick == tick, next.rule != nil,
            next.occasion?.isRetry == false
        else { return nil }
        writer = next.number
        return writers.popLast()
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
        if writer == number { writer = nil }
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
