internal import Foundation
package import Journal
internal import Trakt

/// Takes what a script wants told: it is queued for the channels, or only shown where nothing may be sent.
package struct NoticeDesk: Sendable {
    /// What the channels are called.
    let channels: [String]
    /// Nil where nothing is sent: in a plan, on a sandbox, in a replay.
    let queue: (@Sendable (Notice, StepKey, [String]) async throws -> Void)?
    /// How many notices a run may ask for: a loop that went wrong should not wake anybody all night. Nil in a session, which
    /// lasts as long as a person likes and sends none.
    private(set) var most: Int? = 100
    /// Whether nothing is sent because the run is of another day.
    private var isLate = false

    /// How old a run may be whose words still are news.
    private static let patience: TimeInterval = 86_400

    /// A desk at which nothing is sent.
    static func silent(_ channels: [String] = []) -> NoticeDesk { NoticeDesk(channels: channels, queue: nil) }

    static func ofSession(_ channels: [String]) -> NoticeDesk {
        var desk = silent(channels)
        desk.most = nil
        return desk
    }

    /// The desk of a run. Who tries a rule on a sandbox wants nobody woken; and what a run that is gone on with days later says
    /// is of then, like its clock.
    init(for claim: Claim, begun: Date, in context: RunContext) {
        guard context.isReal, !context.channels.isEmpty else {
            self = .silent(context.channels)
            return
        }
        if claim.epoch > 1, context.now().timeIntervalSince(begun) > Self.patience {
            self = .silent(context.channels)
            isLate = true
            return
        }
        let journal = context.journal
        channels = context.channels
        queue = { try await journal.queue($0, $1, to: $2, claim) }
    }

    private init(channels: [String], queue: (@Sendable (Notice, StepKey, [String]) async throws -> Void)?) {
        self.channels = channels
        self.queue = queue
    }

    /// What a message asks for.
    package struct Wish: Sendable, Hashable {
        package let notice: Notice
        package let channels: [String]
    }

    /// Reads the message `notify`. Where no channel is configured, none is missed.
    func wish(_ request: JSONValue) throws(RunError) -> Wish {
        let link = try Self.text(request["link"], "link", most: 2000)
        if let link, !Self.isAddress(link) { throw .badLink(link) }
        let notice = Notice(
            try Self.text(request["message"], "message", most: 16_000) ?? "",
            title: try Self.text(request["title"], "title", most: 250),
            priority: try Self.priority(request["priority"]), link: link)
        let names = try names(request["to"])
        return Wish(notice: notice, channels: channels.filter { names?.contains($0) ?? true })
    }

    /// The channels that are meant; nil for all.
    private func names(_ value: JSONValue?) throws(RunError) -> [String]? {
        guard let value, !value.isNull else { return nil }
        let names = (value.array ?? [value]).map { $0.string ?? $0.encodedText }
        if let unknown = names.first(where: { !channels.contains($0) }), !channels.isEmpty {
            throw .noChannel(unknown, known: channels)
        }
        return names
    }

    /// The prelude refuses what is longer before it comes here.
    private static func text(_ value: JSONValue?, _ part: String, most: Int) throws(RunError) -> String? {
        guard let text = value?.string else { return nil }
        guard text.utf8.count <= most else {
            throw .noticeTooLong(part: part, bytes: text.utf8.count, most: most)
        }
        return text
    }

    private static func priority(_ value: JSONValue?) throws(RunError) -> Notice.Priority {
        guard let value, !value.isNull else { return .normal }
        guard let priority = value.string.flatMap(Notice.Priority.init(rawValue:)) else {
            throw .badPriority(value.encodedText)
        }
        return priority
    }

    /// Answers it.
    func document(for wish: Wish, _ key: StepKey) async throws -> JSONValue {
        try await queue?(wish.notice, key, wish.channels)
        var members: [String: JSONValue] = [
            "to": .array(wish.channels.map { .string($0) }), "queued": .boolean(queue != nil),
        ]
        if isLate { members["late"] = true }
        return .object(members)
    }

    private static func isAddress(_ text: String) -> Bool {
        guard let components = URLComponents(string: text), !text.utf8.contains(where: { $0 <= 0x20 }) else {
            return false
        }
        return ["http", "https"].contains(components.scheme?.lowercased()) && components.host?.isEmpty == false
    }
}
