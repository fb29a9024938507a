internal import ArgumentParser

/// What the program tells the shell.
enum ExitStatus: Int32 {
    case done = 0
    /// The script or a check failed.
    case failed = 1
    case badUsage = 2
    /// Trakt could not be reached, or refused.
    case refused = 3
    case interrupted = 130

    var code: ExitCode { ExitCode(rawValue) }
}
