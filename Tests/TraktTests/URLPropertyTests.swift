import Foundation
import Simulation
import TestSupport
import Testing
import Trakt

@Suite("The address of a call")
struct URLPropertyTests {
    @Test("reads back as what was given, whatever that is, for every endpoint", arguments: 0..<4)
    func roundTrip(_ round: Int) throws {
        let seed = UInt64.random(in: .min ... .max)
        var source = ArgumentSource(seed: seed)
        for endpoint in Catalogue.all where endpoint.group != "auth" {
            let given = source.arguments(for: endpoint)
            let call = try endpoint.call(given.arguments)
            let comment: Testing.Comment = "seed \(seed), \(endpoint.id): \(call.target)"
            // Foundation reads what our code wrote.
            let url = try #require(URLComponents(string: "https://api.trakt.tv" + call.target), comment)
            let segments = url.percentEncodedPath.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            let read = try segments.map { Array(try #require($0.removingPercentEncoding, comment).utf8) }
            #expect(read == given.path.map { Array($0.utf8) }, comment)
            var query: [String: [UInt8]] = [:]
            for item in url.queryItems ?? [] { query[item.name] = Array((item.value ?? "").utf8) }
            #expect(query == given.query.mapValues { Array($0.utf8) }, comment)
            #expect(url.fragment == nil && url.host == "api.trakt.tv", comment)
        }
    }

    @Test("is never built from an empty text")
    func empty() throws {
        for endpoint in Catalogue.all where endpoint.group != "auth" {
            let texts = endpoint.query.filter { $0.kind == .text }.map(\.name)
            let filters = Filter.all(in: endpoint.filters).map(\.name)
            for name in texts + filters where !endpoint.pathParameters.contains(where: { $0.name == name }) {
                var arguments = endpoint.example
                arguments.named[name] = ""
                let error = #expect(throws: CallError.self) { try endpoint.call(arguments) }
                #expect(error?.parameter == name)
            }
        }
    }

    @Test(
        "has a part of the path for each value and never one more",
        arguments: ["a/b", "/", "..%2F", "%", "?", "#", "+"])
    func slashes(_ text: String) throws {
        let path = try call("movies.people", .string(text)).path
        #expect(path.split(separator: "/", omittingEmptySubsequences: false).count == 4)
        #expect(!path.contains("?") && !path.contains("#") && !path.contains("+"))
        #expect(try call("movies.people", "\u{FEFF}").path == "/movies/%EF%BB%BF/people")
    }
}

/// Values a script could give, and what a server has to read for them.
private struct ArgumentSource {
    struct Given {
        var arguments = Arguments()
        var path: [String] = []
        var query: [String: String] = [:]
    }

    private var dice: SeededRandom

    init(seed: UInt64) { dice = SeededRandom(seed: seed) }

    mutating func arguments(for endpoint: Endpoint) -> Given {
        var given = Given()
        // Optional parts of a path are given up to some place, and none behind it.
        let count = endpoint.pathParameters.count
        let least = endpoint.pathParameters.count { $0.isRequired }
        let kept = least + Int.random(in: 0...(count - least), using: &dice)
        var texts: [String: String] = [:]
        for parameter in endpoint.pathParameters.prefix(kept) {
            let (value, text) = value(of: parameter.kind)
            given.arguments.named[parameter.name] = value
            texts[parameter.name] = text
        }
        for part in endpoint.path.split(separator: "/") {
            guard part.hasPrefix("{") else {
                given.path.append(String(part))
                continue
            }
            if let text = texts[String(part.dropFirst().dropLast())] { given.path.append(text) }
        }
        for parameter in endpoint.query where parameter.isRequired || Bool.random(using: &dice) {
            let (value, text) = value(of: parameter.kind)
            given.arguments.named[parameter.name] = value
            given.query[parameter.name] = text
        }
        let taken = Set(endpoint.pathParameters.map(\.name) + endpoint.query.map(\.name))
        for filter in Filter.all(in: endpoint.filters) where !taken.contains(filter.name) && Bool.random(using: &dice) {
            let (value, text) = value(of: filter.kind)
            given.arguments.named[filter.name] = value
            given.query[filter.name] = text
        }
        if endpoint.paging != .none, !taken.contains("limit"), Bool.random(using: &dice) {
            given.arguments.named["limit"] = 25
            given.query["limit"] = "25"
        }
        for field in endpoint.body ?? [] { given.arguments.named[field.name] = endpoint.example.named[field.name] }
        return given
    }

    private mutating func value(of kind: Parameter.Kind) -> (JSONValue, String) {
        switch kind {
        case .integer(let range), .integers(let range):
            let number = Int64.random(in: range.lowerBound...min(range.upperBound, 100_000_000_000), using: &dice)
            return (.integer(number), String(number))
        case .boolean: return Bool.random(using: &dice) ? (true, "true") : (false, "false")
        case .date: return ("2026-11-16", "2026-11-16")
        case .datetime: return ("2026-11-16T20:15:00+01:00", "2026-11-16T20:15:00+01:00")
        case .hour: return ("2026-11-16T20:15:00Z", "2026-11-16T20:00:00Z")
        case .oneOf(let words): return one(of: words)
        case .list(let words): return some(of: words)
        case .text: return text()
        case .code: return ("US", "us")
        case .id(let subject):
            switch subject {
            case .movie, .show, .person, .user, .list: return text()
            default: return value(of: .integer(1...100_000))
            }
        }
    }

    private mutating func value(of kind: Filter.Kind) -> (JSONValue, String) {
        switch kind {
        case .text: return text()
        case .slugs, .names:
            let texts = (0..<Int.random(in: 1...3, using: &dice)).map { _ in text().1 }
            return (.array(texts.map { .string($0) }), texts.joined(separator: ","))
        case .range(let bounds, _):
            let ends = [0, 1].map { _ in Int64.random(in: 0...Int64(bounds.upperBound), using: &dice) }.sorted()
            return (.array(ends.map { .integer($0) }), "\(ends[0])-\(ends[1])")
        case .years: return ([1999, 2010], "1999-2010")
        case .numbers: return ([7, 9_007_199_254_740_993], "7,9007199254740993")
        case .codes: return (["us", "de"], "us,de")
        case .words(let words, let excludes):
            let (value, text) = one(of: words)
            return excludes ? (.string("-" + text), "-" + text) : (value, text)
        case .oneOf(let words): return one(of: words)
        case .boolean: return (true, "true")
        }
    }

    private mutating func one(of words: [String]) -> (JSONValue, String) {
        let word = words.randomElement(using: &dice) ?? ""
        return (.string(word), word)
    }

    private mutating func some(of words: [String]) -> (JSONValue, String) {
        let some = words.shuffled(using: &dice).prefix(2)
        return (.array(some.map { .string($0) }), some.joined(separator: ","))
    }

    /// Without U+FEFF, which Foundation drops where a text begins with it.
    private static let pieces: [String] = [
        "+", "%", "/", "?", "#", "&", "=", " ", "\\", "\"", "'", ";", ":", "@", "[", "]", "{", "}", "|", "~", "%2F",
        "%00",
        "../", "a", "Z", "0", "é", "e\u{301}", "ß", "İ", "日本", "🎬", "👨‍👩‍👧", "🏳️‍🌈", "\u{202E}", "\u{200B}", "\u{0}", "\n",
        "\t",
        "\u{10FFFF}", "&page=2",
    ]

    /// A text that is no single or double dot, which a path cannot hold.
    private mutating func text() -> (JSONValue, String) {
        let count = Int.random(in: 1...6, using: &dice)
        let text = (0..<count).map { _ in Self.pieces.randomElement(using: &dice) ?? "" }.joined()
        return (.string(text), text)
    }
}
