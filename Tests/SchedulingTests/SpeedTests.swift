import Foundation
import Scheduling
import Testing

/// Figures for people, on demand and in an optimized build:
/// `MOONREEL_MEASURE=1 swift test -c release --filter SpeedTests`.
///
/// They are here and not with the benchmarks because what is measured is for this package alone.
@Suite("How fast", .enabled(if: ProcessInfo.processInfo.environment["MOONREEL_MEASURE"] != nil), .serialized)
struct SpeedTests {
    @Test("schedules are put back for their next slot", arguments: [1_000, 100_000, 1_000_000])
    func rescheduling(_ count: Int) {
        let operations = 500_000
        let before = residentBytes()
        var due = Due(count: count)
        let held = residentBytes() - before
        var plain = PlainHeap(count: count)
        for round in 1...3 {
            let ours = perSecond(operations) { due.reschedule() }
            let theirs = perSecond(operations) { plain.reschedule() }
            print(
                "\(count) schedules, round \(round): \(Int(ours)) a second, plain numbers \(Int(theirs)) a second, ratio "
                    + String(format: "%.2f", ours / theirs))
        }
        print("\(count) schedules: \(held / count) bytes each, as the process grew")
    }

    @Test("the next slot is found", arguments: ["every 6h", "daily at 07:30", "*/15 9-17 * * mon-fri", "0 9 L * *"])
    func next(_ text: String) throws {
        let schedule = try Schedule(text, zone: Zone(named: "Europe/Berlin"))
        let first = Date(timeIntervalSince1970: 1_796_000_000)
        var slot = first
        let rate = perSecond(1_000_000) {
            slot = schedule.next(after: slot) ?? first
            if slot.timeIntervalSince1970 > 2_500_000_000 { slot = first }
        }
        print("\(text): \(Int(1e9 / rate)) ns")
    }

    /// By the processor's time of this thread, so that what else the machine does hardly counts.
    private func perSecond(_ operations: Int, _ operation: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = now()
        for _ in 0..<operations { operation() }
        return Double(operations) / (now() - start)
    }

    private func residentBytes() -> Int {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
        return (pages.flatMap { Int($0[1]) } ?? 0) * 4096
    }
}

/// Many schedules of every kind, and when each is due.
private struct Due {
    private var schedules: [Schedule] = []
    private var queue = DueQueue<UInt32>()

    init(count: Int) {
        let zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"].compactMap { try? Zone(named: $0) }
        let now = Date(timeIntervalSince1970: 1_796_000_000)
        schedules.reserveCapacity(count)
        queue.reserveCapacity(count)
        for number in 0..<count {
            let (hour, minute) = (number / 60 % 24, number % 60)
            let text =
                switch number % 4 {
                case 0: "every \(number % 1000 + 60)s"
                case 1: "daily at \(hour):\(minute < 10 ? "0" : "")\(minute)"
                case 2: "\(minute) \(hour) * * mon-fri"
                default: "\(minute)/15 * * * *"
                }
            guard let schedule = try? Schedule(text, zone: zones[number / 4 % zones.count]),
                let slot = schedule.next(after: now)
            else { continue }
            queue.insert(UInt32(schedules.count), due: slot)
            schedules.append(schedule)
        }
    }

    mutating func reschedule() {
        guard let due = queue.firstDue(at: .distantFuture),
            let next = schedules[Int(due.element)].next(after: due.deadline)
        else { return }
        queue.move(due.handle, to: next)
    }
}

/// The least that a queue does: a binary heap of numbers, where each entry comes again after a time of its own.
private struct PlainHeap {
    private var entries: [(deadline: Int64, number: Int32)] = []

    init(count: Int) {
        entries = (0..<count).map { (period(Int32($0)), Int32($0)) }.sorted { $0.0 < $1.0 }
    }

    mutating func reschedule() {
        entries[0].deadline += period(entries[0].number)
        var place = 0
        while 2 * place + 1 < entries.count {
            var child = 2 * place + 1
            if child + 1 < entries.count, entries[child + 1].deadline < entries[child].deadline { child += 1 }
            guard entries[child].deadline < entries[place].deadline else { return }
            entries.swapAt(child, place)
            place = child
        }
    }
}

private func period(_ number: Int32) -> Int64 { 60 + Int64(UInt32(bitPattern: number) &* 2_654_435_761 % 86_340) }
