package import Foundation
package import Journal

/// What happens while rules are served, for logs and reports.
package enum ServeEvent: Sendable {
    case added(rule: String, path: String, timing: String, next: Date?)
    case changed(rule: String, path: String, timing: String, next: Date?)
    case removed(rule: String, path: String)
    case broken(path: String, RuleFileError, kept: String?)
    case mended(rule: String)
    case unreadable(folder: String, reason: String)
    /// - Parameter account: what it is called on this machine, here and below.
    case began(Order, account: String, at: Date)
    /// - Parameter retryAt: when the same run is tried again.
    case ended(Order, account: String, RunReport, at: Date, next: Date?, retryAt: Date?)
    case printed(rule: String, LogLine)
    case skipped(rule: String, upTo: Date, count: Int, Dispatcher.Skip)
    /// The slot, or what was asked, has a run already, of another process or from before the clock was set.
    case taken(Order, account: String)
    case polled(account: String, moved: [String])
    case pollFailed(account: String, reason: String)
    /// A run that died, or was parked, was gone on with.
    case resumed(RunRecord, RunReport)
    case settled(account: String, done: Int, of: Int)
    case paused(rule: String, reason: String)
    case goesOn(rule: String)
    /// The clock shows an earlier time than before.
    case clockSetBack(by: TimeInterval)
    /// What is to be noted waits for the journal, or does so no longer; told once for all that waits.
    case journal(PatientStore.News)
    case problem(String)

    /// Whether a run has ended, which may have left something to deliver.
    package var isEndOfRun: Bool {
        switch self {
        case .ended, .resumed: true
        default: false
        }
    }
}
