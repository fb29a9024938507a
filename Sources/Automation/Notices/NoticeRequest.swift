internal import Foundation
internal import Journal
internal import Trakt

/// A notice as a channel's server takes it.
struct NoticeRequest: Sendable, Hashable {
    let url: Secret
    var headers: Headers
    let body: JSONValue

    /// Nil for a channel that no server stands behind.
    init?(_ record: NoticeRecord, to kind: Channel.Kind, userAgent: String) {
        headers = ["Content-Type": "application/json", "User-Agent": userAgent]
        let notice = record.notice
        switch kind {
        case .ntfy(let url, let topic, let token):
            self.url = url
            body = Self.ntfy(notice, topic)
            if let token { headers["Authorization"] = "Bearer \(token.text)" }
        case .discord(let url):
            self.url = url
            body = Self.discord(notice)
        case .slack(let url):
            self.url = url
            body = Self.slack(notice)
        case .webhook(let url):
            self.url = url
            body = Self.webhook(record)
            headers["Idempotency-Key"] = record.name
        case .mail: return nil
        }
    }

    /// https://docs.ntfy.sh/publish/#publish-as-json: the topic stands in the document, and texts are UTF-8 everywhere. A
    /// message of more than 4,096 bytes would become an attachment.
    private static func ntfy(_ notice: Notice, _ topic: Secret) -> JSONValue {
        let priority: Int64 =
            switch notice.priority {
            case .low: 2
            case .normal: 3
            case .high: 4
            case .urgent: 5
            }
        var members: [String: JSONValue] = [
            "topic": .string(topic.text), "priority": .integer(priority),
            "message": .string(notice.message.cut(to: 4000, counting: \.utf8.count)),
        ]
        members["title"] = notice.title.map { .string($0) }
        members["click"] = notice.link.map { .string($0) }
        return .object(members)
    }

    /// https://docs.discord.com/developers/resources/webhook#execute-webhook: at most 2,000 characters. Nobody is mentioned,
    /// whatever a title at Trakt is called.
    private static func discord(_ notice: Notice) -> JSONValue {
        let title = notice.title.map { "**\($0)**\n" } ?? ""
        let link = notice.link.map { "\n\($0)" } ?? ""
        let room = 2000 - title.utf16.count - link.utf16.count
        // A link that leaves no room for the message goes.
        let text =
            room > 200
            ? title + notice.message.cut(to: room, counting: \.utf16.count) + link
            : (title + notice.message).cut(to: 2000, counting: \.utf16.count)
        return ["content": .string(text), "allowed_mentions": ["parse": []]]
    }

    /// https://docs.slack.dev/messaging/formatting-message-text: three characters are escaped, and with them no mention and no
    /// link can be made.
    private static func slack(_ notice: Notice) -> JSONValue {
        func escaped(_ text: String) -> String {
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        }
        let title = notice.title.map { "*\(escaped($0))*\n" } ?? ""
        let link = notice.link.map { "\n\(escaped($0))" } ?? ""
        return ["text": .string(title + escaped(notice.message) + link)]
    }

    /// Our own document, as the guide tells it.
    private static func webhook(_ record: NoticeRecord) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(record.name), "message": .string(record.notice.message),
            "priority": .string(record.notice.priority.rawValue), "run": .integer(record.run.number),
            "at": .string(record.queuedAt.formatted(.iso8601)),
        ]
        members["title"] = record.notice.title.map { .string($0) }
        members["link"] = record.notice.link.map { .string($0) }
        members["rule"] = record.rule.map { .string($0) }
        return .object(members)
    }
}

extension NoticeRecord {
    /// The same for every sending of it, and another for every other one.
    var name: String { "\(run)-\(key.content.prefix(16))-\(key.occurrence)-\(id)" }
}

extension String {
    /// The text, or as much of it as there is room for, with an ellipsis for the rest. Characters stay whole.
    func cut(to most: Int, counting count: (String) -> Int) -> String {
        guard count(self) > most else { return self }
        var (kept, size) = ("", count("…"))
        for character in self {
            size += count(String(character))
            if size > most { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
