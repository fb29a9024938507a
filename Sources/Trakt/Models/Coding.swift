public import Foundation

extension JSONDecoder {
    /// A decoder for Trakt's documents and this library's models: names with underscores, moments in ISO 8601 with or
    /// without milliseconds, days alone.
    public static var trakt: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { path in
            guard let key = path.last, key.intValue == nil else { return path.last ?? PropertyName("") }
            return PropertyName(inDocument: key.stringValue)
        }
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let date = Date(trakt: text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "no moment: \(text)")
            }
            return date
        }
        return decoder
    }
}

extension JSONEncoder {
    /// An encoder that writes this library's models as Trakt does, for keeping them.
    public static var trakt: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.traktText)
        }
        return encoder
    }
}

/// A property's name for a name in a document: `watchedAt` for `watched_at`.
///
/// Foundation's own conversion makes `time_24hr` one that its way back does not find again, so a name with an
/// underscore before a digit stays as it is.
struct PropertyName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }

    init(inDocument name: String) {
        let parts = name.split(separator: "_")
        guard parts.count > 1, !name.hasPrefix("_"), parts.dropFirst().allSatisfy({ $0.first?.isLetter == true }) else {
            self.init(name)
            return
        }
        self.init(parts[0] + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())
    }

    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}

extension Date {
    /// Reads `2014-09-01T09:10:11.000Z` with any offset, without the fraction, the seconds or the zone, which is UTC
    /// then, or `2014-09-01`: what moments in arguments may look like too.
    package init?(trakt text: String) {
        guard let text = Moment(text)?.textWithSeconds else { return nil }
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
        guard let date = try? style.parse(text) else { return nil }
        self = date
    }

    /// `2014-09-01T09:10:11.000Z`.
    package var traktText: String { formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }
}

extension Day: Codable {
    /// Reads `YYYY-MM-DD`; of a moment the day counts.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Moment(text)?.day else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no day: \(text)")
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
