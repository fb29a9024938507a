import CBaselines

/// Something measured in turn with what it is compared with.
struct Comparison: Sendable {
    /// Such as `call/nothing`; `--only` selects by any part of it.
    let name: String
    let unit: Unit
    var aim: Aim?
    /// What the baseline is, in a few words.
    let baseline: String
    /// One sample each, in the unit.
    let measure: @Sendable () async throws -> Double
    let measureBaseline: @Sendable () async throws -> Double

    /// Measures in rounds, one sample of each side in a round: whatever else the machine does meets both.
    func run(rounds: Int) async throws -> Figure {
        var samples: [Double] = []
        var baselines: [Double] = []
        let loadBefore = Load.now
        for round in 0...rounds {
            // Now one side is first, now the other.
            let early = round.isMultiple(of: 2) ? try await measureBaseline() : 0
            let sample = try await measure()
            let other = round.isMultiple(of: 2) ? early : try await measureBaseline()
            if round == 0 { continue }  // the warm-up
            samples.append(sample)
            baselines.append(other)
        }
        return Figure(
            comparison: self, ours: Spread(samples), baseline: Spread(baselines),
            ratio: Spread(zip(samples, baselines).map { $0 / $1 }), loadBefore: loadBefore, loadAfter: Load.now)
    }
}

/// A comparison that cannot be made here, and what to do about it.
struct Unavailable: Error, CustomStringConvertible {
    let description: String

    init(_ reason: String) { description = reason }
}

enum Unit: String, Encodable, Sendable {
    case nanoseconds = "ns"
    case microseconds = "µs"
    case milliseconds = "ms"
    case bytes = "B"
    case kilobytes = "kB"
    case megabytesPerSecond = "MB/s"
    case perSecond = "/s"
}

/// What a figure ought to be.
struct Aim: Sendable {
    enum Quantity: Sendable { case ratio, figure }

    let quantity: Quantity
    let bounds: PartialBounds

    enum PartialBounds: Sendable {
        case atMost(Double)
        case atLeast(Double)
    }

    static func ratio(_ bounds: PartialBounds) -> Aim { Aim(quantity: .ratio, bounds: bounds) }
    static func figure(_ bounds: PartialBounds) -> Aim { Aim(quantity: .figure, bounds: bounds) }

    func isMet(by figure: Figure) -> Bool {
        let value = quantity == .ratio ? figure.ratio.median : figure.ours.median
        return switch bounds {
        case .atMost(let most): value <= most
        case .atLeast(let least): value >= least
        }
    }
}

/// What the samples of one side say.
struct Spread: Encodable, Sendable {
    let median: Double
    let least: Double
    let most: Double

    init(_ samples: [Double]) {
        let sorted = samples.sorted()
        let middle = sorted.count / 2
        median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        least = sorted[0]
        most = sorted[sorted.count - 1]
    }
}

/// A comparison that was made. The ratio is the median of the rounds' own ratios.
struct Figure: Sendable {
    let comparison: Comparison
    let ours: Spread
    let baseline: Spread
    let ratio: Spread
    let loadBefore: String
    let loadAfter: String
}
