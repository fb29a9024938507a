import Foundation
import Journal
import Simulation
import Storage
import TestSupport
import TraktSandbox

/// What all worlds have in common, made once.
struct Universe: Sendable {
    /// A sandbox as every world begins with it.
    let door: SandboxDoor
    let shelf: Shelf

    init() throws {
        let beginning = Date(timeIntervalSince1970: 1_772_627_696)
        door = try SandboxDoor(
            SandboxConfiguration(isVIP: true, limits: .init(areCallsLimited: true, account: .roomy))
        ) { beginning }
        shelf = try Shelf(door.twin { beginning }, longest: 26)
    }

    /// Deals the titles out to the scripts of a world.
    func belongings(_ count: Int, _ random: inout SeededRandom) -> [Belongings] {
        var movies = shelf.movies.shuffled(using: &random)[...]
        var series = shelf.series.shuffled(using: &random)[...]
        func take<Element>(_ number: Int, from elements: inout ArraySlice<Element>) -> [Element] {
            defer { elements = elements.dropFirst(number) }
            return Array(elements.prefix(number))
        }
        let common = take(8, from: &movies)
        return (0..<count).map { index in
            Belongings(
                movies: take(12, from: &movies), series: take(2, from: &series), scrobbled: take(4, from: &movies),
                attended: take(2, from: &movies), common: common, name: "S\(index)")
        }
    }
}

extension Universe {
    /// The journal of a world, in memory.
    func journal(in time: SimulatedTime, _ circumstances: Circumstances) throws -> any JournalStore {
        var parameters = SQLiteStore.Parameters()
        parameters.now = { time.atServer }
        let store = try SQLiteStore.inMemory(parameters)
        return circumstances.flaw.map { FlawedStore(store, $0) } ?? store
    }
}
