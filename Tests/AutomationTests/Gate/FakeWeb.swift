import Synchronization
import TestSupport
import Trakt

/// The hosts of the world, as somebody who may ask a few of them meets them: they answer, and send on to others.
final class FakeWeb: Transport {
    static let allowed = "api.allowed.example *.wild.example http://10.0.0.1:8123"

    private let state: Mutex<(asked: [String], chance: SeededChance)>

    init(_ seed: UInt64) { state = Mutex((asked: [], chance: SeededChance(seed))) }

    /// Every address that was asked since this was told last.
    func takeAsked() -> [String] {
        state.withLock { state in
            defer { state.asked = [] }
            return state.asked
        }
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let (fate, location) = state.withLock { state in
            state.asked.append(request.url)
            return (state.chance.below(8), Self.address(&state.chance))
        }
        switch fate {
        case 0: throw .notSent("Connection refused")
        case 1: throw .outcomeUnknown("cut")
        case 2...5: return TransportResponse(status: 302, headers: ["Location": location])
        case 6: return TransportResponse(status: 200, headers: ["X": "\u{1B}"], body: [0xFF, 0x00, 0x22])
        default: return TransportResponse(status: 200, body: Array("{}".utf8))
        }
    }

    /// An address that is allowed, one that only looks so, or something else.
    static func address(_ chance: inout SeededChance) -> String {
        let hosts = [
            "api.allowed.example", "API.Allowed.EXAMPLE", "api.allowed.example:443", "api.allowed.example:444",
            "api.allowed.example.evil.example", "evil.example", "evil.example@api.allowed.example",
            "api.allowed.example@evil.example", "api.allowed.example\\@evil.example", "a.wild.example",
            "wild.example", "awild.example", "a.b.wild.example", "10.0.0.1:8123", "10.0.0.1", "10.0.0.1:80",
            "sandbox.invalid", "api.trakt.tv", "api.allowed.example.", "[::1]", "127.0.0.1", "api%2eallowed.example",
            "api.allowed.example%00.evil.example", "xn--pi-8ka.allowed.example", "",
        ]
        let paths = ["", "/", "/a?b=c#d", "//evil.example", "/\u{0}", "?x", "#x", "/%", "/\n", "/é", ":1/"]
        let schemes = ["https://", "http://", "HTTPS://", "ftp://", "file://", "//", "", "javascript:", "https:///"]
        // Mostly what gets through.
        if chance.below(2) > 0 { return "https://" + chance.one(of: [hosts[0], hosts[9], hosts[10], hosts[5]]) + "/a" }
        let scheme = chance.below(3) > 0 ? chance.one(of: ["https://", "http://"]) : chance.one(of: schemes)
        let host = chance.one(of: chance.below(2) > 0 ? hosts : [hosts[0], hosts[9], hosts[13]])
        return scheme + host + chance.one(of: paths)
    }

    /// Whether an address may be asked, told by looking at its text.
    static func mayAsk(_ address: String) -> Bool {
        let text = address.lowercased()
        for start in ["https://api.allowed.example", "http://10.0.0.1:8123"] where text.hasPrefix(start) {
            if let next = text.dropFirst(start.count).first {
                return "/?#".contains(next) || text.hasPrefix(start + ":443")
            }
            return true
        }
        guard text.hasPrefix("https://") else { return false }
        let authority = text.dropFirst(8).prefix { !"/?#".contains($0) }
        let host = authority.hasSuffix(":443") ? authority.dropLast(4) : authority
        return host.hasSuffix(".wild.example") && !host.contains("@") && !host.contains(":")
    }
}
