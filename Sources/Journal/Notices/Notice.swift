/// What a script wants somebody to be told.
package struct Notice: Sendable, Hashable, Codable {
    package enum Priority: String, Sendable, Hashable, Codable, CaseIterable {
        case low, normal, high, urgent
    }

    package var message: String
    package var title: String?
    package var priority: Priority
    /// An address to open.
    package var link: String?

    package init(_ message: String, title: String? = nil, priority: Priority = .normal, link: String? = nil) {
        self.message = message
        self.title = title
        self.priority = priority
        self.link = link
    }
}

/// Names a notice on its way to one channel.
package struct NoticeID: Sendable, Hashable, CustomStringConvertible {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package var description: String { String(number) }
}
