internal import Trakt

/// A group of endpoints as a class whose fields are what is in it.
struct GroupStub {
    /// The group's path in the catalogue; empty for the root.
    let path: String

    private var name: String { path.isEmpty ? "trakt" : "trakt.\(path)" }
    private var names: [String] { Catalogue.names(under: path) }

    private func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// The groups in it.
    var groups: [GroupStub] {
        names.map(full).filter { Catalogue.endpoint(named: $0) == nil }.map { GroupStub(path: $0) }
    }

    /// The class, then those of the groups in it.
    var text: String {
        let fields = names.flatMap { member -> [String] in
            guard let endpoint = Catalogue.endpoint(named: full(member)) else {
                return ["---@field \(member) trakt.\(full(member))"]
            }
            return Self.documentation(of: endpoint) + ["---@field \(member) trakt.\(endpoint.id)"]
        }
        let own = (["---@class \(name)"] + fields).joined(separator: "\n")
        return ([own] + groups.map(\.text)).joined(separator: "\n\n")
    }

    /// What an editor shows beside the name.
    private static func documentation(of endpoint: Endpoint) -> [String] {
        let reference = EndpointReference(endpoint)
        let marks = endpoint.marks.isEmpty ? "" : " (\(endpoint.marks.joined(separator: ", ")))"
        var lines = [endpoint.summary, "", "`\(endpoint.line)`\(marks)", "", "```lua"]
        lines += endpoint.luaExample.split(separator: "\n").map(String.init) + ["```", ""]
        lines += reference.facts.filter { shown.contains($0.heading) }.map { fact in
            "- \(fact.heading): \(fact.isCode ? "`\(fact.text)`" : fact.text)"
        }
        return lines.map { $0.isEmpty ? "---" : "--- \($0)" }
    }

    private static let shown: Set<String> = ["Pages", "VIP", "Emoji", "Answers", "Notes", "Host"]
}
