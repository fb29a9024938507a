internal import Automation
internal import Journal
internal import Lua

extension RunReport {
    /// What a run that made all changes of a list has done, as a sentence; nil for one that did not, and for one of a script.
    func sentence(on trigger: Trigger, changes count: Int) -> String? {
        guard case .finished = outcome, let run else { return nil }
        return switch trigger {
        case .apply: "Made \(count) change\(count == 1 ? "" : "s"), as run \(run)."
        case .undo(let former): "Took run \(former) back with \(count) call\(count == 1 ? "" : "s"), as run \(run)."
        case .hand, .repl, .schedule, .change: nil
        }
    }
}
