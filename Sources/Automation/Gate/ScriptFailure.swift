internal import Journal
internal import Trakt

/// Errors as a script sees them.
enum ScriptFailure {
    static func document(of error: any Error) -> [UInt8] {
        let value: JSONValue =
            switch error {
            case let error as CallError: error.asJSON
            case let error as TraktError: error.asJSON
            case let error as RunError: error.asJSON
            case let error as AuthError: error.asJSON
            case let error as WebError: error.asJSON
            case let error as EffectError: error.asJSON
            case let error as StoreError: ["kind": "journal", "message": .string("\(error)")]
            default: ["message": .string("\(error)")]
            }
        return value.encoded
    }
}

extension Error {
    /// Whether what failed with it may have been carried out.
    var mayHaveHappened: Bool {
        (self as? TraktError)?.mayHaveHappened ?? (self as? EffectError)?.mayHaveHappened ?? false
    }
}
