internal import Automation
internal import LuaSyntax
internal import Trakt
internal import Wording

extension Inspector {
    /// Compares what a rule says that it changes with the changes that can be seen in it.
    mutating func checkWrites() {
        guard let rule, rule.field("run") != nil else { return }
        guard rule.field("writes") != nil else { return checkLack(in: rule) }
        guard let writes = rule.writes else { return }
        // A misspelt one is told by itself, and stands for what is meant.
        let named = Set(writes.compactMap { Surface(rawValue: $0.text) ?? Surface(nearest: $0.text) })
        for call in survey.calls {
            guard let surface = call.surface, !named.contains(surface), runs(call) else { continue }
            add(
                .undeclaredWrite, call.calleeRange,
                "this changes \(surface.rawValue), which the rule's writes do not name: the run would be refused",
                in: call.surroundings)
        }
        guard !mayWriteUnseen else { return }
        let seen = Set(survey.calls.compactMap { $0.surface ?? $0.opened })
        for name in writes {
            guard let surface = Surface(rawValue: name.text), !seen.contains(surface) else { continue }
            add(.unusedWrite, name.range, "nothing in this script changes \(surface.rawValue): take it out of writes")
        }
    }

    /// Whether a call is in no function that nothing uses.
    private func runs(_ call: CallSite) -> Bool { !script.isUnused(call.expression.range.start) }

    private mutating func checkLack(in rule: RuleTable) {
        let surfaces = Set(survey.calls.filter(runs).compactMap { $0.surface?.rawValue })
        guard rule.isWhole, !surfaces.isEmpty else { return }
        let list = surfaces.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
        add(
            .noWrites, SourceRange(rule.range.start, rule.range.start + 1),
            "this rule does not say what it changes, so it may change everything: write writes = { \(list) }")
    }

    /// Whether something may be changed in a way that cannot be told from the text.
    private var mayWriteUnseen: Bool {
        survey.calls.contains { call in
            switch call.callee {
            case .function("require"):
                return !(call.arguments.first?.literalText.map(Environment.modules.contains) ?? false)
            case .unknown:
                guard let method = call.method?.text else { return false }
                return AccountSet.changing.contains(method)
            default: return false
            }
        } || survey.indexesTree(script) || survey.values.contains { mayBeCalledUnseen(script.thing($0)) }
    }
}

/// Whether what is given away may change something: whoever has the tree, or a part of it, can call everything in it.
private func mayBeCalledUnseen(_ thing: Thing) -> Bool {
    switch thing {
    case .group, .set, .opener: true
    case .endpoint(let endpoint): endpoint.isWrite
    case .setMethod(_, let method): AccountSet.changing.contains(method)
    default: false
    }
}

extension Surface {
    fileprivate init?(nearest name: String) {
        guard let meant = Spelling.nearest(to: name, among: Surface.allCases.map(\.rawValue)) else { return nil }
        self.init(rawValue: meant)
    }
}

extension CallSite {
    /// What the call changes; nil where it changes nothing.
    var surface: Surface? {
        guard let change else { return nil }
        return change.set?.surface ?? change.endpoint.flatMap(Surface.init(changedBy:))
    }

    /// What the set is a part of that the call opens: lists are made when there are none.
    fileprivate var opened: Surface? {
        if case .opener(let set) = callee { return set.surface }
        return nil
    }
}

extension Survey {
    /// Whether a name in `trakt` is only known when the script runs: `trakt[kind]`.
    fileprivate func indexesTree(_ script: Script) -> Bool {
        indices.contains { base in
            switch script.thing(base) {
            case .group, .endpoint, .set: true
            default: false
            }
        }
    }
}
