internal import Foundation
internal import Trakt

/// Signing in on another device, on the terminal: the code, a picture of the address, and how long it is good for.
struct DeviceDialogue {
    let server: AuthorizationServer

    func tokens() async throws -> Tokens {
        let countdown = Countdown()
        defer { countdown.end() }
        // Only a question under way is waited for: every pause ends when the task is cancelled.
        let outcome = try await CriticalWork.hold {
            try await DeviceSignIn(server).run { code in
                show(code)
                countdown.begin(code.lifetime)
            }
        }
        guard case .approved(let tokens) = outcome else { throw DeviceSignInError(outcome) }
        return tokens
    }

    private func show(_ code: DeviceCode) {
        Terminal.say("Open \(code.verificationURL) and type \(code.user)")
        if Terminal.isWatched, let picture = QRCode(code.directURL) {
            Terminal.say("or scan this, which opens \(code.directURL)\n")
            for line in picture.lines(colours: Terminal.hasColours) { Terminal.draw("  " + line) }
            Terminal.say("")
        }
    }
}

/// Why nobody is signed in now.
struct DeviceSignInError: Error, CustomStringConvertible {
    let outcome: DeviceFlow.Outcome

    init(_ outcome: DeviceFlow.Outcome) { self.outcome = outcome }

    /// What Trakt refused, if it was that.
    var refusal: TraktError? {
        guard case .failed(let error) = outcome else { return nil }
        return error
    }

    var description: String {
        switch outcome {
        case .approved: "Signed in."
        case .denied: "The code was refused at Trakt, so nobody is signed in."
        case .expired: "The code has expired before it was approved. Run moonreel login again."
        case .unknownCode: "Trakt does not know the code any more. Run moonreel login again."
        case .alreadyUsed: "The code was used already, by another program. Run moonreel login again."
        case .answerLost:
            "The code was approved, and the answer with the token was lost on its way. Run moonreel login again."
        case .failed(let error): "\(error)"
        }
    }
}

/// The time that is left, on a terminal, every second in the same place.
private final class Countdown: Sendable {
    private let task = TaskBox()

    func begin(_ lifetime: Duration) {
        guard Terminal.isWatched else { return }
        let end = ContinuousClock.now + lifetime
        task.set(
            Task {
                while !Task.isCancelled {
                    let left = max(0, ContinuousClock.now.duration(to: end).components.seconds)
                    let seconds = String(left % 60)
                    let padding = seconds.count < 2 ? "0" : ""
                    Terminal.progress("Waiting for it to be approved, \(left / 60):\(padding)\(seconds) left")
                    try? await Task.sleep(for: .seconds(1))
                }
            })
    }

    func end() {
        guard task.cancel() else { return }
        Terminal.progress("")
    }
}
