package import Trakt

/// Finds what a call made among the user's own: the same content, and not there before the intent.
package struct OwnThings: Sendable {
    private let creation: Creation
    private let client: Client

    package init(_ creation: Creation, _ client: Client) {
        self.creation = creation
        self.client = client
    }

    /// The things that have the content of the call.
    package func alike(_ call: Call) async throws -> [JSONValue] {
        guard let endpoint = Catalogue.endpoint(named: creation.readBack) else { return [] }
        let read = try endpoint.call(Arguments(creation.path, named: creation.query))
        return try await client.everything(read).filter { matches($0, call) }.map(thing)
    }

    /// What tells a thing from others of its kind.
    package static func id(of thing: JSONValue) -> Int64? {
        thing["ids"]?["trakt"]?.integer ?? thing["id"]?.integer
    }

    /// What an answer says was made.
    static func id(in response: EffectResponse?) -> Int64? {
        response.flatMap { try? JSONValue(parsing: $0.body) }.flatMap { id(of: $0) }
    }

    /// What a write of this kind may have made: the same content, and not there before. Nil for a write that makes nothing.
    package static func candidates(for record: EffectRecord, _ client: Client) async throws -> [JSONValue]? {
        guard let endpoint = Catalogue.endpoint(named: record.effect.request.endpoint),
            let repetition = endpoint.repetition, case .creates(let creation) = repetition
        else { return nil }
        let call = Call(record, endpoint)
        guard case .creation(_, let known) = Write(record, call: call, repetition).change else { return nil }
        return try await OwnThings(creation, client).alike(call).filter { thing in
            id(of: thing).map { !known.contains($0) } ?? false
        }
    }

    private func thing(in entry: JSONValue) -> JSONValue {
        creation.member.flatMap { entry[$0] } ?? entry
    }

    private func matches(_ entry: JSONValue, _ call: Call) -> Bool {
        let (thing, body) = (thing(in: entry), call.document)
        for field in creation.fields {
            guard let wanted = body[field], !wanted.isNull else { continue }
            guard let found = thing[field], Self.areAlike(wanted, found) else { return false }
        }
        if creation.hasParent, let parent = call.pathValue("id") {
            guard thing["parent_id"]?.integer.map(String.init) == parent else { return false }
        }
        return !creation.isAboutSomething || isAboutTheSame(entry, body)
    }

    private func isAboutTheSame(_ entry: JSONValue, _ body: JSONValue) -> Bool {
        for subject in Identity.Subject.allCases {
            guard let wanted = body[subject.rawValue] else { continue }
            guard let found = entry[subject.rawValue] else { return false }
            return Identity(subject, wanted).matches(Identity(subject, found))
        }
        for name in ["list", "person", "user"] {
            guard let wanted = body[name]?["ids"]?.object else { continue }
            let found = entry[name]?["ids"]?.object ?? [:]
            return wanted.contains { found[$0.key] == $0.value }
        }
        return true
    }

    /// Texts may come back with emojis in short codes and other white space; nothing else may differ.
    package static func areAlike(_ one: JSONValue, _ other: JSONValue) -> Bool {
        guard let first = one.string, let second = other.string else { return one == other }
        let (bare, otherBare) = (withoutSpace(first), withoutSpace(second))
        if bare == otherBare { return true }
        guard bare.contains(code) || otherBare.contains(code) else { return false }
        return withoutEmojis(bare) == withoutEmojis(otherBare)
    }

    private static var code: Regex<Substring> { /:[a-z0-9_+\-]+:/ }

    private static func withoutSpace(_ text: String) -> String {
        String(text.unicodeScalars.filter { !$0.properties.isWhitespace && !$0.properties.isVariationSelector })
    }

    private static func withoutEmojis(_ text: String) -> String {
        String(text.replacing(code, with: "").unicodeScalars.filter { $0.isASCII || !isOfEmoji($0.properties) })
    }

    private static func isOfEmoji(_ properties: Unicode.Scalar.Properties) -> Bool {
        properties.isEmoji || properties.isEmojiModifier || properties.isJoinControl
    }
}
