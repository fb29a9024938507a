internal import LineEditing
internal import LuaSyntax

/// Names that stand on their own.
enum Globals {
    /// What every script has, whether it has been used yet or not.
    static let known: [Completions.Candidate] =
        [
            .init("trakt", note: "Trakt: calls and sets"), .init("time", note: "instants and dates"),
            .init("json", note: "JSON to tables and back"), .init("store", note: "a rule's own table"),
            .init("log", note: "lines with a level"), .init("notify", note: "sends a notice"),
            .init("http", note: "asks other hosts"), .init("all", note: "runs functions at once"),
            .init("require", note: "loads a module"), .init("print", note: "function"),
        ] + libraries.map { .init($0, note: "library") } + functions.map { .init($0, note: "function") }

    private static let libraries = ["coroutine", "debug", "math", "os", "string", "table", "utf8"]

    private static let functions = [
        "assert", "collectgarbage", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall", "rawequal",
        "rawget", "rawlen", "rawset", "select", "setmetatable", "tonumber", "tostring", "type", "xpcall",
    ]

    static let keywords: [Completions.Candidate] = Keyword.allCases.map { .init($0.rawValue, note: "keyword") }

    /// The variables that the text itself gives and that can be named at its end, the innermost first.
    static func given(in source: SourceText) -> [Completions.Candidate] {
        Chunk(parsing: source.bytes).scopes.variables(visibleAt: source.bytes.count)
            .map { Completions.Candidate($0.name.text, note: "local") }
    }
}
