import Simulation
import TestSupport
import TraktSandbox

/// What goes wrong at the server of a world, as documents for its faults.
struct Weather: Sendable {
    /// The part of the writes that something happens to.
    var share: Double
    /// How much later than anybody was told a change is made at most.
    var latest: Int
    /// How far reads lie back at most. Together with the latest change less than what a write is given to settle.
    var lag: Int

    static let fair = Weather(share: 0, latest: 0, lag: 0)
    /// One write in ten, and everything there is.
    static let foul = Weather(share: 0.1, latest: 120_000, lag: 15_000)
    /// One write in three.
    static let storm = Weather(share: 0.33, latest: 120_000, lag: 15_000)

    func faults(seed: UInt64) -> [JSONValue] {
        guard share > 0 else { return [] }
        var random = SeededRandom(seed: seed)
        let writes = onWrites.flatMap { fault in
            ["POST", "PUT", "DELETE"].map { method in fault.with("method", .string(method)) }
        }.map { $0.with("share", .double(share / Double(onWrites.count))) }
        let reads = onReads.map { $0.with("method", "GET") }
            .map { $0.with("share", .double(share / Double(onReads.count))) }
        return (writes + reads).map { $0.with("seed", .int(Int.random(in: 0..<1 << 40, using: &random))) }
    }

    /// Half of them leave the change made or to be made.
    private var onWrites: [JSONValue] {
        [
            ["kind": "status", "status": 503], ["kind": "status", "status": 500], ["kind": "status", "status": 429],
            ["kind": "status", "status": 401], ["kind": "html", "status": 522], ["kind": "cut_before_headers"],
            ["kind": "apply_then_status", "status": 500], ["kind": "apply_then_status", "status": 504],
            ["kind": "apply_then_cut"], ["kind": "cut_body"], ["kind": "latency", "delay_ms": 45_000],
            ["kind": "apply_half", "status": 500], ["kind": "apply_late", "after_ms": [0, .int(latest)]],
            ["kind": "apply_late", "after_ms": [0, .int(latest)], "status": 504],
            ["kind": "apply_late", "after_ms": [.int(latest * 3 / 4), .int(latest)]],
        ]
    }

    private var onReads: [JSONValue] {
        [
            ["kind": "status", "status": 503], ["kind": "status", "status": 429], ["kind": "cut_before_headers"],
            ["kind": "cut_body"], ["kind": "latency", "delay_ms": 45_000],
            ["kind": "stale_reads", "after_ms": [0, .int(lag)]],
        ]
    }
}

extension JSONValue {
    fileprivate func with(_ key: String, _ value: JSONValue) -> JSONValue {
        var copy = self
        copy[key] = value
        return copy
    }
}
