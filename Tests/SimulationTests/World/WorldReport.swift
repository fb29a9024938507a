/// What came of a world.
struct WorldReport: Sendable {
    let seed: UInt64
    /// Operations whose script learned what became of them, by that.
    var verdicts: [Verdict: Int] = [:]
    var deaths = 0
    /// Processes that were suspended, and went on when others had taken their run over.
    var suspended = 0
    /// Scripts that never came to their end.
    var unfinished = 0
    /// Writes that a person has to look at.
    var reviews = 0
    var requests = (reads: 0, writes: 0)
    var discrepancies: [Discrepancy] = []
    /// A digest of everything that happened.
    var trace: UInt64 = 0
    /// How much time passed.
    var elapsed = Duration.zero

    var operations: Int { verdicts.values.reduce(0, +) }
    var duplicates: Int { discrepancies.count { $0.isDuplicate } }
    var losses: Int { discrepancies.count { !$0.isDuplicate } }
}

/// The sum of many worlds.
struct SimulationReport: Sendable, CustomStringConvertible {
    private(set) var worlds = 0
    private(set) var operations = 0
    private(set) var verdicts: [Verdict: Int] = [:]
    private(set) var deaths = 0
    private(set) var suspended = 0
    private(set) var unfinished = 0
    private(set) var reviews = 0
    private(set) var reads = 0
    private(set) var writes = 0
    private(set) var duplicates = 0
    private(set) var losses = 0
    /// The worlds in which something was wrong.
    private(set) var failures: [WorldReport] = []

    mutating func add(_ world: WorldReport) {
        worlds += 1
        operations += world.operations
        verdicts.merge(world.verdicts, uniquingKeysWith: +)
        deaths += world.deaths
        suspended += world.suspended
        unfinished += world.unfinished
        reviews += world.reviews
        reads += world.requests.reads
        writes += world.requests.writes
        duplicates += world.duplicates
        losses += world.losses
        if !world.discrepancies.isEmpty || world.unfinished > 0 { failures.append(world) }
    }

    var description: String {
        func perThousand(_ count: Int) -> Double {
            (Double(count) * 100_000 / Double(max(operations, 1))).rounded() / 100
        }
        let told = verdicts.sorted { $0.value > $1.value }.map { "\($0.key): \($0.value)" }
        var lines = [
            "\(operations) writes in \(worlds) worlds; \(deaths) processes died, \(suspended) were suspended",
            "duplicates: \(duplicates), losses: \(losses), scripts that never ended: \(unfinished)",
            "for a person to look at: \(reviews), \(perThousand(reviews)) of 1,000 writes",
            "requests: \(writes) writing, \(perThousand(writes)) and \(reads) reading, \(perThousand(reads)) for 1,000 writes",
            "scripts were told: " + told.joined(separator: ", "),
        ]
        for world in failures.prefix(10) {
            lines.append("world \(world.seed): \(world.unfinished) unfinished")
            lines += world.discrepancies.prefix(5).map { "  \($0)" }
        }
        return lines.joined(separator: "\n")
    }
}
