import LineEditing
import REPL

/// A session that a test has made up.
struct StagedKnowledge: Knowledge {
    let commands = [
        SessionCommand("save", "writes what was typed to a file", argument: .file, placeholder: "FILE"),
        SessionCommand("doc", "tells what a call takes", argument: .endpoint, placeholder: "NAME"),
        SessionCommand("sandbox", "switches to a sandbox", argument: .words(["on", "off"])),
        SessionCommand("time", "times a value", argument: .lua), SessionCommand("plan", "shows what would be changed"),
    ]

    func modules() async -> [Completions.Candidate] { [.init("dates"), .init("lists.by_year"), .init("time")] }

    func value(at path: [PathStep]) async -> LiveValue? {
        func members(_ names: String...) -> [Completions.Candidate] { names.map { .init($0) } }
        return switch path {
        case []: LiveValue(members: members("hits", "inbox", "today", "hello world"))
        case [.name("hits")]: LiveValue(members: members("complete"))
        case [.name("hits"), .position(1)]: LiveValue(members: members("movie", "score", "odd-name"))
        case [.name("hits"), .position(1), .name("movie")]: LiveValue(members: members("ids", "title", "year", "end"))
        case [.name("inbox")]: LiveValue(.set, members: members("ids", "name"))
        case [.name("today")]: LiveValue(.date)
        case [.name("word")]: LiveValue(.string)
        case [.name("call")]: LiveValue(.endpoint)
        case [.name("string")]: LiveValue(members: members("format", "lower", "upper"))
        default: nil
        }
    }

    func filterValues(of name: String) async -> [Completions.Candidate] {
        switch name {
        case "genres":
            [.init("action", note: "Action"), .init("animation", note: "Animation"), .init("drama", note: "Drama")]
        case "countries": [.init("de", note: "Germany"), .init("us", note: "United States")]
        case "languages": [.init("de", note: "German"), .init("en", note: "English")]
        default: []
        }
    }

    func files(startingWith path: String) async -> [Completions.Candidate] {
        ["rules/new.lua", "rules/old.lua", "notes.txt"].filter { $0.hasPrefix(path) }.map { .init($0) }
    }
}

/// A text with a mark at the cursor.
struct Marked {
    let text: String
    let cursor: Int

    init(_ marked: String) {
        cursor = marked.prefix { $0 != "|" }.count
        text = marked.replacing("|", with: "", maxReplacements: 1)
    }
}
