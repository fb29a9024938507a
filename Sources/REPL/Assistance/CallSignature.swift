internal import LineEditing
internal import Trakt

/// What a call takes: some arguments in their places, others by name in a table behind them.
struct CallSignature: Sendable, Hashable {
    let name: String
    let positional: [ArgumentHelp]
    let named: [ArgumentHelp]
    /// Whether one usually writes all of them by name.
    let isUsuallyNamed: Bool

    init(name: String, positional: [ArgumentHelp] = [], named: [ArgumentHelp] = []) {
        self.name = name
        isUsuallyNamed = positional.isEmpty
        self.positional = positional
        self.named = named
    }

    init(_ endpoint: Endpoint) {
        name = "trakt.\(endpoint.id)"
        positional = endpoint.pathParameters.map { ArgumentHelp($0) }
        isUsuallyNamed = endpoint.example.positional.isEmpty
        let own = endpoint.query.map { ArgumentHelp($0) } + (endpoint.body ?? []).map { ArgumentHelp($0) }
        let filters = Filter.all(in: endpoint.filters).map { ArgumentHelp($0) }
        let names = own.map(\.name)
        named = own + (filters + Self.general(endpoint)).filter { !names.contains($0.name) }
    }

    /// What many endpoints take.
    private static func general(_ endpoint: Endpoint) -> [ArgumentHelp] {
        var arguments: [ArgumentHelp] = []
        if !endpoint.extended.isEmpty {
            arguments.append(
                ArgumentHelp(
                    name: "extended", summary: "how much of each thing",
                    accepts: "one or several of \(endpoint.extended.joined(separator: ", "))",
                    values: .words(endpoint.extended), inside: .elements(.values(.words(endpoint.extended))),
                    isList: true))
        }
        guard endpoint.paging != .none else { return arguments }
        return arguments + [
            ArgumentHelp(name: "page", summary: "which page", accepts: "a whole number of at least 1"),
            ArgumentHelp(
                name: "limit", summary: "how many a page",
                accepts: "a whole number from 1 to \(endpoint.largestPage ?? 250)"
                    + (endpoint.isLimitless ? ", or \"all\"" : ""),
                values: endpoint.isLimitless ? .words(["all"]) : .none),
        ]
    }

    /// What a path calls; nil where it is not known.
    init?(_ path: ValuePath) {
        if let name = path.nameInTrakt, let endpoint = Catalogue.endpoint(named: name) {
            guard path.method == nil || Methods.ofEndpoints.contains(where: { $0.text == path.method }) else {
                return nil
            }
            self.init(endpoint)
        } else if path.method == nil, let function = Self.beside[path.steps] {
            self = function
        } else {
            return nil
        }
    }

    /// What a table that is given for one of these arguments holds.
    func inside(of steps: [TableStep]) -> ArgumentHelp.Inside {
        var inside = ArgumentHelp.Inside.members(positional + named)
        for step in steps {
            switch (inside, step) {
            case (.members(let members), .member(let name)):
                inside = members.first { $0.name == name }?.inside ?? .nothing
            case (.elements(let element), .element): inside = element
            default: return .nothing
            }
        }
        return inside
    }
}

/// A step into a table that is being written.
enum TableStep: Hashable {
    case member(String)
    case element
}
