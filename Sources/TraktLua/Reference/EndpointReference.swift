package import Trakt

/// What there is to say about an endpoint, put in order for a reader. How it looks on a terminal or on a page is
/// decided elsewhere.
package struct EndpointReference: Sendable {
    /// One named value.
    package struct Entry: Sendable, Hashable {
        package var name: String
        package var summary: String
        package var accepts: String
        /// "required", or what is assumed where it is left out.
        package var condition: String?
        package var isNew: Bool
    }

    /// Named values of one kind.
    package struct Section: Sendable, Hashable {
        package var heading: String
        package var entries: [Entry]
    }

    /// A heading with a sentence or a list of words.
    package struct Fact: Sendable, Hashable {
        package var heading: String
        package var text: String
        /// Whether the text is a notation or a name, and no sentence.
        package var isCode = false
    }

    package let endpoint: Endpoint

    package init(_ endpoint: Endpoint) { self.endpoint = endpoint }

    /// The name a script calls it by.
    package var name: String { "trakt.\(endpoint.id)" }

    /// What a call takes; sections without entries are left out.
    package var sections: [Section] {
        let all = [
            Section(heading: "In order, or by name", entries: endpoint.pathParameters.map(Entry.init)),
            Section(heading: "By name", entries: endpoint.query.map(Entry.init) + paging),
            Section(heading: bodyHeading, entries: (endpoint.body ?? []).flatMap { Entry.all(of: $0) } + perItem),
            Section(heading: "Filters, by name", entries: Filter.all(in: endpoint.filters).map(filterEntry)),
        ]
        return all.filter { !$0.entries.isEmpty }
    }

    private var bodyHeading: String {
        switch endpoint.bodyForm {
        case .fields, .array: "Body, by name"
        case .optional: "Body, by name, none needed"
        case .exactlyOne(let names, let exemption):
            "Body, by name, exactly one of \(names.joined(separator: ", "))"
                + (exemption.map { " (none where \($0.field).type is \($0.type))" } ?? "")
        }
    }

    private var paging: [Entry] {
        guard endpoint.paging != .none else { return [] }
        let own = endpoint.query.map(\.name)
        let most = Parameter.Kind.integer(1...Int64(endpoint.largestPage ?? 250)).accepts
        return [
            Entry(
                name: "page", summary: "which page", accepts: "a whole number of at least 1", condition: "default 1",
                isNew: false),
            Entry(
                name: "limit", summary: "how many a page", accepts: most + (endpoint.isLimitless ? " or \"all\"" : ""),
                isNew: false),
        ].filter { !own.contains($0.name) }
    }

    /// The same extras belong to every kind of item, so they are told once.
    private var perItem: [Entry] {
        let extras = endpoint.body?.lazy.map(\.kind.extras).first { !$0.isEmpty } ?? []
        return extras.flatMap { Entry.all(of: $0, inside: "each item: ") }
    }

    private func filterEntry(_ filter: Filter) -> Entry {
        let isNew = filter.source == .contract2026 || filter.groups.allSatisfy { !endpoint.isClassic($0) }
        return Entry(name: filter.name, summary: filter.summary, accepts: filter.accepts, isNew: isNew)
    }

    /// What is known beside the values, in the order it matters to who writes a call.
    package var facts: [Fact] {
        var facts: [Fact] = []
        func add(_ heading: String, _ text: String?, isCode: Bool = false) {
            if let text, !text.isEmpty { facts.append(Fact(heading: heading, text: text, isCode: isCode)) }
        }
        add("Extended", levels)
        add("Pages", pages)
        add("Account", account)
        add("VIP", vip)
        add("Emoji", endpoint.takesEmoji ? "Texts may hold emojis; Trakt keeps short codes such as :smiley:." : nil)
        add("Answers", endpoint.answer.text ?? "Nothing.", isCode: endpoint.answer.text != nil)
        add("Status", statuses)
        for (status, meaning) in endpoint.errors.sorted(by: { $0.key < $1.key }) { add("Error \(status)", meaning) }
        add("Sent twice", endpoint.repetition?.sentence)
        add("Headers", endpoint.headers.joined(separator: ", "))
        add("Host", host)
        add("Also called", endpoint.aliases.map { "trakt.\($0)" }.joined(separator: ", "))
        add("Notes", endpoint.notes)
        add("Source", source)
        return facts
    }

    private var levels: String? {
        guard !endpoint.extended.isEmpty else { return nil }
        return endpoint.extended.map { endpoint.extended2026.contains($0) ? "\($0) [2026]" : $0 }
            .joined(separator: ", ")
    }

    private var pages: String? {
        let end =
            endpoint.countsItems
            ? "" : " Trakt's count of the items is made up here, so a short page ends the reading."
        return switch endpoint.paging {
        case .none: nil
        case .required:
            "Answers page by page: page and limit choose one, :each and :all read every one." + end
        case .optional:
            "Answers everything, or one page when page or limit is given; :each and :all read every one." + end
        }
    }

    private var account: String {
        switch endpoint.authorization {
        case .none: "Needs no account."
        case .optional: "Needs no account; with one, what only the user may see is there too."
        case .required: "Needs an account."
        }
    }

    private var vip: String? {
        switch endpoint.vip {
        case .none: nil
        case .enhanced: "Works for everybody, with higher limits for VIPs."
        case .only: "For VIPs only; others are refused with status 426."
        }
    }

    private var host: String? {
        guard endpoint.host == .auth else { return nil }
        return "The address for signing in. For a script Moonreel puts in what names the app and keeps the tokens to "
            + "itself, so the values for these are not a script's to give."
    }

    private var statuses: String {
        let classic = endpoint.success.map(String.init).joined(separator: " or ")
        guard !endpoint.success2026.isEmpty else { return classic }
        return classic + "; by the 2026 contract " + endpoint.success2026.map(String.init).joined(separator: " or ")
    }

    private var source: String {
        switch (endpoint.source, endpoint.status) {
        case (_, .unmergedBranch):
            "An unmerged branch of Trakt's 2026 contract (unmerged-branch): the server answers it, but Trakt has not "
                + "published it and may change it."
        case (.contract2026, _): "The contract Trakt published in 2026."
        case (.classic, _): "Trakt's API documentation."
        }
    }
}

extension Endpoint {
    /// Whether the endpoint takes a group of filters by the documentation up to 2025.
    fileprivate func isClassic(_ group: FilterGroup) -> Bool {
        filters.contains(group) && !filters2026.contains(group)
    }
}

extension EndpointReference.Entry {
    fileprivate init(_ parameter: Parameter) {
        self.init(
            name: parameter.name, summary: parameter.summary, accepts: parameter.accepts,
            condition: parameter.isRequired ? "required" : parameter.defaultValue.map { "default \($0)" },
            isNew: parameter.source == .contract2026)
    }

    /// A field and, where it is an object, what is in it.
    fileprivate static func all(of field: Field, inside prefix: String = "") -> [Self] {
        let name = prefix + field.name
        // What is in a table follows it.
        let accepts =
            switch field.kind {
            case .object: "a table"
            case .objects: "an array of tables"
            default: field.accepts
            }
        let entry = Self(
            name: name, summary: field.summary, accepts: accepts,
            condition: field.isRequired ? "required" : nil, isNew: false)
        switch field.kind {
        case .object(let inner): return [entry] + inner.flatMap { all(of: $0, inside: name + ".") }
        case .objects(let inner): return [entry] + inner.flatMap { all(of: $0, inside: name + "[].") }
        default: return [entry]
        }
    }
}
