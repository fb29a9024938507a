/// The changing part of the page at `/`.
struct OverviewContent: Sendable {
    let state: SandboxState
    let log: RequestLog
    let user: Int

    private static let shownItems = 8
    private static let shownRequests = 30

    private var account: Account { state.accounts[user] }

    var html: HTML {
        guard state.accounts.indices.contains(user) else { return "<p>There is no account.</p>" }
        return """
            <p class="quiet">\(account.profile.slug), \(account.profile.isVIP ? "a member" : "a free account") \
            · it is \(short(state.now)) UTC here</p>
            \(devices)
            <div class="columns">
            \(section("Lists", account.lists.count, account.lists.map(line), "No lists."))
            \(section("Watchlist", account.watchlist.items.count, watchlist, "Nothing to watch."))
            \(section("History", account.plays.count, history, "Nothing watched."))
            </div>
            \(requests)
            """
    }

    private func section(_ title: String, _ count: Int, _ lines: [HTML], _ nothing: String) -> HTML {
        let list: HTML = lines.isEmpty ? "<p class=\"quiet\">\(nothing)</p>" : "<ul>\(lines)</ul>"
        return "<section><h2>\(title) <span class=\"quiet\">\(count)</span></h2>\(list)</section>\n"
    }

    private func line(_ text: String, _ detail: String) -> HTML {
        "<li><span>\(text)</span> <span class=\"quiet\">\(detail)</span></li>\n"
    }

    private func line(_ list: PersonalList) -> HTML {
        line(Emoji.shown(list.name), "\(list.privacy), \(list.contents.items.count)")
    }

    /// The latest first, as for the history.
    private var watchlist: [HTML] {
        account.watchlist.items.sorted { $0.listedAt > $1.listedAt }.prefix(Self.shownItems).map {
            line(state.library.name(of: $0.ref), short($0.listedAt))
        }
    }

    private var history: [HTML] {
        account.plays.sorted { ($0.watchedAt ?? $0.addedAt, $0.id) > ($1.watchedAt ?? $1.addedAt, $1.id) }
            .prefix(Self.shownItems)
            .map { line(state.library.name(of: $0.ref), $0.watchedAt.map(short) ?? "unknown") }
    }

    /// Devices that wait for somebody to decide.
    private var devices: HTML {
        let waiting = state.signIns.devices.filter { $0.stage == .pending && !$0.isExpired(at: state.now) }
        guard !waiting.isEmpty else { return "" }
        let links: [HTML] = waiting.map { "<a href=\"/activate/\($0.userCode)\"><code>\($0.userCode)</code></a> " }
        return "<p>A device asks to sign in: \(links)</p>"
    }

    private var requests: HTML {
        let rows: [HTML] = log.entries.suffix(Self.shownRequests).reversed().map(row)
        let table: HTML = """
            <table><tr><th>At</th><th>Method</th><th>Path</th><th>Status</th><th>User</th><th>Objections</th></tr>
            \(rows)</table>
            """
        return """
            <section class="wide"><h2>Requests <span class="quiet">\(log.entries.count)</span></h2>
            \(rows.isEmpty ? "<p class=\"quiet\">None yet.</p>" : table)</section>
            """
    }

    private func row(_ entry: RequestLog.Entry) -> HTML {
        let status = entry.status.map(String.init) ?? "cut"
        let isBad = entry.status.map { $0 >= 400 } ?? true
        let remarks = (entry.fault.map { ["fault: \($0)"] } ?? []) + entry.objections
        return """
            <tr><td class="mono">\(String(entry.at.description.dropFirst(11).prefix(8)))</td>\
            <td class="mono">\(entry.call.method)</td><td class="mono">\(entry.call.path)</td>\
            <td class="mono\(isBad ? " bad" : "")">\(status)</td><td>\(entry.user ?? "")</td>\
            <td>\(remarks.joined(separator: "; "))</td></tr>

            """
    }

    /// `2026-03-04 12:34`.
    private func short(_ moment: Timestamp) -> String {
        String(moment.description.prefix(16).replacing("T", with: " "))
    }
}

extension Library {
    /// What a person calls a title.
    fileprivate func name(of ref: MediaRef) -> String {
        switch ref.kind {
        case .movie: movie(ref.id).map { $0.facts.title + ($0.year.map { " (\($0))" } ?? "") } ?? "a movie"
        case .show: show(ref.id)?.facts.title ?? "a show"
        case .season: season(ref.id).map { "\($0.show.facts.title), \($0.season.title)" } ?? "a season"
        case .episode:
            episode(ref.id).map { "\($0.show.facts.title) \($0.episode.season)x\($0.episode.number)" } ?? "an episode"
        case .person: person(ref.id)?.name ?? "a person"
        case .list: "a list"
        }
    }
}
