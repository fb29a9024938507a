import Automation
import Foundation
import TestSupport
import Testing
import Trakt

@testable import TraktLua

/// Whether a value is what annotations say.
private struct AnnotationCheck {
    let files: AnnotatedFiles

    /// What does not fit, each with its place. What is missing fits: much is sent only when asked for.
    func problems(in value: JSONValue, as type: AnnotatedType, at place: String) -> [String] {
        switch type {
        case .optional(let inner): return value.isNull ? [] : problems(in: value, as: inner, at: place)
        case .literal(let word): return value.string == word ? [] : ["\(place) is \(value.encodedText), not \(word)"]
        case .union(let types):
            let attempts = types.map { problems(in: value, as: $0, at: place) }
            return attempts.contains(where: \.isEmpty) ? [] : attempts[0]
        case .array(let element): return problems(in: value.array, of: element, at: place)
        case .table(_, let element):
            guard let members = value.object else { return ["\(place) is no table"] }
            return members.flatMap { problems(in: $0.value, as: element, at: "\(place).\($0.key)") }
        case .object(let members):
            let known = members.map { ($0.name, AnnotatedClass.Member(type: $0.type, isOptional: $0.isOptional)) }
            return problems(in: value, members: Dictionary(uniqueKeysWithValues: known), at: place)
        case .function: return ["\(place) is a function"]
        case .named(let name): return problems(in: value, named: name, at: place)
        }
    }

    private func problems(in elements: [JSONValue]?, of type: AnnotatedType, at place: String) -> [String] {
        guard let elements else { return ["\(place) is no array"] }
        return elements.enumerated().flatMap { problems(in: $1, as: type, at: "\(place)[\($0 + 1)]") }
    }

    private func problems(
        in value: JSONValue, members: [String: AnnotatedClass.Member], at place: String
    ) -> [String] {
        guard let present = value.object else { return ["\(place) is no table"] }
        return present.flatMap { name, value in
            guard let member = members[name] ?? members["[string]"] else { return ["\(place).\(name) is not told of"] }
            return problems(in: value, as: member.type, at: "\(place).\(name)")
        }
    }

    private func problems(in value: JSONValue, named name: String, at place: String) -> [String] {
        let fits: Bool
        switch name {
        case "any": fits = true
        case "nil": fits = value.isNull
        case "string": fits = value.string != nil
        case "integer": fits = value.integer != nil
        case "number": fits = value.number != nil
        case "boolean": fits = value.boolean != nil
        case "table": fits = value.object != nil || value.array != nil
        default:
            if let element = files.element(of: name) { return problems(in: value.array, of: element, at: place) }
            if let alias = files.aliases[name] { return problems(in: value, as: alias, at: place) }
            return problems(in: value, members: files.members(of: name), at: place)
        }
        return fits ? [] : ["\(place) is \(value.encodedText), no \(name)"]
    }
}

@Suite("Annotations for editors, and what Trakt answers")
struct StubAnswerTests {
    /// 10:00 UTC on 23 November 2026: the examples ask for the week before.
    private static let now = Date(timeIntervalSince1970: 1_795_428_000)

    @Test("Every answer is what the endpoint's annotation says, and has no field that is not told of")
    func answers() async throws {
        let check = AnnotationCheck(files: try AnnotatedFiles())
        try await withStage(now: Self.now, isVIP: true) { stage in
            // A write may take away what a read shows.
            let endpoints = Catalogue.all.filter { $0.host == .api }
            for endpoint in endpoints.filter({ !$0.isWrite }) + endpoints.filter(\.isWrite) {
                if endpoint.isWrite { try await stage.reset() }
                guard
                    case .function(_, let results)? = check.files.classes["trakt.\(endpoint.id)"]?.overloads.first,
                    let type = results.first
                else {
                    Issue.record("\(endpoint.id) cannot be called by its annotation")
                    continue
                }
                let value = try await stage.run("return \(endpoint.luaExample)", now: Self.now).value
                let problems = check.problems(in: value, as: .optional(type), at: endpoint.id)
                // One of a kind is enough.
                #expect(problems.isEmpty, "\(problems.prefix(3))")
            }
        }
    }

    @Test(
        "Entries of sets are what the annotation of :items says",
        arguments: [
            "watchlist": "ListEntry", "favorites": "ListEntry", "ratings": "RatedEntry", "collection": "CollectedEntry",
            "history": "Play",
        ])
    func entries(_ set: String, _ entry: String) async throws {
        let check = AnnotationCheck(files: try AnnotatedFiles())
        try await withStage { stage in
            let items = try await stage.value(of: "return trakt.\(set):items()")
            #expect(items.array?.isEmpty == false)
            #expect(check.problems(in: items, as: .array(.named("trakt.\(entry)")), at: set).isEmpty)
        }
    }
}
