internal import ArgumentParser
internal import Trakt

/// Runs a command's body so that Ctrl-C ends it, and says what went wrong with the exit status that belongs to it.
func commanded(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await body() }
    let interruption = Interruption(of: "The command") { task.cancel() }
    let result = await task.result
    guard interruption.signalNumber == nil else { throw ExitStatus.interrupted.code }
    do {
        try result.get()
    } catch let code as ExitCode {
        throw code
    } catch {
        Terminal.note("\(error)")
        throw ExitStatus(error).code
    }
}

extension ExitStatus {
    /// What an error means for the shell.
    init(_ error: any Error) {
        switch error {
        case is ConnectionError, is ConfigurationError: self = .badUsage
        case let error as SignInError:
            switch error {
            case .noClientID, .noClientSecret, .badName, .reservedName, .nameTaken: self = .badUsage
            case .nothingToRenew, .signedOut: self = .failed
            }
        case is TraktError, is RefreshError: self = .refused
        case let error as DeviceSignInError: self = error.refusal == nil ? .failed : .refused
        default: self = .failed
        }
    }
}
