internal import Trakt

extension HistoryAddition {
    /// The answer as Trakt would have given it to the whole request: what was found there already is counted as added,
    /// and what is not found is told in the words of the script.
    ///
    /// - Parameters:
    ///   - found: the plays that were carried out before the last sending.
    ///   - answer: what was answered to the last sending; nil where nothing was sent.
    ///   - call: the call as the script made it.
    func answer(found: Set<Play>, to call: Call, _ answer: JSONValue?) -> JSONValue {
        var members = answer?.object ?? [:]
        var added = members["added"]?.object ?? ["movies": 0, "episodes": 0]
        for item in items where found.contains(item.play) {
            let name = item.identity.subject == .movie ? "movies" : "episodes"
            added[name] = .integer((added[name]?.integer ?? 0).counting(1))
        }
        members["added"] = .object(added)
        let told = members["not_found"]?.object ?? strangers.sent.mapValues { .array($0) }
        var notFound = told
        for subject in Identity.Subject.allCases {
            let echoes = (told[subject.plural]?.array ?? []) + strangers.unsent(subject)
            notFound[subject.plural] = .array(echoes.map { named($0, subject, in: call) })
        }
        members["not_found"] = .object(notFound)
        return .object(members)
    }

    /// The plays that an answer says were not found.
    func missing(in answer: JSONValue) -> Set<Play> {
        let echoes = [Identity.Subject.movie, .season, .episode].flatMap { subject in
            (answer["not_found"]?[subject.plural]?.array ?? []).map { Identity(subject, $0) }
        }
        return Set(items.filter { item in echoes.contains { $0.matches(item.identity) } }.map(\.play))
    }

    /// Whether an answer counts fewer plays than were sent, without saying which it left out. How many a season stands for
    /// is not known.
    func isMoreThanCounted(in answer: JSONValue) -> Bool {
        let unknown = missing(in: answer)
        let sent = items.count { $0.identity.subject != .season && !unknown.contains($0.play) }
        let counts = answer["added"]?.object?.values.compactMap(\.integer) ?? []
        return counts.reduce(Int64(0)) { $0.counting($1) } < Int64(sent)
    }

    private func named(_ echo: JSONValue, _ subject: Identity.Subject, in call: Call) -> JSONValue {
        let identity = Identity(subject, echo)
        // It was sent by Trakt's number, and the script may have another name for it.
        let item = items.first { $0.identity.matches(identity) }
        return echo.named(subject, as: call.document[subject.plural]?.array ?? [], item?.identity ?? identity)
    }
}
