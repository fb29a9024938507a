package import struct Foundation.Date

/// A minute of a day in UTC: as precisely as Trakt keeps the time of a play.
package struct WholeMinute: Sendable, Hashable {
    /// Minutes since the 1st of January 1970.
    package let sinceEpoch: Int64

    package init(sinceEpoch: Int64) {
        self.sinceEpoch = sinceEpoch
    }

    /// The minute in which an instant lies.
    package init(of date: Date) {
        sinceEpoch = Int64((date.timeIntervalSince1970 / 60).rounded(.down))
    }

    /// The minute of a moment as it is written in calls and answers: `2026-11-20T20:15:31.000+02:00`.
    package init?(_ text: String) {
        guard let moment = Moment(text) else { return nil }
        sinceEpoch = Int64(moment.day.daysSince1970) * 1440 + Int64(moment.hour * 60 + moment.minute - moment.offset)
    }

    /// The first instant of the minute.
    package var text: String { text(seconds: "00") }

    /// The last second of the minute.
    package var lastSecond: String { text(seconds: "59") }

    private func text(seconds: String) -> String {
        let (day, rest) = sinceEpoch.quotientAndRemainder(dividingBy: 1440)
        let minutes = Int(rest < 0 ? rest + 1440 : rest)
        let date = Day(daysSince1970: Int(rest < 0 ? day - 1 : day))
        let time = Moment.padded(minutes / 60, to: 2) + ":" + Moment.padded(minutes % 60, to: 2)
        return "\(date)T\(time):\(seconds).000Z"
    }
}
