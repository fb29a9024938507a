internal import LuaSyntax
internal import Trakt

/// What an expression stands for, as far as that is certain without running the script.
enum Thing {
    case unknown
    /// `string`, `time`, …
    case library(String)
    /// A function of the environment: `pcall`, `table.sort`.
    case function(String)
    /// A group of endpoints; the empty name is `trakt` itself.
    case group(String)
    case endpoint(Endpoint)
    /// `trakt.search.text.each` or `all`, as a value.
    case pages(Endpoint, method: String)
    case set(AccountSet)
    /// `trakt.list` and `trakt.hidden`, which are called to get a set.
    case opener(AccountSet)
    case setMethod(AccountSet, String)
    /// What stands in `trakt` beside endpoints and sets: `trakt.airings`.
    case addition(String)
    /// What a call answers.
    case reading(Reading)
    case localFunction(FunctionBody)

    /// What in `trakt` is neither of the catalogue nor a set, by group.
    static let additions: [String: Set<String>] = [
        "": ["activities", "airings", "followed", "image", "links", "up_next", "url", "zone"],
        "auth": ["signed_in", "user"], "search": ["escape"],
    ]

    /// Those that ask Trakt.
    static let reading: Set<String> = ["activities", "airings", "followed", "up_next", "zone", "auth.user"]

    /// The names in a group.
    static func names(in group: String) -> [String] {
        var names = Catalogue.names(under: group)
        if group.isEmpty { names += AccountSet.allCases.map(\.rawValue) }
        return (names + (additions[group] ?? [])).sorted()
    }
}

/// What somebody read, and from where.
struct Reading {
    enum Source {
        case endpoint(Endpoint)
        case set(AccountSet)
        case addition(String)
    }

    let source: Source
    /// Whether every page is read.
    let isWhole: Bool
    let arguments: [Expression]

    /// The names in the table of the call.
    var named: [String] {
        guard case .table(let fields) = arguments.last?.bare.kind else { return [] }
        return fields.compactMap(\.literalKey?.text)
    }

    var endpoint: Endpoint? {
        if case .endpoint(let endpoint) = source { return endpoint }
        return nil
    }
}
