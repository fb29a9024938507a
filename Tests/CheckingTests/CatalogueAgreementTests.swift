import Checking
import Foundation
import LuaSyntax
import TestSupport
import Testing
import Trakt

@Suite("Checking a call that is written out agrees with making it")
struct CatalogueAgreementTests {
    static let calls = 6_000

    @Test("an error is found exactly when the call would be refused")
    func agreement() {
        var refused = 0
        for seed in 0..<Self.calls {
            var chance = SeededChance(UInt64(seed))
            // Signing in is answered here, with what identifies the app.
            let endpoint = chance.one(of: Catalogue.all.filter { $0.host == .api })
            let values = Self.values(for: endpoint, &chance)
            let isRefused = (try? endpoint.call(Arguments(script: values, for: endpoint))) == nil
            if isRefused { refused += 1 }
            let source = "trakt.\(endpoint.id)(\(values.map(Self.lua).joined(separator: ", ")))"
            let errors = check(source).findings.filter { $0.severity == .error }
            #expect(errors.isEmpty != isRefused, "\(source)\n\(errors.map(\.message))")
        }
        #expect(refused > Self.calls / 4 && refused < Self.calls * 3 / 4, "\(refused)")
    }

    @Test("what only running tells is not found, whatever stands beside it")
    func unknownValues() {
        for endpoint in Catalogue.all {
            let positional = endpoint.example.positional.map { _ in "word" }
            let named = endpoint.example.named.keys.sorted().map { "\($0) = word" }
            let table = named.isEmpty ? [] : ["{ \(named.joined(separator: ", ")) }"]
            let source = "local word = ...\ntrakt.\(endpoint.id)(\((positional + table).joined(separator: ", ")))"
            let errors = check(source).findings.filter { $0.severity == .error }
            #expect(errors.isEmpty, "\(source)\n\(errors.map(\.message))")
            let open = check("local word = ...\ntrakt.\(endpoint.id)(word)").findings.filter { $0.severity == .error }
            if endpoint.pathParameters.count > 0 || !endpoint.argumentNames.isEmpty {
                #expect(open.isEmpty, "\(endpoint.id)(word): \(open.map(\.message))")
            }
        }
    }

    @Test("what is known beside what is not is checked as well")
    func halfKnown() {
        let given = "local id, when = ...\n"
        let refused = [
            "trakt.sync.history.add { movies = { { ids = { imdb = id }, watchd_at = when } } }",
            "trakt.sync.history.add { movies = { { ids = { imdb = id }, watched_at = 'yesterday' } } }",
            "trakt.sync.ratings.add { shows = { { ids = id, rating = 11 } } }",
        ]
        for source in refused { #expect(check(given + source).errorCount == 1, "\(source)") }
        let taken = [
            "trakt.sync.history.add { movies = { id }, shows = { { ids = { [when] = id } } } }",
            "trakt.sync.ratings.add { shows = { { ids = id, rating = when } }, movies = { { movie = id, rating = 3 } } }",
            "trakt.sync.history.add { shows = { { ids = id, seasons = { { number = when, episodes = { id } } } } } }",
        ]
        for source in taken { #expect(check(given + source).findings.isEmpty, "\(source)") }
    }

    @Test("no part of an example that is not known makes an error of the rest")
    func unknownParts() {
        for endpoint in Catalogue.all {
            for seed in 0..<6 {
                var chance = SeededChance(UInt64(seed))
                let named = endpoint.example.named.sorted { $0.key < $1.key }.map { name, value in
                    "\(name) = \(Self.lua(value, hiding: 3, &chance))"
                }
                guard !named.isEmpty else { continue }
                let positional = endpoint.example.positional.map(Self.lua)
                let values = (positional + ["{ \(named.joined(separator: ", ")) }"]).joined(separator: ", ")
                let source = "local word = ...\ntrakt.\(endpoint.id)(\(values))"
                #expect(check(source).errorCount == 0, "\(source)\n\(check(source).findings.map(\.message))")
            }
        }
    }

    /// A value as Lua in which one in so many parts is a variable.
    private static func lua(_ value: JSONValue, hiding: Int, _ chance: inout SeededChance) -> String {
        if chance.below(hiding) == 0 { return "word" }
        switch value {
        case .array(let elements):
            var parts: [String] = []
            for element in elements { parts.append(lua(element, hiding: hiding, &chance)) }
            return "{ \(parts.joined(separator: ", ")) }"
        case .object(let members):
            var parts: [String] = []
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                parts.append("[\"\(name)\"] = \(lua(member, hiding: hiding, &chance))")
            }
            return "{ \(parts.joined(separator: ", ")) }"
        default: return lua(value)
        }
    }

    /// The example's arguments with some of them changed, left out or added.
    private static func values(for endpoint: Endpoint, _ chance: inout SeededChance) -> [JSONValue] {
        var positional = endpoint.example.positional
        var named = endpoint.example.named
        let names = endpoint.argumentNames + ["limit", "extended", "years", "networks", "nothing"]
        for _ in 0..<chance.below(3) {
            let name = chance.one(of: names)
            switch chance.below(4) {
            case 0: named[name] = nil
            case 1 where !positional.isEmpty: positional[chance.below(positional.count)] = some(&chance)
            case 2 where !positional.isEmpty: positional.removeLast()
            default: named[name] = some(&chance)
            }
        }
        return positional + (named.isEmpty ? [] : [.object(named)])
    }

    private static func some(_ chance: inout SeededChance) -> JSONValue {
        chance.one(of: [
            "x", "me", "", "movie", "movies", "full", "2001-2005", "2005-2001", "2026-01-01", "2026-13-01", "all", 0, 1,
            -1,
            7, 1_000_000_000, 1.5, true, false, ["x"], [1, 2], ["movie", "show"], [["ids": ["trakt": 1]]],
            ["ids": ["trakt": 1]], ["ids": ["slug": "x"]], ["name": "x"], [["ids": ["trakt": 1], "rating": 11]],
            "75-100",
        ])
    }

    private static func lua(_ value: JSONValue) -> String {
        switch value {
        case .null: "nil"
        case .boolean(let truth): "\(truth)"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .string(let text): text.debugDescription
        case .array(let elements): "{ \(elements.map(lua).joined(separator: ", ")) }"
        case .object(let members):
            "{ \(members.sorted { $0.key < $1.key }.map { "[\"\($0.key)\"] = \(lua($0.value))" }.joined(separator: ", ")) }"
        }
    }
}
