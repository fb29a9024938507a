internal import Glibc

/// A guest that could not be had.
package enum GuestError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The number of the system's error.
    case notStarted(Int32)
    /// It ended before it could be given a script.
    case endedEarly(String)
    /// It is held less than those before it: what is missing, each as a sentence.
    case heldLess([String])

    package var description: String {
        switch self {
        case .notStarted(let number):
            "a process for the script could not be started: \(String(cString: strerror(number)))"
        case .endedEarly(let words): "the process for the script \(words)"
        case .heldLess(let missing):
            "the process for the script is held less than those before it, and was given none: "
                + missing.joined(separator: " ")
        }
    }
}
