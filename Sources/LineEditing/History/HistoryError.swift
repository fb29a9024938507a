internal import Foundation

/// Why a history is not kept.
package enum HistoryError: Error, Sendable, Hashable, CustomStringConvertible {
    case notRead(path: String, reason: String)
    case notWritten(path: String, reason: String)

    package var description: String {
        switch self {
        case .notRead(let path, let reason):
            "The history in \(path) cannot be read: \(reason). This session begins without it."
        case .notWritten(let path, let reason):
            "The history in \(path) cannot be written: \(reason). What is entered is kept in this session only."
        }
    }

    static var lastReason: String { String(cString: strerror(errno)) }
}
