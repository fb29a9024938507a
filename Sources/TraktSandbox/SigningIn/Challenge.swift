import Foundation

/// What an app says before it signs in, to prove afterwards with its verifier that it was the one (RFC 7636).
struct Challenge: Sendable, Hashable, Codable {
    enum Method: String, Sendable, Codable {
        case plain
        case sha256 = "S256"
    }

    let text: String
    let method: Method

    /// A challenge without a method is plain; one of the wrong length or with other characters is none.
    init?(_ text: String, method: String?) {
        guard Self.isWellFormed(text), let method = Method(rawValue: method ?? Method.plain.rawValue) else {
            return nil
        }
        self.text = text
        self.method = method
    }

    func isAnswered(by verifier: String) -> Bool {
        guard Self.isWellFormed(verifier) else { return false }
        switch method {
        case .plain: return verifier == text
        case .sha256: return Self.base64URL(SHA256.digest(verifier.utf8)) == text
        }
    }

    /// 43 to 128 letters, digits and `-._~`.
    private static func isWellFormed(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._~".contains($0)) }
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
