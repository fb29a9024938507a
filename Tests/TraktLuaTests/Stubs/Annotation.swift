/// A type as annotations write it.
indirect enum AnnotatedType: Hashable {
    case named(String)
    /// `"asc"`, `true`
    case literal(String)
    case array(AnnotatedType)
    case table(key: AnnotatedType, value: AnnotatedType)
    case object([Member])
    case union([AnnotatedType])
    case optional(AnnotatedType)
    case function(parameters: [Member], results: [AnnotatedType])

    struct Member: Hashable {
        var name: String
        var isOptional: Bool
        var type: AnnotatedType
    }

    /// Every name in it.
    var names: [String] {
        switch self {
        case .named(let name): [name]
        case .literal: []
        case .array(let inner), .optional(let inner): inner.names
        case .table(let key, let value): key.names + value.names
        case .object(let members): members.flatMap(\.type.names)
        case .union(let types): types.flatMap(\.names)
        case .function(let parameters, let results): parameters.flatMap(\.type.names) + results.flatMap(\.names)
        }
    }

    /// The words it is one of, where it has such.
    var words: Set<String> {
        switch self {
        case .literal(let text): [text]
        case .union(let types): types.reduce(into: []) { $0.formUnion($1.words) }
        case .array(let inner), .optional(let inner): inner.words
        default: []
        }
    }
}

/// A class of annotations, or a table that stands for one.
struct AnnotatedClass {
    struct Member {
        var type: AnnotatedType
        var isOptional: Bool
    }

    var name: String
    var parents: [String] = []
    var members: [String: Member] = [:]
    /// What `[integer]` holds.
    var element: AnnotatedType?
    var overloads: [AnnotatedType] = []
}

/// A text that is no annotation.
struct AnnotationError: Error, CustomStringConvertible {
    let line: String
    let expected: String
    let rest: String

    var description: String { "expected \(expected) before \"\(rest)\" in: \(line)" }
}
