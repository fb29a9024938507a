internal import Foundation

/// The hosts that scripts may ask besides Trakt: `api.example.org`, `*.example.org`, `example.org:8443`, and
/// `http://192.168.1.2:8123` for one without encryption.
package struct AllowedHosts: Sendable, Hashable {
    private struct Pattern: Sendable, Hashable {
        let scheme: String
        /// In lower case; with the dot before it where any name below it will do.
        let host: String
        let isDomain: Bool
        let port: Int
    }

    private var patterns: [Pattern] = []

    /// None.
    package init() {}

    /// Reads a list with spaces or commas between; nil where something in it is no host.
    package init?(_ text: String) {
        for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            guard let pattern = Self.pattern(String(word)) else { return nil }
            patterns.append(pattern)
        }
    }

    package var isEmpty: Bool { patterns.isEmpty }

    private static func pattern(_ word: String) -> Pattern? {
        let isDomain = word.hasPrefix("*.")
        let rest = isDomain ? String(word.dropFirst(2)) : word
        let text = rest.contains("://") ? rest : "https://" + rest
        guard let address = WebAddress(text), address.isHostAlone, !(isDomain && rest.contains("://")) else {
            return nil
        }
        return Pattern(
            scheme: address.scheme, host: (isDomain ? "." : "") + address.host, isDomain: isDomain, port: address.port)
    }

    func allow(_ address: WebAddress) -> Bool {
        patterns.contains { pattern in
            pattern.scheme == address.scheme && pattern.port == address.port
                && (pattern.isDomain ? address.host.hasSuffix(pattern.host) : address.host == pattern.host)
        }
    }
}

/// An address that a script may name: nothing in it that two programs could read in two ways.
struct WebAddress: Sendable, Hashable {
    let text: String
    let scheme: String
    /// In lower case.
    let host: String
    let port: Int
    let isHostAlone: Bool

    init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
            var components = URLComponents(string: text), let scheme = components.scheme?.lowercased(),
            ["http", "https"].contains(scheme), components.user == nil, components.password == nil,
            let host = components.host?.lowercased(), !host.isEmpty,
            components.percentEncodedHost?.lowercased() == host,
            host.utf8.allSatisfy(Self.isOfHosts),
            // A port that is none is read as no port by some and not by others.
            Self.authority(of: text).lowercased() == host + (components.port.map { ":\($0)" } ?? ""),
            components.port.map({ (1...65_535).contains($0) }) ?? true
        else { return nil }
        components.fragment = nil
        guard let written = components.string else { return nil }
        self.text = written
        self.scheme = scheme
        self.host = host
        port = components.port ?? (scheme == "https" ? 443 : 80)
        isHostAlone = components.path.isEmpty && components.query == nil
    }

    /// What may be told of it: the host. Keys and tokens stand in paths and queries.
    var shown: String {
        let standard = scheme == "https" ? 443 : 80
        return "\(scheme)://\(host)\(port == standard ? "" : ":\(port)")"
    }

    /// What stands between the slashes, as it was written.
    private static func authority(of text: String) -> Substring {
        guard let start = text.firstRange(of: "://")?.upperBound else { return "" }
        return text[start...].prefix { !"/?#".contains($0) }
    }

    /// Whether a byte stands in names and numbers of hosts.
    private static func isOfHosts(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._:[]".utf8.contains(byte)
        }
    }

    /// Where an answer's `Location` leads from here.
    func following(_ location: String) -> WebAddress? {
        guard let base = URL(string: text), let url = URL(string: location, relativeTo: base) else { return nil }
        return WebAddress(url.absoluteString)
    }
}
