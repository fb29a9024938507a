@testable import TraktLua

/// Everything that files of annotations declare.
struct AnnotatedFiles {
    private(set) var classes: [String: AnnotatedClass] = [:]
    private(set) var aliases: [String: AnnotatedType] = [:]
    private(set) var globals: [String: AnnotatedType] = [:]
    /// Every type that is named somewhere, with a line that does.
    private(set) var mentions: [String: String] = [:]

    private var generics: Set<String> = []
    /// Which class a name stands for.
    private var variables: [String: String] = [:]
    /// What the lines read so far are about.
    private var current: String?
    private var alias: String?
    private var declared: AnnotatedType?

    init(_ files: [EditorStubs.File] = EditorStubs.files) throws {
        for file in files {
            variables = [:]
            for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) { try read(String(line)) }
        }
    }

    // MARK: What it says

    /// The members of a class with those of its parents.
    func members(of name: String) -> [String: AnnotatedClass.Member] {
        guard let found = classes[name] else { return [:] }
        return found.parents.reversed().map(members).reduce(into: [:]) { $0.merge($1) { $1 } }
            .merging(found.members) { $1 }
    }

    func element(of name: String) -> AnnotatedType? {
        guard let found = classes[name] else { return nil }
        return found.element ?? found.parents.lazy.compactMap { element(of: $0) }.first
    }

    func inherits(_ name: String, from parent: String) -> Bool {
        name == parent || (classes[name]?.parents.contains { inherits($0, from: parent) } ?? false)
    }

    // MARK: Lines

    private mutating func read(_ indented: String) throws {
        let line = String(indented.drop { $0 == " " })
        if line.hasPrefix("---@") { return try tag(line) }
        if line.hasPrefix("---|") { return try choice(line) }
        if line.hasPrefix("--") { return }
        alias = nil
        if line.isEmpty {
            (current, declared, generics) = (nil, nil, [])
        } else {
            try code(line)
            (declared, generics) = (nil, [])
        }
    }

    private mutating func tag(_ line: String) throws {
        var reader = AnnotationReader(line)
        try reader.expect("---@")
        let tag = try reader.name()
        switch tag {
        case "meta": return
        case "class": try newClass(&reader)
        case "field": try field(&reader)
        case "alias":
            let name = try reader.name()
            alias = name
            aliases[name] = reader.rest.isEmpty ? .union([]) : try type(&reader)
        case "param":
            if !reader.take("...") { _ = try reader.name() }
            _ = reader.take("?")
            _ = try type(&reader)
            try reader.expectWords()
        case "return", "type":
            declared = try type(&reader)
            try reader.expectWords()
        case "overload":
            let type = try type(&reader)
            if let current { classes[current]?.overloads.append(type) }
        case "operator":
            guard try reader.name() == "sub" else { throw reader.failure("sub") }
            try reader.expect("(")
            _ = try type(&reader)
            try reader.expect("):")
            _ = try type(&reader)
        case "generic":
            repeat {
                generics.insert(try reader.name())
                if reader.take(":") { _ = try reader.name() }
            } while reader.take(",")
        default: throw reader.failure("a tag that is known")
        }
    }

    private mutating func type(_ reader: inout AnnotationReader) throws -> AnnotatedType {
        let type = try reader.type()
        for name in type.names where !generics.contains(name) { mentions[name] = reader.failure("").line }
        return type
    }

    private mutating func choice(_ line: String) throws {
        var reader = AnnotationReader(line)
        try reader.expect("---|")
        guard let alias, case .union(let types)? = aliases[alias] else { throw reader.failure("an alias above") }
        aliases[alias] = .union(types + [try type(&reader)])
    }

    private mutating func newClass(_ reader: inout AnnotationReader) throws {
        let name = try reader.name()
        var parents: [String] = []
        if reader.take(":") {
            repeat { parents.append(try reader.name()) } while reader.take(",")
        }
        guard reader.rest.isEmpty else { throw reader.failure("the end") }
        for parent in parents { mentions[parent] = reader.failure("").line }
        classes[name, default: AnnotatedClass(name: name)].parents += parents
        (current, alias) = (name, nil)
    }

    private mutating func field(_ reader: inout AnnotationReader) throws {
        guard let current else { throw reader.failure("a class above") }
        let key = try reader.key()
        let isOptional = reader.take("?")
        let type = try type(&reader)
        try reader.expectWords()
        if key == "[integer]" {
            classes[current]?.element = type
        } else {
            classes[current]?.members[key] = AnnotatedClass.Member(type: type, isOptional: isOptional)
        }
    }

    // MARK: Declarations

    private mutating func code(_ line: String) throws {
        if line == "do" || line == "end" { return }
        if let match = line.wholeMatch(of: /(local )?([\w_]+) = .+/) {
            let name = String(match.2)
            if let current { variables[name] = current }
            if match.1 == nil { globals[name] = current.map { .named($0) } ?? declared ?? .named("any") }
            return
        }
        guard let match = line.wholeMatch(of: /function (?:(\w+)[.:])?(\w+)\(.*\) end/) else {
            throw AnnotationError(line: line, expected: "a declaration", rest: line)
        }
        let type = AnnotatedType.function(parameters: [], results: declared.map { [$0] } ?? [])
        guard let owner = match.1.map(String.init) else {
            globals[String(match.2)] = type
            return
        }
        guard let name = variables[owner] else {
            throw AnnotationError(line: line, expected: "a table of this name above", rest: owner)
        }
        classes[name]?.members[String(match.2)] = AnnotatedClass.Member(type: type, isOptional: false)
    }
}
