package import Trakt

/// The body of `POST /sync/history` after it was made precise: single plays, each with its time.
package struct HistoryAddition: Sendable, Hashable {
    /// One play as it is sent.
    package struct Item: Sendable, Hashable {
        /// A movie or an episode; a season where nobody knows whose it is.
        package let identity: Identity
        package let watched: Watched
        package let document: JSONValue

        /// How the ledger knows it.
        package var play: Play { Play(item: identity.key, minute: watched.minute?.sinceEpoch) }
    }

    /// When something was watched.
    package enum Watched: Sendable, Hashable {
        case at(WholeMinute)
        /// `released` or `unknown`: Trakt finds a date, or keeps none.
        case undated(String)

        var minute: WholeMinute? {
            if case .at(let minute) = self { minute } else { nil }
        }

        var text: String {
            switch self {
            case .at(let minute): minute.text
            case .undated(let word): word
            }
        }
    }

    package var items: [Item] = []
    package var strangers: Strangers = [:]

    package init() {}
}

extension HistoryAddition {
    /// Reads a body that was made precise before.
    package init(body: JSONValue) {
        for subject in Identity.Subject.allCases {
            for document in body[subject.plural]?.array ?? [] {
                guard let item = Item(subject, document) else {
                    strangers[subject.plural, default: []].append(document)
                    continue
                }
                items.append(item)
            }
        }
    }

    /// Whether nothing of it is to be sent.
    package var isEmpty: Bool { items.isEmpty && strangers.sent.isEmpty }

    /// All of it, by all its names, as the journal keeps it.
    package var body: JSONValue { body(of: items.map { ($0.identity.subject, $0.document) }, strangers) }

    /// The same as it is sent.
    package var sentBody: JSONValue {
        body(of: items.map { ($0.identity.subject, Identity.byIDs($0.document) ?? $0.document) }, strangers.sent)
    }

    private func body(of things: [(Identity.Subject, JSONValue)], _ strangers: Strangers) -> JSONValue {
        var arrays = strangers
        for (subject, document) in things { arrays[subject.plural, default: []].append(document) }
        return .object(arrays.mapValues { .array($0) })
    }

    package var plays: [Play] { items.map(\.play) }

    /// Some plays of it, without the strangers.
    func only(_ plays: Set<Play>) -> HistoryAddition {
        var part = HistoryAddition()
        part.items = items.filter { plays.contains($0.play) }
        return part
    }

    /// The same without some plays.
    func without(_ plays: Set<Play>) -> HistoryAddition {
        var rest = self
        rest.items.removeAll { plays.contains($0.play) }
        return rest
    }
}

extension HistoryAddition.Item {
    /// A movie, an episode or a season of its own with its time; nil for what Trakt has to find.
    init?(_ subject: Identity.Subject, _ document: JSONValue) {
        let identity = Identity(subject, document)
        guard subject != .show, let text = document["watched_at"]?.string, !identity.ids.isEmpty,
            subject != .season || identity.ids["trakt"] != nil
        else { return nil }
        if let minute = WholeMinute(text) {
            self.init(identity, .at(minute), document)
        } else {
            self.init(identity, .undated(text), document)
        }
    }

    init(_ identity: Identity, _ watched: HistoryAddition.Watched, _ document: JSONValue? = nil) {
        self.identity = identity
        self.watched = watched
        var members = document?.object ?? [:]
        members["watched_at"] = .string(watched.text)
        // Also where it was looked up: what is read from the journal again has to be the same play.
        if let number = identity.ids["trakt"].flatMap(Int64.init) {
            members["ids"] = .object((members["ids"]?.object ?? [:]).merging(["trakt": .integer(number)]) { $1 })
        }
        self.document = .object(members)
    }
}
