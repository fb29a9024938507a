internal import Automation
internal import Foundation
internal import Journal
internal import Lua
internal import Synchronization

/// What a server tells, sorted into runs.
final class EventLog: Sendable {
    private struct State {
        var rules: [RuleChronicle.Rule] = []
        var problem: String?
        var output: [String: [String]] = [:]
        var runs: [RuleChronicle.Run] = []
    }

    private let state = Mutex(State())

    /// The first thing that kept a rule from being used.
    var problem: String? { state.withLock { $0.problem } }
    var rules: [RuleChronicle.Rule] { state.withLock { $0.rules } }

    /// Whether a file's rule is used, or one in a folder.
    func isKnown(_ path: String) -> Bool {
        rules.contains { $0.path == path || $0.path.hasSuffix("/" + path) || $0.path.hasPrefix(path) }
    }

    /// The runs that ended since this was asked the last time.
    func runs() -> [RuleChronicle.Run] {
        state.withLock { state in
            defer { state.runs = [] }
            return state.runs
        }
    }

    func take(_ event: ServeEvent) {
        state.withLock { state in
            switch event {
            case .added(let rule, let path, let timing, _):
                state.rules.append(RuleChronicle.Rule(name: rule, path: path, timing: timing))
            case .printed(let rule, let line): state.output[rule, default: []].append(line.text)
            case .broken(_, let error, _): state.problem = state.problem ?? "\(error)"
            case .unreadable(let folder, let reason): state.problem = state.problem ?? "\(folder): \(reason)"
            case .journal(.waits(let error)): state.problem = state.problem ?? "\(error)"
            case .problem(let text): state.problem = state.problem ?? text
            case .ended(let order, _, let report, _, _, let retryAt):
                guard let rule = order.rule else { return }
                let output = state.output.removeValue(forKey: rule) ?? []
                state.runs.append(
                    RuleChronicle.Run(rule, order.occasion, report, output, isTriedAgain: retryAt != nil))
            default: break
            }
        }
    }
}
