import Checking
import Foundation
import LuaSyntax
import Testing
import Trakt

/// Chance that is the same each time.
struct SeededChance: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }
}

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
