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
            case let error as EffectError: error.asJSON
            case let error as StoreError: ["kind": "journal", "message": .string("\(error)")]
            default: ["message": .string("\(error)")]
            }
        return value.encoded
    }
}
