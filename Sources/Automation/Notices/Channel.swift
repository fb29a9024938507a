package import Trakt

/// Where notices go.
package struct Channel: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// A topic of an ntfy server, at its address.
        case ntfy(url: Secret, topic: Secret, token: Secret?)
        /// Incoming webhooks of Discord and Slack.
        case discord(Secret)
        case slack(Secret)
        /// Anything that takes our own document.
        case webhook(Secret)
        /// A program that takes a message as mail and sees to it that it arrives, such as `sendmail -t`.
        case mail(command: [String], from: String, to: [String])
    }

    /// Whether who knows how it is configured can send there, too.
    package var isSecret: Bool {
        if case .mail = kind { false } else { true }
    }

    /// Whether a server tells by its key a notice that it got already, so that it may be sent once more when in doubt.
    var knowsAgain: Bool {
        if case .webhook = kind { true } else { false }
    }

    /// What scripts call it.
    package let name: String
    package let kind: Kind

    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}
