/// Filters come in groups; an endpoint names the groups it takes.
public enum FilterGroup: String, Sendable, Hashable, CaseIterable {
    case common
    case ratings
    case movie
    case show
    case episode
    /// Where something can be watched, and the other filters that came with the 2026 contract.
    case watchnow
    /// Leaving out what the user has already seen, collected or listed.
    case ignore
    case hide
}

/// A query parameter that narrows what an endpoint answers.
public struct Filter: Sendable, Hashable {
    /// What values a filter takes.
    public enum Kind: Sendable, Hashable {
        /// Text to look for.
        case text
        /// `a-b`, both within the bounds. `decimals` says whether tenths mean anything.
        case range(ClosedRange<Double>, decimals: Bool)
        /// A year of four digits, or a range of years.
        case years
        /// Slugs, of which one has to match.
        case slugs
        /// Names, of which one has to match.
        case names
        /// Numbers, of which one has to match.
        case numbers
        /// Two-letter codes, of which one has to match.
        case codes
        /// Some of these words; with a `-` in front a word is left out where `excludes` says so.
        case words([String], excludes: Bool)
        /// One of these words.
        case oneOf([String])
        case boolean
    }

    public let name: String
    public let groups: [FilterGroup]
    public let kind: Kind
    /// What it selects, in one phrase.
    public let summary: String
    public let source: Endpoint.Source

    init(
        _ name: String, _ groups: [FilterGroup], _ kind: Kind, _ summary: String,
        source: Endpoint.Source = .classic
    ) {
        self.name = name
        self.groups = groups
        self.kind = kind
        self.summary = summary
        self.source = source
    }

    /// The filters of these groups, each once, in documented order.
    public static func all(in groups: [FilterGroup]) -> [Filter] {
        guard !groups.isEmpty else { return [] }
        return all.filter { filter in filter.groups.contains(where: groups.contains) }
    }

    /// The filter of this name.
    public static func named(_ name: String) -> Filter? {
        all.first { $0.name == name }
    }
}

extension Filter {
    /// What it accepts, as the end of a sentence.
    public var accepts: String {
        switch kind {
        case .text: "text"
        case .range(let bounds, let decimals):
            "a range such as \"\(Self.example(of: bounds))\" between \(Self.text(bounds.lowerBound, decimals)) "
                + "and \(Self.text(bounds.upperBound, decimals))"
        case .years: "a year such as 2016, or a range such as \"2005-2010\""
        case .slugs: "one or several slugs"
        case .names: "one or several names"
        case .numbers: "one or several whole numbers"
        case .codes: "one or several two-letter codes"
        case .words(let words, let excludes):
            "one or several of \(words.joined(separator: ", "))"
                + (excludes ? ", each with a \"-\" to leave it out" : "")
        case .oneOf(let words): "one of \(words.joined(separator: ", "))"
        case .boolean: "true or false"
        }
    }

    private static func example(of bounds: ClosedRange<Double>) -> String {
        switch bounds.upperBound {
        case ...10: "5.5-10"
        case ...100: "75-100"
        case ...1_000: "30-90"
        default: "5000-10000"
        }
    }

    static func text(_ value: Double, _ decimals: Bool) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return decimals ? String(value) : String(Int64(value))
    }
}
