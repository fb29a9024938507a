internal import Trakt

/// One argument of a call, as somebody who writes the call needs it.
struct ArgumentHelp: Sendable, Hashable {
    /// Which values can be offered.
    enum Values: Sendable, Hashable {
        case none
        case words([String])
        case boolean
        case day
        case moment
        /// What Trakt's own lists say, by the name of a filter.
        case listed(String)
    }

    /// What is in a table that is given for it.
    indirect enum Inside: Sendable, Hashable {
        case nothing
        case members([ArgumentHelp])
        case elements(Inside)
        case values(Values)
    }

    var name: String
    var summary: String
    /// As the end of a sentence.
    var accepts: String
    var isRequired = false
    var values = Values.none
    var inside = Inside.nothing
    /// Whether a text may hold several values with commas between.
    var isList = false
}

extension ArgumentHelp {
    init(_ parameter: Parameter) {
        self.init(
            name: parameter.name, summary: parameter.summary, accepts: parameter.accepts,
            isRequired: parameter.isRequired)
        switch parameter.kind {
        case .oneOf(let words): values = .words(words)
        case .list(let words): setList(.words(words))
        case .boolean: values = .boolean
        case .date: values = .day
        case .datetime, .hour: values = .moment
        case .code:
            if let list = ["country": "countries", "language": "languages"][name] { values = .listed(list) }
        case .integer, .integers, .text, .id: break
        }
    }

    private mutating func setList(_ values: Values) {
        self.values = values
        inside = .elements(.values(values))
        isList = true
    }

    init(_ filter: Filter) {
        self.init(name: filter.name, summary: filter.summary, accepts: filter.accepts)
        switch filter.kind {
        case .oneOf(let words): values = .words(words)
        case .words(let words, _): setList(.words(words))
        case .boolean: values = .boolean
        case .slugs, .names, .codes: setList(.listed(filter.name))
        case .text, .range, .years, .numbers: break
        }
    }

    init(_ field: Field) {
        self.init(
            name: field.name, summary: field.summary, accepts: field.accepts, isRequired: field.isRequired)
        switch field.kind {
        case .oneOf(let words): values = .words(words)
        case .words(let words): inside = .elements(.values(.words(words)))
        case .boolean: values = .boolean
        case .datetime(let words): values = words.isEmpty ? .moment : .words(words)
        case .object(let fields): inside = .members(fields.map { ArgumentHelp($0) })
        case .objects(let fields): inside = .elements(.members(fields.map { ArgumentHelp($0) }))
        case .item(let item): inside = .members(Self.members(of: item))
        case .items(let item): inside = .elements(.members(Self.members(of: item)))
        case .text, .integer, .number, .span, .texts, .ids, .integers, .anything: break
        }
    }

    private static func members(of item: Item) -> [ArgumentHelp] {
        let ids = item.subject.idNames.map { ArgumentHelp(name: $0, summary: "the id at \($0)", accepts: "an id") }
        let whole = ArgumentHelp(
            name: "ids", summary: "what it is known by", accepts: "a table of ids", inside: .members(ids))
        return [whole] + item.extras.map { ArgumentHelp($0) }
    }
}
