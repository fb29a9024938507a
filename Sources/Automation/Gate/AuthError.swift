internal import Trakt

/// Why a call of `trakt.auth` did not do what it should, beside what every call may meet.
struct AuthError: Error, Sendable, Hashable {
    enum Problem: Sendable, Hashable {
        // What Trakt says about a device code.
        case pending, slowDown, denied, expired, unknownCode, codeUsed
        /// A code without the request for it.
        case notBegun
        /// The host signs nobody in.
        case unavailable
        // Wrong arguments.
        case notForScripts(String)
        case unknownName(String, [String])
        case takesNames([String])
        case missing(String)
    }

    let problem: Problem
    let endpoint: String

    init(_ problem: Problem, _ endpoint: Endpoint) {
        self.problem = problem
        self.endpoint = endpoint.id
    }

    /// The error as a script sees it.
    var asJSON: JSONValue {
        var members: [String: JSONValue] = [
            "kind": .string(kind), "endpoint": .string(endpoint), "message": .string("\(endpoint): \(sentence)"),
        ]
        members["status"] = status.map { .integer($0) }
        return .object(members)
    }

    private var kind: String {
        switch problem {
        case .pending: "pending"
        case .slowDown: "slow_down"
        case .denied: "denied"
        case .expired: "expired"
        case .unknownCode: "unknown_code"
        case .codeUsed: "code_used"
        case .notBegun, .unavailable: "not_allowed"
        case .notForScripts, .unknownName, .takesNames, .missing: "invalid_call"
        }
    }

    private var status: Int64? {
        switch problem {
        case .pending: 400
        case .unknownCode: 404
        case .codeUsed: 409
        case .expired: 410
        case .denied: 418
        case .slowDown: 429
        default: nil
        }
    }

    private var sentence: String {
        switch problem {
        case .pending: "nobody has approved the code yet; ask again after interval seconds."
        case .slowDown: "Trakt was asked too often; wait some seconds longer from now on."
        case .denied: "the person said no."
        case .expired: "the code has expired; begin again with trakt.auth.device.code."
        case .unknownCode: "Trakt does not know this code; pass the device_code of trakt.auth.device.code."
        case .codeUsed: "the code was used already; begin again with trakt.auth.device.code."
        case .notBegun: "no sign-in was begun in this run; open the url of trakt.auth.authorize first."
        case .unavailable: "nobody can sign in here."
        case .notForScripts(let name):
            "\(name) is put in by Moonreel, which keeps tokens and secrets from scripts; leave it out."
        case .unknownName(let name, let names): "it takes no \(name); it takes \(Self.list(names))."
        case .takesNames(let names): "its arguments have names; it takes \(Self.list(names))."
        case .missing(let name): "\(name) is missing; it takes text."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "nothing" : names.joined(separator: ", ")
    }
}
