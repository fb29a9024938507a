import Foundation
import Scheduling
import Simulation
import TestSupport
import Testing

@Suite("What is due")
struct DueQueueTests {
    private let start = utc("2026-11-29 12:00")

    @Test("comes in the order of its deadlines, and not before them")
    func order() {
        var queue = DueQueue<String>()
        let none = queue.popDue(.distantFuture)
        #expect(queue.nextDeadline == nil && none == nil)
        queue.insert("third", due: start + 30)
        queue.insert("first", due: start + 10)
        queue.insert("second", due: start + 10.5)
        #expect(queue.nextDeadline == start + 10)
        let popped = [9.999, 10, 10, 60, 60].map { queue.popDue(start + $0) }
        #expect(popped.map { $0?.element } == [nil, "first", nil, "second", "third"])
        #expect(popped[4]?.deadline == start + 30)
        #expect(queue.isEmpty)
    }

    @Test("is moved and removed by its handle, which is never another's")
    func handles() {
        var queue = DueQueue<String>()
        let one = queue.insert("one", due: start)
        let other = queue.insert("other", due: start + 1)
        let moved = queue.move(one, to: start + 2)
        #expect(moved && queue.nextDeadline == start + 1)
        #expect(queue[one] == "one" && queue.deadline(of: one) == start + 2)
        let removed = [queue.remove(other), queue.remove(other)]
        #expect(removed == ["other", nil])
        let third = queue.insert("third", due: start + 3)
        let movedAgain = queue.move(other, to: start)
        #expect(queue[other] == nil && !movedAgain && queue.deadline(of: other) == nil)
        #expect(queue[third] == "third" && queue.count == 2)
    }

    @Test("is what a sorted list would have, whatever is done", arguments: 0..<20 as Range<UInt64>)
    func model(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var queue = DueQueue<Int>()
        var model: [Int: (handle: DueQueue<Int>.Handle, deadline: Date)] = [:]
        var now = start
        for step in 0..<3000 {
            let deadline = now + Double(Int.random(in: 0...100, using: &random))
            switch Int.random(in: 0..<10, using: &random) {
            case 0...4: model[step] = (queue.insert(step, due: deadline), deadline)
            case 5:
                guard let (key, entry) = model.min(by: { $0.key < $1.key }) else { continue }
                let moved = queue.move(entry.handle, to: deadline)
                #expect(moved)
                model[key] = (entry.handle, deadline)
            case 6:
                guard let (key, entry) = model.max(by: { $0.key < $1.key }) else { continue }
                let removed = queue.remove(entry.handle)
                #expect(removed == key)
                model[key] = nil
            default:
                now += Double(Int.random(in: 0...10, using: &random))
                let least = model.values.map(\.deadline).min()
                #expect(queue.nextDeadline == least, "seed \(seed)")
                guard let due = queue.popDue(now) else {
                    #expect(least.map { $0 > now } ?? true, "seed \(seed)")
                    continue
                }
                #expect(due.deadline == least && model[due.element]?.deadline == least, "seed \(seed)")
                model[due.element] = nil
            }
            #expect(queue.count == model.count)
        }
    }
}
