import Foundation

/// Signing in through a browser: the address to open, and what the redirect back has to bring. With PKCE (RFC 7636), so
/// that a code is of no use to who reads it on its way.
public struct AuthorizationCode: Sendable {
    /// Why a redirect did not bring a code.
    public enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        /// The person said no.
        case denied
        /// The redirect belongs to another request, perhaps of somebody who wants in.
        case wrongState
        case noCode(detail: String?)

        public var description: String {
            switch self {
            case .denied: "The app was not allowed to use the account."
            case .wrongState:
                "The answer from the browser belongs to another sign-in, so it was not used. Begin again."
            case .noCode(let detail):
                "The answer from the browser has no code in it\(detail.map { ": \($0)" } ?? ""). Begin again."
            }
        }
    }

    private let app: App
    private let authURL: String
    /// Proves that who exchanges the code is who asked for it.
    public let verifier: Secret
    /// Comes back with the code.
    public let state: Secret

    /// A sign-in with a verifier and a state nobody can guess.
    public init(_ app: App, authURL: String = "https://auth.trakt.tv") {
        self.init(app, authURL: authURL, verifier: Self.unguessable(), state: Self.unguessable())
    }

    /// - Parameters:
    ///   - verifier: 43 to 128 letters, digits and `-._~`.
    ///   - state: any text.
    init(_ app: App, authURL: String, verifier: Secret, state: Secret) {
        self.app = app
        self.authURL = authURL
        self.verifier = verifier
        self.state = state
    }

    /// What to open in a browser.
    ///
    /// - Parameter login: ask for the password even when somebody is signed in there, to sign in as somebody else.
    public func address(login: Bool = false, signup: Bool = false) -> String {
        var items = [
            ("response_type", "code"), ("client_id", app.clientID), ("redirect_uri", app.redirectURI),
            ("state", state.text), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ]
        if signup { items.append(("signup", "true")) }
        if login { items.append(("prompt", "login")) }
        let query = items.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
        return authURL + Catalogue.auth.authorize.path + "?" + query
    }

    /// The code in what a person pasted: the code itself, or the whole address the browser ended at.
    public func code(pasted text: String) throws(Refusal) -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.contains("?") || text.contains("=") else {
            guard !text.isEmpty else { throw .noCode(detail: nil) }
            return text
        }
        return try code(redirectedTo: text)
    }

    /// The code in an address that a browser was led back to.
    public func code(redirectedTo address: String) throws(Refusal) -> String {
        let items = Self.query(of: address)
        guard items["state"] == state.text else { throw .wrongState }
        if let error = items["error"] {
            throw error == "access_denied" ? .denied : .noCode(detail: items["error_description"] ?? error)
        }
        guard let code = items["code"], !code.isEmpty else { throw .noCode(detail: nil) }
        return code
    }

    /// The first value of each name.
    private static func query(of address: String) -> [String: String] {
        let query = address.drop { $0 != "?" }.dropFirst().prefix { $0 != "#" }
        var items: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? parts[1].replacing("+", with: " ").removingPercentEncoding ?? "" : ""
            items[String(parts[0])] = items[String(parts[0])] ?? value
        }
        return items
    }

    /// RFC 7636, section 4.2.
    var challenge: String { Self.base64URL(SHA256.digest(of: Array(verifier.text.utf8))) }

    /// 256 bits from the system's generator as 43 letters (RFC 7636, section 4.1).
    private static func unguessable() -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret(base64URL((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }))
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
