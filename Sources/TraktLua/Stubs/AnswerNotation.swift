/// What an answer consists of, read from the short notation in which the catalogue has it.
///
/// `{id, watched_at, type, movie | episode+show}` is an object: a name alone has the type that goes with the name, `?`
/// and `|null` mark what may be missing, `name[]` is an array, `name{…}` and `name: …` say what is in it. `[…]` is an
/// array, `map<…>` an object with any names. What follows the notation as words is not read, but for the type of the
/// elements: `{country: {cable[], …}} of {source, link}`.
indirect enum AnswerType: Sendable, Hashable {
    struct Member: Sendable, Hashable {
        var name: String
        var mayBeMissing: Bool
        /// Nil where the name alone says what it is.
        var type: AnswerType?
        /// Whether an object has this or another member instead.
        var isAlternative = false
        /// Whether the object's `type` is the name of this member when it is there.
        var saysKind = false
    }

    /// The name of a member that stands for any others.
    static let anyName = "[string]"

    /// A word: `movie`, `int`, or one that stands for itself.
    case word(String)
    case array(AnswerType)
    /// An array under a name alone: `jobs[]`.
    case arrayOfName
    case object([Member])
    /// A known thing with members beside its own.
    case extended(String, [Member])
    case map(AnswerType)
    case either([AnswerType])
    case anything
}

/// Reads the notation from its beginning.
struct AnswerNotation {
    private var rest: Substring
    /// What stands in an object in the place of names: its members have any.
    private static let placeholders: Set<String> = ["country", "department", "Trakt id", "1..10"]

    private init(_ text: String) { rest = text[...] }

    /// The type that a notation says, or nil where it is none.
    static func type(of text: String) -> AnswerType? {
        // One shape for movies and another one for shows: an element has the members of either.
        if text.hasPrefix("movies: ") {
            let parts = text.split(separator: ";").compactMap { $0.split(separator: ":", maxSplits: 1).last }
            let shapes = parts.prefix(2).compactMap { type(of: $0.trimmed) }
            guard case .array(.object(let movies))? = shapes.first, case .array(.object(let shows))? = shapes.last
            else { return nil }
            return .array(.object(merged(movies, shows)))
        }
        var notation = AnswerNotation(text)
        return notation.shape()
    }

    /// The elements that ` of {…}` describes behind a notation.
    static func elements(of text: String) -> AnswerType? {
        text.firstRange(of: " of {").flatMap { type(of: String(text[$0.lowerBound...].dropFirst(4))) }
    }

    private static func merged(_ first: [AnswerType.Member], _ second: [AnswerType.Member]) -> [AnswerType.Member] {
        func marked(_ member: AnswerType.Member, besides others: [AnswerType.Member]) -> AnswerType.Member {
            var member = member
            member.isAlternative = !others.contains { $0.name == member.name }
            return member
        }
        return first.map { marked($0, besides: second) }
            + second.map { marked($0, besides: first) }.filter(\.isAlternative)
    }

    // MARK: Shapes

    private mutating func shape() -> AnswerType? {
        var alternatives: [AnswerType] = []
        repeat {
            guard let alternative = alternative() else { return nil }
            if alternative != .word("null") { alternatives.append(alternative) }
        } while take("|")
        return alternatives.count == 1 ? alternatives[0] : .either(alternatives)
    }

    private mutating func alternative() -> AnswerType? {
        if take("{") { return object() }
        if take("[") {
            let element = shape()
            return take("]") ? element.map { .array($0) } : nil
        }
        if take("(") {
            let inner = shape()
            return take(")") ? inner : nil
        }
        if take("map<number:") || take("map<") {
            let element = shape()
            return take(">") ? element.map { .map($0) } : nil
        }
        guard let word = word() else { return nil }
        guard take("+") else { return .word(word) }
        return member().map { .extended(word, [$0]) }
    }

    private mutating func object() -> AnswerType? {
        if take("…}") || take("…_at}") { return .map(.anything) }
        if take("}") { return .anything }
        if let placeholder = Self.placeholders.first(where: { rest.hasPrefix($0 + ":") || rest.hasPrefix($0 + "}") }) {
            rest = rest.dropFirst(placeholder.count)
            let element = take(":") ? shape() : .word("int")
            return take("}") ? element.map { .map($0) } : nil
        }
        var members: [AnswerType.Member] = []
        repeat {
            if take("…") {
                members.append(AnswerType.Member(name: AnswerType.anyName, mayBeMissing: false, type: .anything))
                continue
            }
            guard let found = alternatives() else { return nil }
            for member in found {
                if let index = members.firstIndex(where: { $0.name == member.name }) {
                    members[index].saysKind = members[index].saysKind || member.saysKind
                } else {
                    members.append(member)
                }
            }
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    // MARK: Members

    /// `movie | season+show`: members of which an object has some in turn.
    private mutating func alternatives() -> [AnswerType.Member]? {
        var groups: [[AnswerType.Member]] = []
        var mayBeMissing = false
        repeat {
            var group: [AnswerType.Member] = []
            repeat {
                if take("null") {
                    mayBeMissing = true
                    continue
                }
                guard let member = member() else { return nil }
                group.append(member)
            } while take("+")
            if !group.isEmpty { groups.append(group) }
        } while take("|")
        return groups.flatMap { group in
            group.map { member in
                var member = member
                member.isAlternative = groups.count > 1
                // A show stands beside its seasons and episodes.
                member.saysKind = groups.count > 1 && (group.count == 1 || member.name != "show")
                member.mayBeMissing = member.mayBeMissing || mayBeMissing
                return member
            }
        }
    }

    private mutating func member() -> AnswerType.Member? {
        guard let name = word() else { return nil }
        let mayBeMissing = take("?")
        if take("(") {
            // In words when it is there.
            guard let end = rest.firstIndex(of: ")") else { return nil }
            rest = rest[rest.index(after: end)...]
        }
        var member = AnswerType.Member(name: name, mayBeMissing: mayBeMissing, type: nil)
        if take("[]") {
            member.type = .arrayOfName
        } else if take(":") {
            guard let type = shape() else { return nil }
            member.type = type
        } else if next == "{" || next == "[" {
            guard let type = alternative() else { return nil }
            member.type = type
        }
        return member
    }

    // MARK: Characters

    private var next: Character? { rest.trimmed.first }

    private mutating func take(_ token: String) -> Bool {
        let start = rest.drop { $0 == " " }
        guard start.hasPrefix(token) else { return false }
        rest = start.dropFirst(token.count).drop { $0 == " " }
        return true
    }

    private mutating func word() -> String? {
        rest = rest.drop { $0 == " " }
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest.dropFirst(word.count)
        return word.isEmpty ? nil : String(word)
    }
}

extension Substring {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
