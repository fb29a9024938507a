internal import Foundation
internal import Journal
internal import Trakt

/// An effect, read for undoing it.
struct UndoableEffect: Sendable {
    let record: EffectRecord
    let call: Call
    let before: Before?
    /// What Trakt answered to it.
    let answer: JSONValue

    /// Nil for an effect that changed nothing, or whose endpoint the catalogue does not know any more.
    init?(_ record: EffectRecord) {
        guard record.state == .done, let call = record.effect.request.call else { return nil }
        self.record = record
        self.call = call
        before = Before(record.effect.before)
        answer = record.response.flatMap { try? JSONValue(parsing: $0.body) } ?? .null
    }

    var body: JSONValue { call.document }

    /// When Trakt made the change.
    ///
    /// The answer tells Trakt's time. Without one, or when it was sent again, all there is is this machine's, which may
    /// be wrong by a minute or two, and longer ago than the last sending.
    var period: Period {
        if record.sends == 1, let date = record.response?.headers["date"].flatMap(Time.httpDate) {
            return Period(from: date.addingTimeInterval(-30), to: date.addingTimeInterval(30))
        }
        let settling: TimeInterval = record.sends > 1 ? 900 : 0
        return Period(
            from: record.intentAt.addingTimeInterval(-120 - settling),
            to: (record.resolvedAt ?? record.intentAt).addingTimeInterval(120))
    }

    /// How many things of a kind the answer counts under a word; nil when it does not say, or was not the first.
    func count(_ word: String, _ kind: ItemKind) -> Int64? {
        record.sends == 1 ? answer[word]?[kind.plural]?.integer : nil
    }
}

extension Time {
    /// A moment as HTTP writes it: `Wed, 04 Mar 2026 12:34:56 GMT`.
    static func httpDate(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}
