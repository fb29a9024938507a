internal import LuaSyntax
internal import Trakt
internal import Wording

extension Inspector {
    mutating func checkMethod(_ call: CallSite, of set: AccountSet, _ method: String) {
        if call.method == nil {
            if method == "since" { return }
            if let first = call.arguments.first, case .set = script.thing(first) { return }
            return add(
                .colon, call.calleeRange,
                ":\(method) is written with a colon: \(label(set.rawValue)):\(method)(…)", in: call.surroundings)
        }
        let isMissing = call.arguments.isEmpty || script.literal(call.arguments[0]) == .null
        if method != "items", isMissing {
            add(
                .missingParameter, call.calleeRange,
                "\(label(set.rawValue)):\(method) expects a value, not nil", in: call.surroundings)
        }
        if method == "items", !call.arguments.isEmpty, let endpoint = reading(of: set) {
            report(CallCheck(endpoint, call.arguments, in: script).problems(), of: call)
        }
    }

    private func reading(of set: AccountSet) -> Endpoint? {
        switch set {
        case .list, .hidden: nil
        default: Catalogue.endpoint(named: "sync.\(set.rawValue).get")
        }
    }

    private static let sections = [
        "calendar", "comments", "dropped", "progress_collected", "progress_watched", "progress_watched_reset",
        "recommendations",
    ]

    mutating func checkOpening(_ call: CallSite, of set: AccountSet) {
        guard let argument = call.arguments.first else {
            let what = set == .list ? "a name" : "a section"
            return add(
                .missingParameter, call.calleeRange, "\(label(set.rawValue)) expects \(what)", in: call.surroundings)
        }
        if set == .hidden { return checkSection(argument, in: call) }
        guard case .table(let fields) = argument.bare.kind else {
            if let value = script.literal(argument), value.string?.contains(where: { !$0.isWhitespace }) != true {
                add(.wrongValue, argument.range, "trakt.list expects a name or { name = … }", in: call.surroundings)
            }
            return
        }
        if fields.allSatisfy({ $0.literalKey != nil && $0.literalKey?.text != "name" }) {
            add(
                .missingParameter, call.calleeRange, "trakt.list expects the list's name as text", in: call.surroundings
            )
        }
    }

    private mutating func checkSection(_ argument: Expression, in call: CallSite) {
        guard let value = script.literal(argument), !Self.sections.contains(value.string ?? "") else { return }
        let meant = value.string.flatMap { Spelling.nearest(to: $0, among: Self.sections) }
        add(
            .wrongValue, argument.range,
            "trakt.hidden expects a section, one of \(Self.sections.joined(separator: ", "))", meant: meant,
            in: call.surroundings)
    }
}
