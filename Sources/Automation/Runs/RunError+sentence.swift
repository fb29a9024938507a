internal import Trakt
internal import TraktLua
internal import Wording

extension RunError {
    /// The error as a script sees it.
    var asJSON: JSONValue {
        ["kind": .string(kind), "message": .string(sentence)]
    }

    private var kind: String {
        switch self {
        case .unknownSurface, .unknownActivity, .badRemovals, .badWrites, .badName, .wroteBeforeRule, .writeBeforeRule,
            .declaredAgain, .otherRule, .calledBeforeRule:
            "invalid_rule"
        case .badLink, .badPriority, .noChannel, .noticeTooLong: "invalid_argument"
        case .storeTooLarge, .tooManyValues: "too_large"
        case .tooManyNotices: "too_many_notices"
        case .storeWithoutRule: "invalid_call"
        case .tooManyRemovals, .uncountable: "too_many_removals"
        case .notAllowed: "not_allowed"
        case .noModule, .moduleElsewhere, .module, .tooManyModules: "no_module"
        case .unknownMessage: "unknown_message"
        case .notRecorded: "not_recorded"
        case .notKept: "not_kept"
        }
    }

    private var sentence: String {
        switch self {
        case .unknownSurface(let name):
            "the rule's writes name \"\(name.beginning)\", which is none of "
                + Surface.allCases.map(\.rawValue).joined(separator: ", ")
        case .unknownActivity(let name):
            "the rule's on_change names \"\(name.beginning)\", which is no key of GET /sync/last_activities"
                + (Spelling.nearest(to: name, among: ActivityKeys.all).map { "; did you mean \"\($0)\"?" }
                    ?? ". It takes keys such as \"episodes.watched_at\" or \"watchlist.updated_at\".")
        case .notAllowed(let endpoint, let surface):
            "\(endpoint) changes \(surface), which the rule's writes do not name; nothing was sent. "
                + "Add \"\(surface)\" to writes if the rule is meant to."
        case .badRemovals(let text):
            "the rule's removes are \(text.beginning), not a table such as { most = 200 } with a whole number from 0 on"
        case .badWrites(let text):
            "the rule's writes are \(text.beginning), not a list of surfaces such as { \"lists\" }"
        case .badName(let name):
            "the rule's name is \"\(name.beginning)\", and a name has at most \(RuleDeclaration.longestName) characters, all of "
                + "which can be seen"
        case .tooManyRemovals(let endpoint, let place, let count, let size, let limits, let mostOfRule):
            "\(endpoint) was not sent: with it this run would remove "
                + Self.removals(count, size, place, limits, mostOfRule)
        case .uncountable(let endpoint, let name):
            "\(endpoint) was not sent: how many plays \(name) has cannot be found out, so they cannot be counted. Name it "
                + "by an id, or by its title and its year, or run it with --yes."
        case .wroteBeforeRule(let endpoint):
            "the script called \(endpoint) before it returned the rule, whose writes and removes hold only from then on. "
                + "Call it inside run. What was sent already stays; moonreel undo takes it back."
        case .writeBeforeRule(let endpoint):
            "the rule calls \(endpoint) before it returns itself, so that nobody knows yet whether it may; nothing was sent. "
                + "Call it inside run."
        case .declaredAgain: "the script says again what rule it is, and it says so once"
        case .otherRule(let name):
            "the rule says something else of its name, its writes or its removes than when the file of \(name) was read; "
                + "nothing was run. What they are must not depend on the time, on chance or on files."
        case .calledBeforeRule(let message):
            "the rule's own text asks for \(message.beginning) before it returns the rule. The text is read without an account, to "
                + "learn when the rule runs; ask for it inside run."
        case .storeWithoutRule:
            "only a rule has a store, and only once the script has returned the rule: use it inside run"
        case .storeTooLarge(let bytes, let most):
            "the store has \(bytes) bytes, and at most \(most) are kept: remove what the rule no longer needs"
        case .noticeTooLong(let part, let bytes, let most):
            "the \(part) of a notice has \(bytes) bytes; at most \(most) are sent"
        case .tooManyValues(let what):
            MessageWeight.sentence(what)
        case .tooManyNotices(let most):
            "the run has asked for \(most) notices, and no run sends more: put what is to be told into fewer of them"
        case .badPriority(let text):
            "the priority of a notice is \"low\", \"normal\", \"high\" or \"urgent\", not \(text.beginning)"
        case .badLink(let text):
            "the link of a notice is \"\(text.beginning)\", which is no address: it begins with https:// or http://"
        case .noChannel(let name, let known):
            "there is no channel \"\(name.beginning)\" for notices: configured are \(known.joined(separator: ", "))"
        case .noModule(let name, let file): "there is no module \"\(name.beginning)\": \(file.beginning) does not exist"
        case .moduleElsewhere(let name, let file):
            "there is no module \"\(name)\": \(file) is a link that leads out of the script's directory"
        case .module(let error): "\(error)"
        case .tooManyModules(let most): "the script asks for more than \(most) modules, or for too large ones"
        case .unknownMessage(let name): "this host does not know the message \(name.beginning)"
        case .notRecorded(let name):
            "\(name): the run that is replayed did not ask this, or was not answered, and a replay sends nothing"
        case .notKept(let name):
            "\(name): the answer was too large for the journal, so the run cannot be replayed beyond it"
        }
    }

    /// What a plan says of a run that would be refused so.
    var ofPlan: String {
        guard case .tooManyRemovals(_, let place, let count, let size, let limits, let mostOfRule) = self else {
            return sentence
        }
        return "it would remove " + Self.removals(count, size, place, limits, mostOfRule)
    }

    private static func removals(
        _ count: Int, _ size: Int, _ place: String, _ limits: RemovalLimits, _ mostOfRule: Int?
    ) -> String {
        "\(count) of \(size) from \(place), and a run may remove \(allowance(limits, mostOfRule)) by itself. If this is "
            + "meant, run it with --yes, or write removes = { most = \(count) } into the rule."
    }

    private static func allowance(_ limits: RemovalLimits, _ mostOfRule: Int?) -> String {
        if let mostOfRule { return "\(mostOfRule), as the rule says," }
        return "\(limits.most), or \(limits.share) % of what is there,"
    }
}

extension String {
    /// As much of a text as belongs into a sentence: a script may have made it as long as it likes.
    fileprivate var beginning: String { cut(to: 200, counting: \.unicodeScalars.count) }
}
