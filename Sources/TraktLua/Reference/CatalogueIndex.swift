package import Trakt

/// The catalogue, or the part of it below a name, as a list for a reader.
package struct CatalogueIndex: Sendable {
    /// Endpoints whose names begin with the same word.
    package struct Group: Sendable {
        package let name: String
        package let endpoints: [Endpoint]
    }

    package let groups: [Group]

    /// All endpoints whose names lie below a prefix; the empty one stands for the whole catalogue. Nil where there is
    /// none.
    package init?(under prefix: String = "") {
        let endpoints = Catalogue.all.filter { prefix.isEmpty || $0.id.hasPrefix(prefix + ".") }
        guard !endpoints.isEmpty else { return nil }
        var names: [String] = []
        for endpoint in endpoints where !names.contains(endpoint.group) { names.append(endpoint.group) }
        groups = names.map { name in Group(name: name, endpoints: endpoints.filter { $0.group == name }) }
    }

    /// One line an endpoint, under its group.
    package var text: String {
        let width = groups.flatMap(\.endpoints).map(\.id.count).max() ?? 0
        let parts = groups.map { group in
            let lines = group.endpoints.map { endpoint in
                let marks = endpoint.marks.isEmpty ? "" : " [\(endpoint.marks.joined(separator: ", "))]"
                return "  \(endpoint.id.padded(to: width))  \(endpoint.summary)\(marks)"
            }
            return ([group.name] + lines).joined(separator: "\n")
        }
        return parts.joined(separator: "\n\n")
    }

    package var document: JSONValue { .array(groups.flatMap(\.endpoints).map(\.document)) }
}

extension CatalogueIndex.Group {
    /// The group as a page for script writers.
    package var markdown: String {
        let contents = endpoints.map { endpoint in
            "- [\(endpoint.id)](#trakt\(endpoint.id.filter { $0 != "." })): \(endpoint.summary)"
        }
        let parts = ["# trakt.\(name)", contents.joined(separator: "\n")]
        return (parts + endpoints.map { EndpointReference($0).markdown }).joined(separator: "\n\n") + "\n"
    }
}

extension Endpoint {
    /// What a caller should know before anything else, in words for a list.
    package var marks: [String] {
        var marks: [String] = []
        if authorization == .required { marks.append("account") }
        switch vip {
        case .none: break
        case .enhanced: marks.append("VIP enhanced")
        case .only: marks.append("VIP only")
        }
        if source == .contract2026 { marks.append("2026") }
        if status == .unmergedBranch { marks.append("unmerged") }
        return marks
    }
}
