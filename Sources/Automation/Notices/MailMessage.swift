internal import Foundation
internal import Journal

/// A notice as a message in the format of RFC 5322, all of it ASCII, with the line ends that programs like `sendmail` take.
struct MailMessage: Sendable, Hashable {
    let text: String

    init(_ record: NoticeRecord, from: String, to: [String]) {
        let notice = record.notice
        var headers = [
            "From: \(Self.oneLine(from))",
            "To: \(to.map(Self.oneLine).joined(separator: ",\n "))",
            "Subject: \(Self.encoded(notice.title ?? Self.beginning(notice.message)))",
            "Date: \(Self.date(record.queuedAt))",
            "Message-ID: <\(record.name)@moonreel.invalid>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ]
        if notice.priority != .normal { headers.append("Importance: \(notice.priority == .low ? "low" : "high")") }
        let body = notice.message + "\n" + (notice.link.map { "\n\($0)\n" } ?? "")
        text = headers.joined(separator: "\n") + "\n\n" + Self.base64Lines(body)
    }

    /// What somebody else wrote begins no header of its own.
    private static func oneLine(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
    }

    private static func beginning(_ message: String) -> String {
        String(message.prefix { $0 != "\n" && $0 != "\r\n" }).cut(to: 80, counting: \.count)
    }

    /// As encoded words of RFC 2047 where it is not plain: each has at most 75 characters and whole characters of the text.
    private static func encoded(_ text: String) -> String {
        let line = oneLine(text)
        // What looks like an encoded word would be read as one.
        if line.utf8.allSatisfy({ $0 < 0x80 }), line.utf8.count <= 200, !line.contains("=?") { return line }
        var words: [String] = []
        var word = ""
        for character in line.unicodeScalars {
            if word.utf8.count + String(character).utf8.count > 39 {
                words.append(word)
                word = ""
            }
            word.unicodeScalars.append(character)
        }
        words.append(word)
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\n ")
    }

    private static func base64Lines(_ text: String) -> String {
        let encoded = Data(text.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        return encoded + "\n"
    }

    private static func date(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss +0000"
        return formatter.string(from: date)
    }
}
