import TestSupport
import Testing

@Suite("Scripts in a world where everything goes wrong")
struct SimulationTests {
    @Test("nothing is written twice, and nothing is lost")
    func promise() async throws {
        let simulation = Simulation(seed: SimulationSettings.seed)
        let report = try await simulation.run(writes: SimulationSettings.writes)
        print(report)
        #expect(report.duplicates == 0)
        #expect(report.losses == 0)
        #expect(report.unfinished == 0)
    }

    @Test(
        "a world that once went wrong goes right",
        arguments: [
            (1_001_892, "a read that took long showed what was there when it began"), (3_001_463, "the same"),
            (11_000_785, "a read still showed a play that was removed and added anew"),
            (21_002_979, "a checkin was sent again when it was over"),
        ] as [(UInt64, String)])
    func regression(seed: UInt64, cause: String) async throws {
        let report = try await World(Universe(), seed: seed, Circumstances()).run()
        #expect(report.discrepancies.map(\.description) == [])
    }

    @Test("the same seed makes the same world, to the last request")
    func reproducible() async throws {
        let universe = try Universe()
        var circumstances = Circumstances()
        circumstances.operations = 12
        let once = try await World(universe, seed: SimulationSettings.seed, circumstances).run()
        let again = try await World(universe, seed: SimulationSettings.seed, circumstances).run()
        #expect(once.trace == again.trace)
        #expect(once.elapsed == again.elapsed)
        let other = try await World(universe, seed: SimulationSettings.seed &+ 1, circumstances).run()
        #expect(other.trace != once.trace)
    }
}
