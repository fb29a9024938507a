internal import Trakt

/// The documentation as a part of a page.
extension EndpointReference {
    package var markdown: String {
        var parts = ["## \(name)", "`\(endpoint.line)`" + badges, endpoint.summary]
        parts.append("```lua\n\(endpoint.luaExample)\n```")
        for section in sections { parts.append(Self.table(section)) }
        parts.append(
            facts.map { "- **\($0.heading)**: \($0.isCode ? Self.code($0.text) : Self.escaped($0.text))" }
                .joined(separator: "\n"))
        return parts.joined(separator: "\n\n")
    }

    private var badges: String {
        endpoint.marks.isEmpty ? "" : " — " + endpoint.marks.joined(separator: ", ")
    }

    private static func table(_ section: Section) -> String {
        var lines = ["\(section.heading):", "", "| name | meaning | accepts | |", "| --- | --- | --- | --- |"]
        for entry in section.entries {
            let marks = [entry.condition, entry.isNew ? "2026" : nil].compactMap(\.self).joined(separator: ", ")
            lines.append(
                "| `\(entry.name)` | \(escaped(entry.summary)) | \(escaped(entry.accepts)) | \(escaped(marks)) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func code(_ text: String) -> String { "`\(text)`" }

    /// Text in which nothing means anything to Markdown.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\`*_[]|<>".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
