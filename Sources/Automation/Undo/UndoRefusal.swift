package import Journal

/// Why a run cannot be taken back now.
package enum UndoRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    case underWay(RunID)
    case unresolved(RunID, inReview: Bool)
    case sandboxGone(RunID)
    /// An earlier undo made a part of the changes.
    case begun(RunID, by: RunID)

    package static func check(_ record: RunRecord) throws(UndoRefusal) {
        if record.state == .running { throw .underWay(record.id) }
        if record.unresolved + record.inReview > 0 {
            throw .unresolved(record.id, inReview: record.inReview > 0)
        }
    }

    package var description: String {
        switch self {
        case .underWay(let run):
            "run \(run) did not come to its end yet; wait for it, or go on with it: moonreel resume \(run)"
        case .unresolved(let run, inReview: true):
            "of some writes of run \(run) nobody knows whether they were made; say so first: moonreel settle \(run)"
        case .unresolved(let run, inReview: false):
            "of some writes of run \(run) it is not known yet whether they were made; the next moonreel run of this "
                + "account finds out"
        case .begun(let run, let undo):
            "run \(undo) began to take run \(run) back and did not come to its end: moonreel resume \(undo) goes on with "
                + "it, and moonreel undo \(undo) takes back what it did"
        case .sandboxGone(let run):
            "run \(run) was on a sandbox that ended with its process; there is nothing to change"
        }
    }
}
