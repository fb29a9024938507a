internal import Foundation
internal import Logging

/// What the modules log, for somebody who watches: on standard error, and only when that is a terminal.
struct TerminalLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .notice
    private let isWatched = isatty(STDERR_FILENO) == 1

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        guard isWatched else { return }
        let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        Terminal.note("\(event.message)" + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"))
    }
}
