internal import Foundation
internal import Trakt

/// What a script asks of a host that is not Trakt, checked.
struct WebRequest: Sendable, Hashable {
    let method: Endpoint.Method
    let address: WebAddress
    let headers: Headers
    let body: [UInt8]?

    /// Reads the messages `http.get` and `http.post`.
    init(_ method: Endpoint.Method, _ document: JSONValue) throws(WebError) {
        guard let address = document["url"]?.string.flatMap({ WebAddress($0) }) else { throw .badAddress }
        self.method = method
        self.address = address
        var headers: Headers = [:]
        for (name, value) in document["headers"]?.object ?? [:] {
            let text = value.string ?? value.encodedText
            guard Self.isName(name), Self.isValue(text) else { throw .badHeader(name) }
            headers[name] = text
        }
        self.headers = headers
        body = document["body"]?.string.map { Array($0.utf8) }
    }

    /// A message as the journal keeps it, without what mostly is a secret: where at the host it goes, and the values of its
    /// headers.
    static func kept(_ document: [UInt8]) -> [UInt8] {
        guard let value = try? JSONValue(parsing: document), var members = value.object else { return document }
        members["url"] = .string(value["url"]?.string.flatMap { WebAddress($0) }?.shown ?? hidden)
        members["headers"] = value["headers"]?.object.map { .object($0.mapValues { _ in .string(hidden) }) }
        return JSONValue.object(members).encoded
    }

    private static let hidden = "…"

    /// Who speaks for the connection is the program, not the script.
    private static let ours: Set<String> = [
        "accept-encoding", "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization",
        "te", "trailer", "transfer-encoding", "upgrade",
    ]

    private static func isName(_ name: String) -> Bool {
        let marks = Set("!#$%&'*+-.^_`|~".utf8)
        return !name.isEmpty && !ours.contains(name.lowercased())
            && name.utf8.allSatisfy { byte in
                marks.contains(byte)
                    || (byte < 0x80
                        && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber))
            }
    }

    private static func isValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 }
    }
}
