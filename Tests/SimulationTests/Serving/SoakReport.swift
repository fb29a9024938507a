import Foundation

/// How a soak went.
struct SoakReport: Sendable, CustomStringConvertible {
    var slots = 0
    var runs = 0
    var failed = 0
    var retries = 0
    var skipped = 0
    var seconds = 0
    /// How late runs began, in seconds of the simulated time.
    var lateness = (median: 0, most99: 0, most: 0)
    var faults: [String] = []
    /// By day.
    private(set) var figures: [(day: Int, figures: Figures)] = []

    mutating func note(_ day: Int, _ figures: Figures) { self.figures.append((day, figures)) }

    mutating func take(_ runs: Int, _ failed: Int, _ retries: Int, _ skipped: Int, lateness: [Int: Int]) {
        (self.runs, self.failed, self.retries, self.skipped) = (runs, failed, retries, skipped)
        let count = lateness.values.reduce(0, +)
        func most(_ part: Double) -> Int {
            var left = Int((Double(count) * part).rounded(.up))
            for (seconds, count) in lateness.sorted(by: { $0.key < $1.key }) {
                left -= count
                if left <= 0 { return seconds }
            }
            return 0
        }
        self.lateness = (most(0.5), most(0.99), most(1))
    }

    /// How much memory and disk there is more than after some days.
    func growth(since day: Int) -> (resident: Int, journal: Int) {
        guard let last = figures.last?.figures, let first = figures.first(where: { $0.day == day })?.figures else {
            return (0, 0)
        }
        return (last.resident - first.resident, last.journal - first.journal)
    }

    var description: String {
        let days = figures.filter { $0.day <= 4 || $0.day.isMultiple(of: 5) }.map { "day \($0.day): \($0.figures)" }
        return """
            \(runs) runs for \(slots) slots in \(seconds) s, \(failed) failed, \(retries) retries, \(skipped) skipped; late \
            \(lateness.median) s, 99 % at most \(lateness.most99) s, most \(lateness.most) s; \(faults.count) faults
            \(days.joined(separator: "\n"))
            """
    }
}

/// What a process and its files take.
struct Figures: Sendable, CustomStringConvertible {
    /// In bytes; 0 where that is not known.
    let resident: Int
    let journal: Int

    /// - Parameter folder: where the journal is.
    init(of folder: URL) {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
        resident = (pages.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) * 4096
        let files = ["journal.sqlite", "journal.sqlite-wal"].map { folder.appending(path: $0).path }
        journal = files.reduce(0) { sum, file in
            let size = (try? FileManager.default.attributesOfItem(atPath: file))?[.size] as? Int
            return sum + (size ?? 0)
        }
    }

    var description: String { "\(resident >> 20) MB resident, journal \(journal >> 10) kB" }
}
