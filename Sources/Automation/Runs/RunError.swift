internal import Trakt
internal import TraktLua
internal import Wording

/// What the gate refuses a script before anything is sent.
package enum RunError: Error, Sendable, Hashable {
    /// A rule's `writes` name something that is no surface.
    case unknownSurface(String)
    /// A rule changes what its `writes` do not name.
    case notAllowed(endpoint: String, surface: String)
    /// A rule's `on_change` names something that is no key of `/sync/last_activities`.
    case unknownActivity(String)
    /// A rule's `removes` are no limit.
    case badRemovals(String)
    /// A run is about to remove more than it may.
    case tooManyRemovals(
        endpoint: String, place: String, count: Int, size: Int, limits: RemovalLimits, mostOfRule: Int?)
    /// A run is about to remove the plays of something that nobody can count them of.
    case uncountable(endpoint: String, name: String)
    /// A script says what rule it is after it has asked for a write.
    case wroteBeforeRule(endpoint: String)
    /// A rule's own text asks for something while only its declaration is read.
    case calledBeforeRule(message: String)
    /// The store of a script that has not said what rule it is.
    case storeWithoutRule
    /// A notice's link that is no address.
    case badLink(String)
    /// A notice for a channel that is not configured.
    case noChannel(String, known: [String])
    /// `require` of a module that is not beside the script.
    case noModule(name: String, file: String)
    /// `require` of a module that a link leads to, out of the script's directory.
    case moduleElsewhere(name: String, file: String)
    case module(ScriptFileError)
    /// A message of a kind this host does not know.
    case unknownMessage(String)
    /// A replay asks what the run did not ask, or was never answered.
    case notRecorded(String)
    /// A replay asks what the run was answered with more than its journal keeps.
    case notKept(String)

    /// The error as a script sees it.
    var asJSON: JSONValue {
        ["kind": .string(kind), "message": .string(sentence)]
    }

    private var kind: String {
        switch self {
        case .unknownSurface, .unknownActivity, .badRemovals, .wroteBeforeRule, .calledBeforeRule: "invalid_rule"
        case .badLink, .noChannel: "invalid_argument"
        case .storeWithoutRule: "invalid_call"
        case .tooManyRemovals, .uncountable: "too_many_removals"
        case .notAllowed: "not_allowed"
        case .noModule, .moduleElsewhere, .module: "no_module"
        case .unknownMessage: "unknown_message"
        case .notRecorded: "not_recorded"
        case .notKept: "not_kept"
        }
    }

    private var sentence: String {
        switch self {
        case .unknownSurface(let name):
            "the rule's writes name \"\(name)\", which is none of "
                + Surface.allCases.map(\.rawValue).joined(separator: ", ")
        case .unknownActivity(let name):
            "the rule's on_change names \"\(name)\", which is no key of GET /sync/last_activities"
                + (Spelling.nearest(to: name, among: ActivityKeys.all).map { "; did you mean \"\($0)\"?" }
                    ?? ". It takes keys such as \"episodes.watched_at\" or \"watchlist.updated_at\".")
        case .notAllowed(let endpoint, let surface):
            "\(endpoint) changes \(surface), which the rule's writes do not name; nothing was sent. "
                + "Add \"\(surface)\" to writes if the rule is meant to."
        case .badRemovals(let text):
            "the rule's removes are \(text), not a table such as { most = 200 } with a whole number from 0 on"
        case .tooManyRemovals(let endpoint, let place, let count, let size, let limits, let mostOfRule):
            "\(endpoint) was not sent: with it this run would remove "
                + Self.removals(count, size, place, limits, mostOfRule)
        case .uncountable(let endpoint, let name):
            "\(endpoint) was not sent: how many plays \(name) has cannot be found out, so they cannot be counted. Name it "
                + "by an id, or by its title and its year, or run it with --yes."
        case .wroteBeforeRule(let endpoint):
            "the script called \(endpoint) before it returned the rule, whose writes and removes hold only from then on. "
                + "Call it inside run. What was sent already stays; moonreel undo takes it back."
        case .calledBeforeRule(let message):
            "the rule's own text asks for \(message) before it returns the rule. The text is read without an account, to "
                + "learn when the rule runs; ask for it inside run."
        case .storeWithoutRule:
            "only a rule has a store, and only once the script has returned the rule: use it inside run"
        case .badLink(let text):
            "the link of a notice is \"\(text)\", which is no address: it begins with https:// or http://"
        case .noChannel(let name, let known):
            "there is no channel \"\(name)\" for notices: configured are \(known.joined(separator: ", "))"
        case .noModule(let name, let file): "there is no module \"\(name)\": \(file) does not exist"
        case .moduleElsewhere(let name, let file):
            "there is no module \"\(name)\": \(file) is a link that leads out of the script's directory"
        case .module(let error): "\(error)"
        case .unknownMessage(let name): "this host does not know the message \(name)"
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
