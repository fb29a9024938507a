internal import ArgumentParser
internal import Automation
internal import Trakt

/// Runs a command's body so that Ctrl-C ends it, and says what went wrong with the exit status that belongs to it.
func commanded(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await body() }
    let interruption = Interruption(of: "The command") { task.cancel() }
    let result = await task.result
    guard interruption.signalNumber == nil else { throw ExitStatus.interrupted.code }
    try await explained { try result.get() }
}

/// Runs a command's body and says what went wrong with the exit status that belongs to it.
func explained(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let code as ExitCode {
        throw code
    } catch {
        Terminal.note("\(error)")
        if let advice = SignInAdvice(error) { Terminal.detail(advice.sentence) }
        throw ExitStatus(error).code
    }
}

/// What to type where an error says that somebody has to sign in.
enum SignInAdvice: String {
    case again = "sign_in_again"
    case first = "signed_out"

    init?(_ error: any Error) {
        switch error {
        case let error as TraktError: self.init(rawValue: error.kind)
        case let error as RefreshError where error.needsSignIn: self = .again
        default: return nil
        }
    }

    var sentence: String {
        switch self {
        case .again: "Sign in again: moonreel login."
        case .first: "Sign in: moonreel login."
        }
    }
}

extension ExitStatus {
    /// What an error means for the shell.
    init(_ error: any Error) {
        switch error {
        case is ConnectionError, is ConfigurationError, is UnknownRun, is Replay.Refusal, is RuleNameError,
            is BackfillError:
            self = .badUsage
        case let error as SignInError:
            switch error {
            case .noClientID, .noClientSecret, .badName, .reservedName, .nameTaken: self = .badUsage
            case .nothingToRenew, .signedOut: self = .failed
            }
        case is RedirectListener.Unavailable: self = .badUsage
        case let error as TraktError: self = error.isOfThisMachine ? .failed : .refused
        case let error as RefreshError: self = error.isOfThisMachine ? .failed : .refused
        case let error as DeviceSignInError: self = error.refusal == nil ? .failed : .refused
        default: self = .failed
        }
    }
}
