package import Lua
internal import Trakt

/// How much a script may say at once. A short text can take twenty times its length in the host's memory, once it is read.
package enum MessageWeight {
    /// As ``JSONOutline/weight`` counts: more than a hundred megabytes at the worst.
    package static let most = 2_000_000

    /// Whether a document is better not read.
    package static func isTooMuch(_ document: [UInt8]) -> Bool {
        (JSONOutline(of: document)?.weight ?? 0) > most
    }

    package static func sentence(_ what: String) -> String {
        "\(what) has too many values in it: about \(most) numbers, or \(most / 8) small tables, are taken at once"
    }
}

extension Outcome {
    /// The outcome without what is too much to be read: of an error its message stays, of a result nothing.
    package var readable: Outcome {
        switch self {
        case .finished(let document):
            guard MessageWeight.isTooMuch(document) else { return self }
            let error: JSONValue = [
                "kind": "too_large", "message": .string(MessageWeight.sentence("what the script returns")),
            ]
            return .failed(ScriptError(document: error.encoded))
        case .failed(let error): return .failed(error.readable)
        case .stopped(let reason, let error): return .stopped(reason, error.readable)
        }
    }
}

extension ScriptError {
    fileprivate var readable: ScriptError {
        guard MessageWeight.isTooMuch(document) else { return self }
        var members: [String: JSONValue] = [
            "message": .string(message), "traceback": .string(traceback.joined(separator: "\n")),
        ]
        members["kind"] = kind.map { .string($0) }
        members["where"] = place.map { .string($0) }
        return ScriptError(document: JSONValue.object(members).encoded)
    }
}
