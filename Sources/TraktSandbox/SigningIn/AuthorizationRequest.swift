/// What an app asks a user for, as it stands in the address of `/oauth/authorize`.
struct AuthorizationRequest: Sendable, Hashable {
    /// The redirect of apps without an address: the code is shown instead.
    static let outOfBand = "urn:ietf:wg:oauth:2.0:oob"

    let clientID: String
    let redirectURI: String
    let state: String?
    let challenge: Challenge?

    var isOutOfBand: Bool { redirectURI == Self.outOfBand }

    /// What is wrong with a request, told to the app at its own address.
    struct Failure: Error, Hashable {
        let location: String
    }

    /// Reads the fields of an address or a form. Who is not sure to be the app is not redirected to: that is thrown.
    static func reading(_ fields: JSONValue, of app: App?) throws(Refusal) -> Result<AuthorizationRequest, Failure> {
        guard let id = fields["client_id"]?.string, id == app?.clientID else {
            throw .page(403, AuthorizePage.refused("There is no app with this client_id."))
        }
        guard let uri = fields["redirect_uri"]?.string, isAcceptable(uri) else {
            throw .page(400, AuthorizePage.refused("The redirect_uri is missing or no address."))
        }
        let state = fields["state"]?.string
        func failure(_ error: String) throws(Refusal) -> Result<AuthorizationRequest, Failure> {
            guard uri != outOfBand else { throw .page(400, AuthorizePage.refused("The app asked wrongly: \(error).")) }
            return .failure(Failure(location: location(uri, ["error": error], state)))
        }
        guard fields["response_type"]?.string == "code" else { return try failure("unsupported_response_type") }
        var challenge: Challenge?
        if let text = fields["code_challenge"]?.string {
            challenge = Challenge(text, method: fields["code_challenge_method"]?.string)
            if challenge == nil { return try failure("invalid_request") }
        }
        return .success(AuthorizationRequest(clientID: id, redirectURI: uri, state: state, challenge: challenge))
    }

    /// Where the browser goes with these parameters, and the app's state.
    func location(_ parameters: KeyValuePairs<String, String>) -> String {
        Self.location(redirectURI, parameters, state)
    }

    /// The fields that a form has to send again.
    var fields: [(name: String, value: String)] {
        var fields = [("response_type", "code"), ("client_id", clientID), ("redirect_uri", redirectURI)]
        if let state { fields.append(("state", state)) }
        if let challenge {
            fields.append(("code_challenge", challenge.text))
            fields.append(("code_challenge_method", challenge.method.rawValue))
        }
        return fields
    }

    private static func location(
        _ uri: String, _ parameters: KeyValuePairs<String, String>, _ state: String?
    ) -> String {
        let pairs = parameters.map { ($0, $1) } + (state.map { [("state", $0)] } ?? [])
        let query = pairs.map { "\($0)=\(escaped($1))" }.joined(separator: "&")
        return uri + (uri.contains("?") ? "&" : "?") + query
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(UnicodeScalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
                return String(character)
            }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    /// An address of any scheme but those that a browser runs itself; no fragment, no space, nothing that ends a line.
    private static func isAcceptable(_ uri: String) -> Bool {
        guard let colon = uri.firstIndex(of: ":"), uri.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !uri.contains("#")
        else { return false }
        let scheme = uri[..<colon].lowercased()
        return scheme.first?.isLetter == true && scheme.allSatisfy { $0.isLetter || $0.isNumber || "+.-".contains($0) }
            && !["javascript", "data", "vbscript", "blob", "about", "file"].contains(scheme)
    }
}
