internal import Lua
internal import Trakt

extension ScriptError {
    /// What only a host says.
    private static let kindsOfHost: Set<String> = ["isolation", "misconduct", "crashed"]

    /// The kind that this error has, or would have for a reader of its document, if only a host says it.
    var kindOfHost: String? {
        let told = (try? JSONValue(parsing: document))?["kind"]?.string
        return [kind, told].compactMap { $0 }.first(where: Self.kindsOfHost.contains)
    }

    /// The script could not be given a process, or that could not be held.
    static func isolation(_ message: String) -> ScriptError {
        ScriptError(fields: ["kind": "isolation", "message": .string(message)])
    }

    /// The script's process said what none of ours says: it is not ours any more.
    static func misconduct(_ misconduct: Misconduct, at place: String?) -> ScriptError {
        var fields: [String: JSONValue] = [
            "kind": "misconduct",
            "message": .string(
                "the script's process was ended, because it broke the rules of its host: \(misconduct)"),
        ]
        fields["last_call"] = place.map { .string($0) }
        return ScriptError(fields: fields)
    }

    /// The script's process ended before the script did.
    static func crash(_ message: String, at place: String?, log: String) -> ScriptError {
        var fields: [String: JSONValue] = ["kind": "crashed", "message": .string(message)]
        if let place {
            fields["message"] = .string("\(message); the last call it made was at \(place)")
            fields["last_call"] = .string(place)
        }
        if !log.isEmpty { fields["log"] = .string(log) }
        return ScriptError(fields: fields)
    }

    private init(fields: [String: JSONValue]) { self.init(document: JSONValue.object(fields).encoded) }
}
