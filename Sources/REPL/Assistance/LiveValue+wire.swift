internal import LineEditing
package import Trakt

extension LiveValue {
    /// A value as the prelude's `outline` says it: `{"kind": "set", "members": [["name", "\"Best\""], …]}`. Nil for `null`.
    package init?(wire document: JSONValue) {
        guard let members = document["members"]?.array else { return nil }
        let kind: Kind =
            switch document["kind"]?.string {
            case "string": .string
            case "instant": .instant
            case "date": .date
            case "set": .set
            case "endpoint": .endpoint
            default: .other
            }
        self.init(
            kind,
            members: members.compactMap { pair in
                guard let name = pair.array?.first?.string else { return nil }
                return .init(name, note: pair.array?.last?.string ?? "")
            })
    }
}

extension [PathStep] {
    /// The path as `outline` takes it.
    package var wire: JSONValue {
        .array(
            map { step in
                switch step {
                case .name(let name): .string(name)
                case .position(let position): .integer(position)
                }
            })
    }
}
