internal import Journal
internal import Trakt
internal import TraktLua

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
            case is CancellationError: ["kind": "cancelled", "message": "the run was ended"]
            case let error as AuthorizationCode.Refusal: error.asJSON
            case is MessageError, is JSONSyntaxError: ["kind": "invalid_message", "message": .string("\(error)")]
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

extension AuthorizationCode.Refusal {
    fileprivate var asJSON: JSONValue {
        let kind = self == .denied ? "denied" : "unknown_code"
        return ["kind": .string(kind), "message": .string("\(self)")]
    }
}
