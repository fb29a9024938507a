internal import Foundation

/// What ended a script that did not end by itself, and where.
public struct ScriptError: Error, Sendable, Hashable {
    /// What kind of error it was, such as `syntax` or what the host named it; `nil` for an error of the script's own.
    public let kind: String?
    /// What happened, in one sentence, without the place.
    public let message: String
    /// `file:line` in the script.
    public let place: String?
    /// The functions under way, innermost first, a line each; empty when there is only one.
    public let traceback: [String]
    /// Everything the error said of itself: a JSON object.
    public let document: [UInt8]

    /// An error that happened before the script could have one of its own.
    public init(kind: String, message: String) {
        self.kind = kind
        self.message = message
        place = nil
        traceback = []
        document = []
    }

    /// An error as another process tells it.
    package init(document: [UInt8]) { self.init(report: document) }

    init(report: [UInt8]) {
        struct Fields: Decodable {
            var kind: String?
            var message: String?
            var `where`: String?
            var traceback: String?

            /// Each as it is: one that is no text leaves the others.
            init(from decoder: any Decoder) throws {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                kind = try? fields.decode(String.self, forKey: .kind)
                message = try? fields.decode(String.self, forKey: .message)
                `where` = try? fields.decode(String.self, forKey: .where)
                traceback = try? fields.decode(String.self, forKey: .traceback)
            }

            enum CodingKeys: String, CodingKey { case kind, message, `where`, traceback }
        }
        let fields = try? JSONDecoder().decode(Fields.self, from: Data(report))
        kind = fields?.kind
        message = fields?.message ?? "the script failed without saying why"
        place = fields?.where
        traceback = (fields?.traceback ?? "").split(separator: "\n").map(String.init)
        document = report
    }

    /// The sentence with its place, as Lua would print it.
    public var description: String { place.map { "\($0): \(message)" } ?? message }
}

extension ScriptError: CustomStringConvertible {}

/// How a script ended.
public enum Outcome: Sendable, Hashable {
    /// It returned; the value as JSON, `null` when it cannot be said in JSON.
    case finished([UInt8])
    /// It raised an error nobody caught.
    case failed(ScriptError)
    /// It was stopped from outside; the error tells where it was.
    case stopped(StopReason, ScriptError)
}
