internal import Automation
internal import Foundation
internal import Journal
internal import Trakt
internal import Wording

extension RunRecord {
    /// The rule, or the script's path.
    var name: String {
        switch run.trigger {
        case .undo(let other): "undo of \(other)"
        case .apply: "plan \(run.path)"
        case .repl: "repl"
        case .hand, .schedule, .change: rule ?? run.path
        }
    }

    /// What a person should know that is not settled; nil when all is.
    var open: String? {
        let parts = [(unresolved, "not known yet"), (inReview, "to be settled")].filter { $0.0 > 0 }
        return parts.isEmpty ? nil : parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    var triggerText: String {
        switch run.trigger {
        case .hand: "by hand"
        case .repl: "typed line by line"
        case .schedule(let slot, 0): "scheduled for \(slot.formatted(.iso8601))"
        case .schedule(let slot, let missed):
            "scheduled for \(slot.formatted(.iso8601)), and for \(missed) before it that \(missed == 1 ? "was" : "were") missed"
        case .change(let slot, let keys):
            "for a change of \(keys.keys.sorted().joined(separator: ", ")), seen at \(slot.formatted(.iso8601))"
        case .apply: "a plan was applied"
        case .undo(let other): "run \(other) was taken back"
        }
    }

    var serverText: String {
        switch run.server {
        case .address(let address): address
        case .sandboxFile(let path): "a sandbox in \(path)"
        case .fleetingSandbox: "a sandbox that is gone"
        }
    }

    /// How long after its time it began, in whole seconds.
    var latenessText: String? { lateness.map { TimeSpan(.seconds(Int64($0))).description } }

    /// How long it took; nil while it is under way.
    var seconds: Double? { endedAt.map { $0.timeIntervalSince(startedAt) } }

    /// Everything about the run but its steps and output, as JSON.
    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "run": .integer(id.number), "state": .string(state.rawValue), "path": .string(run.path),
            "account": .string(run.account), "server": .string(serverText), "trigger": .string(triggerText),
            "now": .string(run.now.formatted(.iso8601)), "seed": .string(String(run.seed)),
            "arguments": .array(run.arguments.map { .string($0) }),
            "options": .object(run.options.mapValues { .string($0) }), "attempt": .integer(Int64(attempt)),
            "started_at": .string(startedAt.formatted(.iso8601)), "unresolved": .integer(Int64(unresolved)),
            "in_review": .integer(Int64(inReview)),
        ]
        members["user"] = run.user.map { .string($0.slug) }
        members["rule"] = rule.map { .string($0) }
        members["slot"] = run.trigger.slot.map { .string($0.formatted(.iso8601)) }
        members["late"] = lateness.map { .number($0) }
        members["ended_at"] = endedAt.map { .string($0.formatted(.iso8601)) }
        if isShortened { members["kept"] = "changes" }
        members["error"] = failure.map { .string($0) }
        return members
    }
}

extension EffectRecord {
    /// Where the write stands, in a few words.
    var stateText: String {
        let state =
            switch self.state {
            case .intent: "under way"
            case .done: "done"
            case .rejected: "refused"
            case .retry: "not made"
            case .unknown: "not known yet"
            case .review: "to be settled"
            }
        return sends > 1 ? "\(state), sent \(sends) times" : state
    }

    /// The write as JSON.
    var document: JSONValue {
        var members: [String: JSONValue] = [
            "effect": .integer(id.number), "state": .string(state.rawValue), "sends": .integer(Int64(sends)),
            "endpoint": .string(effect.request.endpoint), "target": .string(effect.request.target),
            "intent_at": .string(intentAt.formatted(.iso8601)),
        ]
        members["resolved_at"] = resolvedAt.map { .string($0.formatted(.iso8601)) }
        members["note"] = note.map { .string($0) }
        members["body"] = effect.request.body.flatMap { try? JSONValue(parsing: $0) }
        members["status"] = response.map { .integer(Int64($0.status)) }
        members["answer"] = response.flatMap { try? JSONValue(parsing: $0.body) }
        return .object(members)
    }
}
