internal import LuaSyntax
internal import Trakt

extension Inspector {
    /// What functions of the environment do not take, though Lua's own do.
    mutating func checkLimits(of call: CallSite) {
        switch call.callee {
        case .function("setmetatable"):
            guard call.arguments.count > 1, case .table(let fields) = call.arguments[1].bare.kind else { return }
            for key in fields.compactMap(\.literalKey) where key.text == "__gc" {
                add(
                    .notAvailable, key.range,
                    "a script has no '__gc': finalizers run where no limit holds; use a <close> variable",
                    in: call.surroundings)
            }
        case .function("collectgarbage"):
            guard let argument = call.arguments.first, let what = script.literal(argument)?.string, what != "collect"
            else { return }
            add(
                .notAvailable, argument.range,
                "a script has no collectgarbage '\(what)': the collector's settings and counts are not a script's",
                in: call.surroundings)
        default: break
        }
    }
}
