/// Finds the entries that the items of a request mean.
struct EntryIndex: Sendable {
    let entries: [AccountEntry]
    private var byName: [String: [Int]] = [:]
    private var byShow: [String: [Int]] = [:]

    init(_ entries: [AccountEntry]) {
        self.entries = entries
        for (index, entry) in entries.enumerated() {
            for name in Self.words(entry.names) { byName["\(entry.kind.rawValue):\(name)", default: []].append(index) }
            for name in entry.show.map(Self.words) ?? [] { byShow[name, default: []].append(index) }
        }
    }

    /// - Parameter inside: whether a show stands for its episodes, as it does where only episodes can be.
    func entries(meant item: NamedItem, inside: Bool) -> [AccountEntry] {
        found(item, inside: inside).map { entries[$0] }
    }

    /// The entries that any of the items mean, each once, in their own order.
    func entries(meant items: [NamedItem], inside: Bool) -> [AccountEntry] {
        Set(items.flatMap { found($0, inside: inside) }).sorted().map { entries[$0] }
    }

    private func found(_ item: NamedItem, inside: Bool) -> [Int] {
        if let show = item.show { return ofShow(show, item, inside: inside) }
        if inside, item.kind == .show { return first(of: Self.words(item.names), in: byShow) }
        return first(of: Self.words(item.names).map { "\(item.kind.rawValue):\($0)" }, in: byName)
    }

    private func ofShow(_ show: NamedItem.Names, _ item: NamedItem, inside: Bool) -> [Int] {
        first(of: Self.words(show), in: byShow).filter { index in
            let entry = entries[index]
            guard entry.season == item.season else { return false }
            return item.kind == .episode ? entry.number == item.number : entry.kind == .season || inside
        }
    }

    /// What the surest of the names finds, as Trakt looks at them.
    private func first(of words: [String], in index: [String: [Int]]) -> [Int] {
        words.lazy.compactMap { index[$0] }.first ?? []
    }

    /// The names of a thing, the surest first.
    private static func words(_ names: NamedItem.Names) -> [String] {
        let ids = NamedItem.Names.schemes.compactMap { scheme in names.ids[scheme].map { "\(scheme):\($0)" } }
        guard ids.isEmpty || names.ids["trakt"] != nil, let title = names.title?.lowercased() else { return ids }
        // An entry has both; an item by its title may leave the year out.
        return ids + (names.year.map { ["title:\(title):\($0)"] } ?? []) + ["title:\(title)"]
    }
}
