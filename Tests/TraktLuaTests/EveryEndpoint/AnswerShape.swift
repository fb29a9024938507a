import Trakt

/// What an answer looks like, in the short notation of the API's documentation.
///
/// `{title, year?, ids{trakt, slug}}` is an object with exactly these members, `?` marks those that may be missing and
/// `...` allows others; `[movie]` is an array that is not empty, `[movie]*` one that may be; `map<int>` an object with
/// any names; `a | b` either. A member without a shape has the shape of its name, or is a single value; names that end
/// in `_at` are moments.
indirect enum AnswerShape: Sendable {
    struct Member: Sendable {
        let name: String
        let isOptional: Bool
        let shape: AnswerShape
    }

    case object([Member], isOpen: Bool)
    case array(AnswerShape, mayBeEmpty: Bool)
    case map(AnswerShape)
    case either([AnswerShape])
    /// A shape defined under a name, or a kind of value.
    case named(String)
    /// Text, a number or a truth value.
    case single
    /// No body at all.
    case nothing
}

extension AnswerShape {
    /// What is wrong with a value, each with the place where it is; empty where the value fits.
    func problems(in value: JSONValue, at place: String = "", shapes: [String: AnswerShape]) -> [String] {
        switch self {
        case .nothing: return value.isNull ? [] : ["\(place): \(value) where nothing is answered"]
        case .single: return value.isSingle ? [] : ["\(place): not a single value"]
        case .named(let name):
            if let shape = shapes[name] { return shape.problems(in: value, at: place, shapes: shapes) }
            guard let isKind = Self.kinds[name] else { return ["\(place): no shape is called \(name)"] }
            return isKind(value) ? [] : ["\(place): \(value) is no \(name)"]
        case .either(let shapes_):
            let attempts = shapes_.map { $0.problems(in: value, at: place, shapes: shapes) }
            return attempts.contains(where: \.isEmpty) ? [] : attempts.min { $0.count < $1.count } ?? []
        case .array(let element, let mayBeEmpty):
            guard let elements = value.array else { return ["\(place): not an array"] }
            if elements.isEmpty, !mayBeEmpty { return ["\(place): empty"] }
            return elements.enumerated().flatMap { index, entry in
                element.problems(in: entry, at: "\(place)[\(index)]", shapes: shapes)
            }
        case .map(let element):
            guard let members = value.object else { return ["\(place): not an object"] }
            return members.sorted { $0.key < $1.key }.flatMap {
                element.problems(in: $0.value, at: "\(place).\($0.key)", shapes: shapes)
            }
        case .object(let members, let isOpen):
            guard let present = value.object else { return ["\(place): not an object"] }
            return Self.problems(in: present, members, isOpen: isOpen, at: place, shapes: shapes)
        }
    }

    private static func problems(
        in present: [String: JSONValue], _ members: [Member], isOpen: Bool, at place: String,
        shapes: [String: AnswerShape]
    ) -> [String] {
        var problems = members.flatMap { member -> [String] in
            let path = "\(place).\(member.name)"
            guard let value = present[member.name], !value.isNull else {
                return member.isOptional ? [] : ["\(path): missing"]
            }
            return member.shape.problems(in: value, at: path, shapes: shapes)
        }
        if !isOpen {
            let known = Set(members.map(\.name))
            problems += present.keys.filter { !known.contains($0) }.sorted().map { "\(place).\($0): not documented" }
        }
        return problems
    }

    private static let kinds: [String: @Sendable (JSONValue) -> Bool] = [
        "any": { _ in true },
        "int": { $0.integer != nil },
        "number": { $0.integer != nil || $0.number != nil },
        "text": { $0.string != nil },
        "bool": { $0.boolean != nil },
        "moment": { isMoment($0.string) },
        "day": { isDay($0.string) },
    ]

    /// `2014-09-01T09:10:11.000Z`, as the documentation has every moment.
    private static func isMoment(_ text: String?) -> Bool {
        text?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil
    }

    private static func isDay(_ text: String?) -> Bool {
        text?.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
    }
}

extension JSONValue {
    fileprivate var isSingle: Bool { object == nil && array == nil && !isNull }
}
