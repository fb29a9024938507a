import Foundation
import TestSupport

/// Many worlds, one after the other.
struct Simulation: Sendable {
    var circumstances = Circumstances()
    /// Of the first world; the next has the next one.
    var seed: UInt64

    /// Runs worlds until their scripts have done so much.
    func run(writes: Int) async throws -> SimulationReport {
        let universe = try Universe()
        var report = SimulationReport()
        var seed = seed
        while report.operations < writes {
            report.add(try await World(universe, seed: seed, circumstances).run())
            seed &+= 1
        }
        return report
    }
}

/// What the environment says about the size of simulations.
enum SimulationSettings {
    /// `MOONREEL_SIMULATED_WRITES`.
    static var writes: Int { number("MOONREEL_SIMULATED_WRITES").flatMap { Int(exactly: $0) } ?? 600 }

    /// `MOONREEL_SEED`: the seed of the first world.
    static var seed: UInt64 { number("MOONREEL_SEED") ?? 1 }

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }
}
