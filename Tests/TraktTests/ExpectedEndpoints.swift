import Foundation
import Trakt

/// Every endpoint as the API's documentation has it; Endpoints/endpoints.txt says how it is written.
enum ExpectedEndpoints {
    /// The lines about each endpoint, by its name.
    static let lines: [String: [String]] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Endpoints/endpoints.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        var lines: [String: [String]] = [:]
        var name = ""
        for line in text.split(separator: "\n").map(String.init) where !line.hasPrefix("#") {
            if !line.hasPrefix(" ") { name = String(line.prefix { $0 != " " }) }
            lines[name, default: []].append(line)
        }
        return lines
    }()

    /// A document about an endpoint in the same notation.
    static func lines(of document: JSONValue) -> [String] {
        func text(_ name: String) -> String { document[name]?.string ?? "" }
        func texts(_ name: String) -> [String] { document[name]?.array?.map { $0.string ?? $0.encodedText } ?? [] }
        var lines = ["\(text("id")) \(text("method")) \(text("path"))"]
        func add(_ name: String, _ values: [String]) {
            if !values.isEmpty { lines.append("  \(name) \(values.joined(separator: " "))") }
        }
        func parameters(_ name: String, marked: Bool) -> [String] {
            document[name]?.array?.map { parameter($0, marked: marked, of: text("source")) } ?? []
        }
        func of2026(_ name: String) -> [String] { texts(name).map { $0 + "@2026" } }
        add("path", parameters("path_params", marked: true))
        add("query", parameters("query", marked: false))
        add("auth", [text("auth")].filter { $0 != "none" })
        add("pagination", [text("pagination")].filter { $0 != "none" })
        add("extended", texts("extended") + of2026("extended_2026"))
        add("filters", texts("filters") + of2026("filters_2026"))
        add("vip", [text("vip")].filter { $0 != "none" })
        add("emoji", document["emoji"] == true ? ["yes"] : [])
        add("body", document["body"]?.object?.map(field).sorted() ?? [])
        add("success", texts("success") + of2026("success_2026_contract"))
        add("errors", document["errors"]?.object?.keys.sorted() ?? [])
        add("headers", texts("response_headers"))
        add("aliases", texts("aliases"))
        add("source", [text("source")].filter { $0 != "classic" })
        add("status", [text("status")].filter { !$0.isEmpty })
        return lines
    }

    /// The documentation does not say of parameters of a query whether they are required.
    private static func parameter(_ parameter: JSONValue, marked: Bool, of source: String) -> String {
        var text = parameter["name"]?.string ?? ""
        if marked, parameter["required"] == true { text += "!" }
        text += ":" + (parameter["type"]?.string ?? "")
        if let values = parameter["values"]?.array {
            text += "(" + values.compactMap(\.string).joined(separator: ",") + ")"
        }
        if let value = parameter["default"] { text += "=" + (value.string ?? value.encodedText) }
        if parameter["source"] == "2026", source != "2026" { text += "@2026" }
        return text
    }

    private static func field(_ name: String, _ phrase: JSONValue) -> String {
        let perItem = "(per item) "
        let short = name.hasPrefix(perItem) ? "+" + name.dropFirst(perItem.count) : name
        return short + (phrase.string?.hasSuffix(", required") == true ? "!" : "")
    }
}
