internal import Automation
internal import Foundation
internal import Trakt

/// Showing what would change: with colours where standard output is a terminal that has them.
enum PlanOutput {
    static func show(_ diff: PlanDiff) {
        let isColoured = Terminal.outputHasColours
        // What is in a line was made harmless before it got its colour.
        for line in diff.lines(styled: { isColoured ? coloured($0, $1) : Terminal.harmless($1) }) {
            Terminal.output(line)
        }
    }

    private static func coloured(_ sign: PlanDiff.Sign?, _ text: String) -> String {
        let colour: Int? =
            switch sign {
            case .added: 32
            case .removed: 31
            case .changed: 33
            case nil: nil
            }
        let text = Terminal.harmless(text)
        return colour.map { "\u{1B}[\($0)m\(text)\u{1B}[0m" } ?? text
    }
}

/// A plan in a file.
enum PlanFile {
    static func save(_ plan: Plan, to path: String) throws(PlanFileError) {
        let unfinished = "\(path).\(UUID().uuidString)"
        // It has what the account keeps to itself: notes, names of private lists. So nobody else may read it.
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PlanFileError(path: path, reason: String(cString: strerror(errno))) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(plan.document + [UInt8(ascii: "\n")]))
            try file.close()
        } catch {
            unlink(unfinished)
            throw PlanFileError(path: path, reason: error.localizedDescription)
        }
        guard rename(unfinished, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(unfinished)
            throw PlanFileError(path: path, reason: reason)
        }
    }
}

/// A plan that could not be saved.
struct PlanFileError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path): the plan could not be saved: \(reason)" }
}
