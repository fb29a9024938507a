internal import Foundation
internal import Logging
internal import Wording

/// A line of the log of `moonreel serve`, before it is written for somebody.
struct LogEntry {
    let time: Date
    let level: Logger.Level
    let message: String
    /// What belongs to the message, without secrets.
    let fields: [(name: String, value: Logger.Metadata.Value)]

    /// For a program: a JSON object. What the log itself says comes first, and keeps its names.
    var json: String {
        let time = time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        var members = [
            "\"time\":\(Self.quoted(time))", "\"level\":\(Self.quoted(level.rawValue))",
            "\"message\":\(Self.quoted(message))",
        ]
        members += fields.map { field in
            let isTaken = ["time", "level", "message"].contains(field.name)
            return "\(Self.quoted(isTaken ? field.name + "_" : field.name)):\(Self.json(field.value))"
        }
        return "{\(members.joined(separator: ","))}"
    }

    /// For a person: `2026-11-29 18:00:00 notice   Rule ran  rule=watched took="3 seconds"`.
    func text(in zone: TimeZone) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: zone).year().month().day().dateTimeSeparator(.space)
            .time(includingFractionalSeconds: false)
        let level = level.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
        let fields = fields.map { " \(Self.escaped($0.name))=\(Self.plain($0.value))" }
        let end = fields.isEmpty ? "" : " " + fields.joined()
        return "\(time.formatted(style)) \(level)\(Self.escaped(message))\(end)"
    }

    // MARK: Values

    private static func json(_ value: Logger.Metadata.Value) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .stringConvertible(let number as any BinaryInteger): "\(number)"
        case .stringConvertible(let isTrue as Bool): "\(isTrue)"
        case .stringConvertible(let number as Double) where number.isFinite: "\(number)"
        case .stringConvertible(let value): quoted("\(value)")
        case .array(let values): "[\(values.map(json).joined(separator: ","))]"
        case .dictionary(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(json($0.value))" }.joined(separator: ","))}"
        }
    }

    private static func plain(_ value: Logger.Metadata.Value) -> String {
        switch value {
        case .string, .stringConvertible: plain("\(value)")
        case .array, .dictionary: json(value)
        }
    }

    private static func plain(_ text: String) -> String {
        func isPlain(_ scalar: Unicode.Scalar) -> Bool {
            !scalar.isObeyed && !" \"=\\".unicodeScalars.contains(scalar)
        }
        return !text.isEmpty && text.unicodeScalars.allSatisfy(isPlain) ? text : quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        "\"" + escaped(text, quotes: true) + "\""
    }

    /// A text that is one line and does nothing to a terminal, in the way of JSON.
    private static func escaped(_ text: String, quotes: Bool = false) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"" where quotes, "\\" where quotes: escaped += "\\\(scalar)"
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case _ where scalar.isObeyed:
                for unit in String(scalar).utf16 {
                    escaped += "\\u" + String(UInt32(unit) + 0x10000, radix: 16).suffix(4)
                }
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
