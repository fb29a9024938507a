internal import Trakt

/// Why a script got no answer of a host that is not Trakt.
enum WebError: Error, Sendable, Hashable {
    case badAddress
    case badHeader(String)
    case notAllowed(WebAddress)
    /// Trakt is asked with `trakt`, where writes are made once.
    case isTrakt(WebAddress)
    /// Nil where the answer leads to no address.
    case redirected(from: WebAddress, to: WebAddress?)
    case tooLarge(WebAddress, most: Int)
    case notSent(WebAddress, String)
    case outcomeUnknown(WebAddress, String)
    /// An earlier attempt sent it, and its answer was not kept.
    case sentBefore(WebAddress)

    /// The kind of an error after which nothing has left.
    static let notSentKind = "not_sent"

    var asJSON: JSONValue { ["kind": .string(kind), "message": .string(sentence)] }

    private var kind: String {
        switch self {
        case .badAddress, .badHeader: "invalid_argument"
        case .notAllowed, .isTrakt, .redirected: "not_allowed"
        case .tooLarge: "too_large"
        case .notSent: Self.notSentKind
        case .outcomeUnknown, .sentBefore: "outcome_unknown"
        }
    }

    /// Of an address it says the host alone: what follows may be a secret.
    private var sentence: String {
        switch self {
        case .badAddress:
            "http was given no address that can be asked: one begins with https:// or http://, has no user and no password "
                + "in it, and what is not ASCII in it is percent-encoded"
        case .badHeader(let name): "the header \(name) is the program's own, or has something in it that no header has"
        case .notAllowed(let address):
            "\(address.scheme)://\(address.host) may not be asked: nothing was sent. Whoever runs the script allows it with "
                + "allowed_hosts in config.yaml, or MOONREEL_ALLOWED_HOSTS."
        case .isTrakt(let address): "\(address.host) is asked with trakt, not with http; nothing was sent"
        case .redirected(let address, let location):
            "\(address.host) sends on to \(location?.shown ?? "no address"), which may not be asked, or not from there"
        case .tooLarge(let address, let most): "the answer of \(address.host) is larger than \(most >> 20) MiB"
        case .notSent(let address, let reason): "\(address.host) could not be reached: \(reason). Nothing was sent."
        case .outcomeUnknown(let address, let reason):
            "\(address.host) gave no answer: \(reason). What was sent may have been carried out."
        case .sentBefore(let address):
            "an earlier attempt of this run sent this to \(address.host), and its answer was not kept; it is not sent again"
        }
    }
}
