internal import Foundation

package enum PseudoTerminalError: Error, Sendable, CustomStringConvertible {
    case refused(String, Int32)
    case notInTime(String, screen: String)

    package var description: String {
        switch self {
        case .refused(let what, let reason): "could not \(what): \(String(cString: strerror(reason)))"
        case .notInTime(let what, let screen): "waited in vain for \(what); the screen shows:\n\(screen)"
        }
    }
}
