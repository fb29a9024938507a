package import Trakt

/// Why a write was not made, or why nobody knows whether it was, where Trakt is not to blame.
package enum EffectError: Error, Sendable, Hashable {
    /// It was sent, and looking did not tell whether it was carried out. A person has to say.
    case inReview(run: RunID, endpoint: String, note: String)
    /// It may have been carried out, and looking failed each time.
    case notSettled(run: RunID, endpoint: String, reason: String)
    /// A play without a date of its own for something that has plays: nobody could tell the two apart.
    case undatedPlay(item: String, word: String)
    /// A season that only another site's number names: Trakt finds no season by one.
    case seasonWithoutNumber(endpoint: String, ids: String)
    /// The account would get more plays in a day than it may.
    case tooManyPlays(endpoint: String, limit: Int, had: Int, asked: Int)
    /// Another worker has taken the run over.
    case fenced(RunID)
    /// The journal cannot be written, so nothing was sent.
    case journal(StoreError)
    /// It may have been sent, and the journal cannot be written with what became of it.
    case notNoted(run: RunID, endpoint: String, StoreError)
    /// A read that a write needs first did not give everything.
    case incompleteRead(endpoint: String)
    /// Signing in is no part of a run's journal.
    case notForScripts(endpoint: String)
    /// It was sent so late after its intent, each time, that it was left alone.
    case machineTooSlow(endpoint: String)
    /// Other writes take its plays and let them go all the time.
    case contested(endpoint: String)
    /// What the journal has of it cannot be read.
    case unreadable(EffectID)
}

extension EffectError {
    init(_ error: StoreError) {
        if case .fenced(let run) = error { self = .fenced(run) } else { self = .journal(error) }
    }

    /// A stable word for it, for scripts.
    package var kind: String {
        switch self {
        case .inReview: "in_review"
        case .notSettled: "outcome_unknown"
        case .undatedPlay: "undated_play"
        case .seasonWithoutNumber: "season_without_number"
        case .tooManyPlays: "too_many_plays"
        case .fenced: "fenced"
        case .journal, .notNoted, .unreadable: "journal"
        case .incompleteRead: "incomplete_read"
        case .notForScripts: "not_for_scripts"
        case .machineTooSlow, .contested: "not_sent"
        }
    }

    /// Whether the write may have been carried out.
    package var mayHaveHappened: Bool {
        switch self {
        case .inReview, .notSettled, .notNoted: true
        default: false
        }
    }

    /// What is wrong with the journal, where that is the reason.
    package var journalProblem: StoreError? {
        switch self {
        case .journal(let problem), .notNoted(_, _, let problem): problem
        default: nil
        }
    }

    /// The error as a script sees it.
    package var asJSON: JSONValue {
        var members: [String: JSONValue] = ["kind": .string(kind), "message": .string(description)]
        switch self {
        case .inReview(_, let endpoint, _), .notSettled(_, let endpoint, _), .notNoted(_, let endpoint, _),
            .incompleteRead(let endpoint), .notForScripts(let endpoint), .machineTooSlow(let endpoint),
            .contested(let endpoint),
            .seasonWithoutNumber(let endpoint, _):
            members["endpoint"] = .string(endpoint)
        case .undatedPlay: members["endpoint"] = .string(Catalogue.syncHistory.addHistory.id)
        case .tooManyPlays(let endpoint, _, _, _): members["endpoint"] = .string(endpoint)
        case .fenced, .journal, .unreadable: break
        }
        if mayHaveHappened { members["may_have_happened"] = true }
        return .object(members)
    }
}

extension EffectError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inReview(let run, let endpoint, let note):
            "\(endpoint): the answer never came, and looking did not tell whether the change was made. \(note) "
                + "Look on trakt.tv, then say how it is with moonreel settle \(run)."
        case .notSettled(let run, let endpoint, let reason):
            "\(endpoint): the answer never came, and whether the change was made could not be read: \(reason) "
                + "It is looked for again at the next start, or with moonreel resume \(run)."
        case .undatedPlay(let item, let word):
            "sync.history.add: \(item) has plays already, so one with watched_at = \"\(word)\" could not be told from "
                + "them if its answer were lost. Give the moment instead."
        case .seasonWithoutNumber(let endpoint, let ids):
            "\(endpoint): a season is named by \(ids), and Trakt finds seasons by its own numbers alone, so nothing was "
                + "sent. Name it by ids = { trakt = ... }, or by its show: "
                + "shows = { { ids = { tvdb = ... }, seasons = { { number = 1 } } } }."
        case .tooManyPlays(let endpoint, let limit, let had, let asked):
            "\(endpoint): \(asked) more play\(asked == 1 ? "" : "s") would make \(had + asked) within 24 hours, and \(limit) are allowed. "
                + "The setting daily_plays allows more."
        case .fenced(let run): "Run \(run) was taken over by another process, which goes on with it."
        case .journal(let error): "Nothing was sent, because the journal cannot be written: \(error)"
        case .notNoted(let run, let endpoint, let error):
            "\(endpoint): what became of it could not be noted, so it is looked for at the next start, or with "
                + "moonreel resume \(run). \(error)"
        case .incompleteRead(let endpoint):
            "\(endpoint) did not answer everything, and what has to be read before a change must be whole. "
                + "Nothing was changed; try again."
        case .notForScripts(let endpoint): "\(endpoint) is about signing in, which no run does by itself."
        case .machineTooSlow(let endpoint):
            "\(endpoint): the machine stood still between noting the change and sending it, so nothing was sent. "
                + "Try again."
        case .contested(let endpoint):
            "\(endpoint): other writes add and remove the same plays all the time, so nothing was sent. Try again."
        case .unreadable(let effect): "What the journal says of effect \(effect) cannot be read."
        }
    }
}
