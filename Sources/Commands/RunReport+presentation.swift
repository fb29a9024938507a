internal import Automation
internal import Foundation
internal import Journal
internal import Lua
internal import Trakt
internal import Wording

extension RunReport {
    /// What the shell is told.
    func status(interrupted: Bool) -> ExitStatus {
        switch outcome {
        case .finished: .done
        case .failed(let error): wasRefused ? .refused : error.kind == "invalid_option" ? .badUsage : .failed
        case .stopped(.cancelled, _): interrupted ? .interrupted : .failed
        case .stopped: .failed
        }
    }

    /// Tells on standard error what went wrong, if something did.
    ///
    /// - Parameter subject: what was run, as the beginning of a sentence.
    func explain(_ limits: Limits, of subject: String) {
        switch outcome {
        case .finished: break
        case .failed(let error): Self.tell(error.told, error)
        case .stopped(let reason, let error):
            let place = error.place.map { ", at \($0.harmless(upTo: 200))" } ?? ""
            Self.tell("\(subject) was \(Self.words(for: reason, limits))\(place).", error)
        }
        if case .finished = outcome {
        } else if writes > 0 {
            Terminal.detail(
                "Before that it made \(writes) writing call\(writes == 1 ? "" : "s"), which stay\(writes == 1 ? "s" : "")."
            )
        }
        let untold = unsettledWrites - (endedByUnsettledWrite ? 1 : 0)
        if untold > 0 {
            Terminal.detail(
                "\(untold) writing call\(untold == 1 ? " has" : "s have") no answer; the next run of this account finds "
                    + "out whether the change was made.")
        }
        if let journalProblem, !isEndNoted { tellThatItGoesOn(journalProblem) }
        if outputDropped > 0 {
            Terminal.note("\(outputDropped) bytes of output beyond the limit were dropped.")
        }
    }

    private func tellThatItGoesOn(_ problem: StoreError) {
        Terminal.note("\(problem)")
        if case .fenced = problem { return }
        guard let run else { return }
        Terminal.detail(
            "So the journal does not say that run \(run) is over, and the next command that uses its account goes on "
                + "with it.")
    }

    /// Whether the error that ended the run already says that its own write may have been made.
    private var endedByUnsettledWrite: Bool {
        guard case .failed(let error) = outcome else { return false }
        return (try? JSONValue(parsing: error.document))?["may_have_happened"] == true
    }

    private static let mostFrames = 50

    private static func tell(_ sentence: String, _ error: ScriptError) {
        Terminal.note(sentence)
        if error.traceback.count > 1 {
            for line in error.traceback.prefix(mostFrames) { Terminal.detail(line.harmless(upTo: 500)) }
        }
        if let advice = error.kind.flatMap(SignInAdvice.init(rawValue:)) { Terminal.detail(advice.sentence) }
    }

    private static func words(for reason: StopReason, _ limits: Limits) -> String {
        switch reason {
        case .cancelled: "interrupted"
        case .deadline:
            "stopped after \(limits.time.map { TimeSpan($0).description } ?? "its time"), its time limit (--timeout)"
        case .memory: "stopped because it held more than \(limits.memory >> 20) MiB of memory"
        }
    }
}
