internal import Foundation

/// Times as the command line and the sandbox write them.
enum Moment {
    /// The time of an ISO 8601 text with a zone, with or without fractions of a second.
    static func date(_ text: String) -> Date? {
        let withFraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return (try? withFraction.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text))
    }
}
