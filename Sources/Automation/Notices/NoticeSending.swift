internal import Foundation
internal import Journal
package import Trakt

/// Sends one notice once, and says what became of it.
package struct NoticeSending: Sendable {
    /// Runs a program with this on its standard input, and waits for its end.
    package typealias Command = @Sendable (_ words: [String], _ input: String) async -> CommandEnding

    /// How a channel's program ended.
    package enum CommandEnding: Sendable, Hashable {
        case exited(Int32)
        case notStarted(String)
        /// It was ended, because its time was up or by a signal, and may have done its work.
        case cut(String)
    }

    let transport: any Transport
    let command: Command
    let userAgent: String
    let timeout: Duration

    package init(
        transport: any Transport, userAgent: String, timeout: Duration = .seconds(15), command: @escaping Command
    ) {
        self.transport = transport
        self.userAgent = userAgent
        self.timeout = timeout
        self.command = command
    }

    /// What one sending came to.
    enum Result: Sendable, Hashable {
        case delivered
        /// It was not taken, and may be another time.
        case notTaken(String, wait: Duration?)
        /// It will not be taken as it is.
        case refused(String)
        case unknown(String)
    }

    func send(_ record: NoticeRecord, to channel: Channel) async -> Result {
        if case .mail(let words, let from, let to) = channel.kind {
            return result(of: await command(words, MailMessage(record, from: from, to: to).text))
        }
        guard let request = NoticeRequest(record, to: channel.kind, userAgent: userAgent) else {
            return .refused("there is nothing it could be sent to")
        }
        let wire = TransportRequest(
            method: .post, url: request.url.text, headers: request.headers, body: request.body.encoded,
            timeout: timeout)
        do {
            return result(of: try await transport.send(wire), knowsAgain: channel.knowsAgain)
        } catch .notSent(let obstacle) {
            return .notTaken(obstacle.reason, wait: nil)
        } catch .outcomeUnknown(let reason) {
            return .unknown(reason)
        } catch {
            return .notTaken("it was interrupted", wait: .zero)
        }
    }

    /// What an answer says. Only the status: an address may be in the body, and that is a secret.
    private func result(of response: TransportResponse, knowsAgain: Bool) -> Result {
        let reason = "the server answered with status \(response.status)"
        switch response.status {
        case 200..<300: return .delivered
        case 400, 413, 415, 422: return .refused(reason)
        // It may have been taken before something behind the gateway went wrong. 503 says that it was not.
        case 500...599 where response.status != 503 && !knowsAgain: return .unknown(reason)
        default: return .notTaken(reason, wait: Self.wait(response.headers))
        }
    }

    private func result(of ending: CommandEnding) -> Result {
        switch ending {
        case .exited(0): .delivered
        case .exited(let status): .notTaken("the program ended with status \(status)", wait: nil)
        case .notStarted(let reason): .notTaken("the program could not be started: \(reason)", wait: nil)
        case .cut(let reason): .unknown(reason)
        }
    }

    /// `Retry-After` in seconds. The dates it may have instead, no server of these sends.
    private static func wait(_ headers: Headers) -> Duration? {
        guard let text = headers["Retry-After"], let seconds = Double(text), seconds >= 0, seconds.isFinite else {
            return nil
        }
        return .seconds(min(seconds, 86_400))
    }
}
