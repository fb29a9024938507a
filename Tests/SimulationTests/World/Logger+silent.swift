import Logging

extension Logger {
    /// Says nothing.
    static let silent = Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }
}
