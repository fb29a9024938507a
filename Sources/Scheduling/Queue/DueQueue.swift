package import Foundation

/// What is due when: any number of entries, the earliest at hand.
///
/// A heap with four branches, whose parts lie in arrays of their own, so that a million entries take some tens of bytes
/// each. Among equal deadlines the entry with the lower place comes first, which is the same in every process that did
/// the same.
package struct DueQueue<Element> {
    /// Stands for an entry until it is removed or popped. A handle of an entry that is gone is never another's.
    package struct Handle: Hashable, Sendable {
        fileprivate var place: UInt32
        fileprivate var generation: UInt32
    }

    // In the heap's order: the deadline, and where the entry is kept.
    private var deadlines: [Double] = []
    private var places: [UInt32] = []
    // By place: where the entry is in the heap, how many had the place before, and the element.
    private var positions: [UInt32] = []
    private var generations: [UInt32] = []
    private var elements: [Element?] = []
    private var free: [UInt32] = []

    package init() {}

    package var count: Int { deadlines.count }
    package var isEmpty: Bool { deadlines.isEmpty }

    /// When the first entry is due.
    package var nextDeadline: Date? { deadlines.first.map(Date.init(timeIntervalSinceReferenceDate:)) }

    package mutating func reserveCapacity(_ count: Int) {
        deadlines.reserveCapacity(count)
        places.reserveCapacity(count)
        positions.reserveCapacity(count)
        generations.reserveCapacity(count)
        elements.reserveCapacity(count)
    }

    /// Adds an entry.
    @discardableResult
    package mutating func insert(_ element: Element, due deadline: Date) -> Handle {
        let place: UInt32
        if let reused = free.popLast() {
            place = reused
            elements[Int(place)] = element
        } else {
            place = UInt32(elements.count)
            elements.append(element)
            generations.append(0)
            positions.append(0)
        }
        deadlines.append(deadline.timeIntervalSinceReferenceDate)
        places.append(place)
        positions[Int(place)] = UInt32(deadlines.count - 1)
        rise(from: deadlines.count - 1)
        return Handle(place: place, generation: generations[Int(place)])
    }

    package subscript(handle: Handle) -> Element? {
        position(of: handle) == nil ? nil : elements[Int(handle.place)]
    }

    package func deadline(of handle: Handle) -> Date? {
        position(of: handle).map { Date(timeIntervalSinceReferenceDate: deadlines[$0]) }
    }

    /// Gives an entry another deadline; false where it is gone.
    @discardableResult
    package mutating func move(_ handle: Handle, to deadline: Date) -> Bool {
        guard let position = position(of: handle) else { return false }
        deadlines[position] = deadline.timeIntervalSinceReferenceDate
        settle(position)
        return true
    }

    /// Takes an entry out; nil where it is gone.
    @discardableResult
    package mutating func remove(_ handle: Handle) -> Element? {
        guard let position = position(of: handle) else { return nil }
        let last = deadlines.count - 1
        swap(position, last)
        deadlines.removeLast()
        places.removeLast()
        if position < last { settle(position) }
        let place = Int(handle.place)
        generations[place] &+= 1
        free.append(handle.place)
        defer { elements[place] = nil }
        return elements[place]
    }

    /// The first entry, if it is due; it stays.
    package func firstDue(at now: Date) -> (handle: Handle, element: Element, deadline: Date)? {
        guard let deadline = deadlines.first, deadline <= now.timeIntervalSinceReferenceDate,
            let element = elements[Int(places[0])]
        else { return nil }
        let handle = Handle(place: places[0], generation: generations[Int(places[0])])
        return (handle, element, Date(timeIntervalSinceReferenceDate: deadline))
    }

    /// Takes the first entry out, if it is due.
    package mutating func popDue(_ now: Date) -> (element: Element, deadline: Date)? {
        guard let due = firstDue(at: now) else { return nil }
        remove(due.handle)
        return (due.element, due.deadline)
    }

    private func position(of handle: Handle) -> Int? {
        let place = Int(handle.place)
        guard place < generations.count, generations[place] == handle.generation, elements[place] != nil else {
            return nil
        }
        return Int(positions[place])
    }
}

extension DueQueue: Sendable where Element: Sendable {}

/// The heap.
extension DueQueue {
    private func isBefore(_ one: Int, _ other: Int) -> Bool {
        deadlines[one] != deadlines[other] ? deadlines[one] < deadlines[other] : places[one] < places[other]
    }

    private mutating func swap(_ one: Int, _ other: Int) {
        deadlines.swapAt(one, other)
        places.swapAt(one, other)
        positions[Int(places[one])] = UInt32(one)
        positions[Int(places[other])] = UInt32(other)
    }

    /// Puts an entry where its deadline belongs.
    private mutating func settle(_ position: Int) {
        if position > 0, isBefore(position, (position - 1) / 4) {
            rise(from: position)
        } else {
            sink(from: position)
        }
    }

    private mutating func rise(from position: Int) {
        var position = position
        while position > 0, isBefore(position, (position - 1) / 4) {
            swap(position, (position - 1) / 4)
            position = (position - 1) / 4
        }
    }

    private mutating func sink(from position: Int) {
        var position = position
        while true {
            let first = 4 * position + 1
            guard first < deadlines.count else { return }
            var least = first
            for child in (first + 1)..<max(first + 1, min(first + 4, deadlines.count)) where isBefore(child, least) {
                least = child
            }
            guard isBefore(least, position) else { return }
            swap(least, position)
            position = least
        }
    }
}
