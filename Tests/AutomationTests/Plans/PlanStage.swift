import Automation
import Foundation
import Journal
import Lua
import Synchronization
import TestSupport
import Trakt

/// What planning a script came to, and what it printed.
struct PlannedScript {
    let planned: PlannedRun
    let printed: [String]

    var diff: [String] {
        planned.diff.groups.flatMap { group in
            [group.title] + group.lines.map { "\($0.sign.rawValue) \($0.text)" }
        }
    }
}

extension ScriptStage {
    func plan(_ source: String, client: Client? = nil, in context: RunContext? = nil) async throws -> PlannedScript {
        let script = try ScriptFile(path: "test.lua", source: Array(source.utf8))
        let printed = Mutex<[String]>([])
        let planning = Planning(in: try context ?? self.context(client: client))
        let planned = await planning.plan(Run(script, now: Self.now, seed: 7)) { line in
            printed.withLock { $0.append(line.text) }
        }
        return PlannedScript(planned: planned, printed: printed.withLock { $0 })
    }
}
