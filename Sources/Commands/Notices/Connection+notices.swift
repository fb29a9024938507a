internal import Automation
internal import Foundation
internal import Journal
internal import Lua
internal import Trakt

/// Where the notices of a command go, and what carries them.
struct NoticeRoute: Sendable {
    let channels: [Channel]
    let sending: NoticeSending

    init(_ channels: [Channel], _ transport: any Transport) {
        self.channels = channels
        sending = NoticeSending(
            transport: transport, userAgent: Connection.userAgent, command: ChannelProgram.run)
    }

    /// What delivers them, and tells a person of what was not delivered.
    func delivery(
        of journal: any JournalStore, telling tell: @escaping @Sendable (String) -> Void = { Terminal.note($0) }
    ) -> NoticeDelivery {
        NoticeDelivery(
            of: journal, to: channels, through: sending,
            told: { notice, outcome in
                guard let problem = outcome.problem else { return }
                tell("The notice of run \(notice.run) to \(notice.channel) \(problem)")
            })
    }
}

extension Connection {
    /// How long a command stays for notices when its run is over.
    private static let patience = Duration.seconds(5)

    /// Delivers what runs have queued; what takes longer is left for later.
    func deliverNotices(of journal: any JournalStore, until stop: StopSwitch) async {
        guard case .address = server, let notices, !notices.channels.isEmpty, stop.reason == nil else { return }
        do {
            let delivery = notices.delivery(of: journal)
            let isDone = try await stop.cancelling { try await delivery.deliver(within: Self.patience) }
            if !isDone {
                Terminal.note(
                    "Some notices are still to be delivered; the next command that runs a script tries again.")
            }
        } catch {
            Terminal.note("Notices could not be delivered, and are kept for later: \(error)")
        }
    }
}

extension NoticeOutcome {
    /// The end of a sentence about a notice that was not delivered; nil for one that was.
    var problem: String? {
        switch self {
        case .delivered: nil
        case .again(let moment, let reason):
            "was not delivered: \(reason). It is sent again from \(moment.formatted(.iso8601)) on."
        case .givenUp(let reason): "was not delivered, and is not sent again: \(reason)."
        case .unknown(let reason): "may have arrived or not, and is not sent again: \(reason)."
        }
    }
}

extension NoticeRecord {
    /// Where it stands, in a few words.
    var stateText: String {
        let word =
            switch state {
            case .pending: attempts == 0 ? "to be sent" : "to be sent again"
            case .sending: "being sent"
            case .delivered: "delivered"
            case .givenUp: "given up"
            case .unknown: "not known whether it arrived"
            }
        return reason.map { "\(word): \($0)" } ?? word
    }

    var document: JSONValue {
        var members: [String: JSONValue] = [
            "channel": .string(channel), "state": .string(state.rawValue), "message": .string(notice.message),
            "attempts": .integer(Int64(attempts)), "queued_at": .string(queuedAt.formatted(.iso8601)),
        ]
        members["title"] = notice.title.map { .string($0) }
        members["reason"] = reason.map { .string($0) }
        return .object(members)
    }
}

extension NoticeDesk.Wish {
    var asJSON: JSONValue {
        var members: [String: JSONValue] = [
            "message": .string(notice.message), "priority": .string(notice.priority.rawValue),
            "to": .array(channels.map { .string($0) }),
        ]
        members["title"] = notice.title.map { .string($0) }
        members["link"] = notice.link.map { .string($0) }
        return .object(members)
    }
}
