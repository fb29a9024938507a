internal import Trakt

/// The types of an endpoint's answer, with the classes they need.
struct AnswerTypes {
    /// A class of annotations.
    struct Class: Hashable {
        var name: String
        var parent: String
        var fields: [(name: String, type: String, mayBeMissing: Bool)]

        static func == (one: Self, other: Self) -> Bool { one.name == other.name }
        func hash(into hasher: inout Hasher) { hasher.combine(name) }
    }

    /// The type of what a call returns, without what marks a page.
    private(set) var type = "any"
    /// The type of an element, where the answer is an array.
    private(set) var element: String?
    /// The classes that only this endpoint has.
    private(set) var classes: [Class] = []

    private let endpoint: String
    private let elements: AnswerType?

    init(of endpoint: Endpoint) {
        self.endpoint = "trakt.\(endpoint.id)"
        elements = endpoint.answer.text.flatMap(AnswerNotation.elements)
        guard let text = endpoint.answer.text else {
            type = "nil"
            return
        }
        switch AnswerNotation.type(of: text) {
        case .array(let inner)?:
            element = name(of: inner, named: ".Item")
            type = "\(Self.grouped(element ?? "any"))[]"
        case let shape?: type = name(of: shape, named: ".Answer") + (text.hasSuffix("empty on 204") ? "?" : "")
        case nil: type = "any"
        }
    }

    /// The type of the answer's main object, which gets a class where it has members of its own.
    private mutating func name(of shape: AnswerType, named suffix: String) -> String {
        switch shape {
        case .object(let members):
            if let name = Self.shared[members.map(\.name).joined(separator: " ")] { return name }
            define(suffix, parent: "trakt.Entry", members)
        case .extended(let word, let members):
            define(suffix, parent: MemberTypes.named(word) ?? "trakt.Entry", members)
        // An entry that has one thing or the other has the members of both.
        case .either(let shapes):
            let objects = shapes.compactMap { shape -> [AnswerType.Member]? in
                if case .object(let members) = shape { members } else { nil }
            }
            guard objects.count == shapes.count else { return text(shape, in: endpoint) }
            var members: [AnswerType.Member] = []
            for member in objects.joined() where !members.contains(where: { $0.name == member.name }) {
                members.append(member)
            }
            define(suffix, parent: "trakt.Entry", members)
        default: return text(shape, in: endpoint)
        }
        return endpoint + suffix
    }

    private mutating func define(_ suffix: String, parent: String, _ members: [AnswerType.Member]) {
        classes.append(Class(name: endpoint + suffix, parent: parent, fields: fields(members, in: endpoint)))
    }

    /// Entries that many endpoints answer, by their members; they are written by hand.
    private static let shared: [String: String] = [
        "first_aired episode show": "trakt.Airing",
        "first_aired released episode show": "trakt.Airing",
        "released movie": "trakt.Release",
        "released movie first_aired episode show": "trakt.CalendarEntry",
        "id watched_at action type movie episode show": "trakt.Play",
        "rank id listed_at notes type movie show season episode person": "trakt.ListEntry",
        "rank id listed_at notes type movie show season episode": "trakt.ListEntry",
        "rank id listed_at notes type movie show": "trakt.ListEntry",
        "rated_at rating type movie show season episode": "trakt.RatedEntry",
        "hidden_at type movie show season user": "trakt.HiddenEntry",
        "collected_at updated_at movie metadata last_collected_at last_updated_at show seasons": "trakt.CollectedEntry",
        "type score movie show episode person list": "trakt.Hit",
        "score type movie show episode person list": "trakt.Hit",
        "id notes privacy spoiler created_at updated_at user": "trakt.Note",
    ]

    // MARK: Inside

    private func fields(
        _ members: [AnswerType.Member], in parent: String
    ) -> [(name: String, type: String, mayBeMissing: Bool)] {
        let kinds = members.filter { $0.saysKind && MemberTypes.named($0.name) != nil }.map(\.name)
        return members.flatMap { member in
            var type = self.type(of: member, in: parent)
            if member.name == "type", member.type == nil, kinds.count > 1 { type = AcceptedTypes.literals(kinds) }
            let beside = MemberTypes.beside(member.name).map { ($0.name, $0.type, true) }
            return [(member.name, type, member.mayBeMissing)] + [beside].compactMap(\.self)
        }
    }

    private func type(of member: AnswerType.Member, in parent: String) -> String {
        switch member.type {
        case nil: MemberTypes.type(of: member.name, in: parent)
        case .arrayOfName?:
            Self.grouped(elements.map { text($0, in: member.name) } ?? MemberTypes.element(of: member.name)) + "[]"
        case let type?: text(type, in: member.name)
        }
    }

    /// A type as it is written inside another one.
    private func text(_ shape: AnswerType, in parent: String) -> String {
        switch shape {
        // The words of a type stand for themselves: "movie" is no movie there.
        case .word(let word): (parent == "type" ? nil : MemberTypes.named(word)) ?? "\"\(word)\""
        case .array(let element): Self.grouped(text(element, in: parent)) + "[]"
        case .arrayOfName: "any[]"
        case .map(let element): "table<string, \(text(element, in: parent))>"
        case .either(let shapes): shapes.map { text($0, in: parent) }.joined(separator: "|")
        case .anything: "any"
        case .extended(let word, _): MemberTypes.named(word) ?? "table"
        case .object(let members):
            "{ "
                + fields(members, in: parent).map { field in
                    "\(Self.key(field.name))\(field.mayBeMissing ? "?" : ""): \(field.type)"
                }.joined(separator: ", ") + " }"
        }
    }

    /// A member's name as annotations write it.
    static func key(_ name: String) -> String { name == AnswerType.anyName ? name : LuaSource.key(name) }

    /// A type to which something is appended.
    static func grouped(_ type: String) -> String {
        type.contains("|") && !type.hasPrefix("{") ? "(\(type))" : type
    }
}
