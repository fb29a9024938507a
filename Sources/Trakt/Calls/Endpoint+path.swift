extension Endpoint {
    /// The path with its values. Optional parts are left off from the right.
    func path(_ positional: [JSONValue], named: [String: JSONValue], today: Day) throws(CallError) -> String {
        let values = try pathValues(positional, named: named)
        let lastGiven = pathParameters.lastIndex { values[$0.name] != nil } ?? -1
        var texts: [String: String] = [:]
        for (index, parameter) in pathParameters.enumerated() {
            if let value = values[parameter.name] {
                texts[parameter.name] = try segment(try text(of: value, for: parameter), for: parameter)
            } else if parameter.isRequired {
                throw missing(parameter.name, accepts: parameter.accepts)
            } else if index < lastGiven {
                texts[parameter.name] = try defaultText(of: parameter, before: pathParameters[lastGiven], today: today)
            }
        }
        var path = ""
        for part in self.path.split(separator: "/") {
            guard part.hasPrefix("{"), part.hasSuffix("}") else {
                path += "/" + part
                continue
            }
            if let text = texts[String(part.dropFirst().dropLast())] { path += "/" + text }
        }
        return path
    }

    private func segment(_ text: String, for parameter: Parameter) throws(CallError) -> String {
        // As parts of a path these would name another path.
        guard text != ".", text != ".." else {
            throw error(
                ValueProblem(code: .unknownValue, got: .string(text)), in: parameter.name, accepts: parameter.accepts)
        }
        return PercentEncoding.encode(text)
    }

    private func defaultText(
        of parameter: Parameter, before given: Parameter, today: Day
    ) throws(CallError) -> String {
        switch (parameter.kind, parameter.defaultValue) {
        case (.hour, _): today.description + "T00:00:00Z"
        case (.date, _): today.description
        case (_, let value?): value
        case (_, nil):
            throw missing(parameter.name, accepts: parameter.accepts, because: "because \(given.name) is given")
        }
    }

    /// Which value goes to which parameter of the path.
    private func pathValues(
        _ positional: [JSONValue], named: [String: JSONValue]
    ) throws(CallError) -> [String: JSONValue] {
        guard positional.count <= pathParameters.count else {
            let names = pathParameters.map(\.name)
            let accepts = names.isEmpty ? "named values only" : names.joined(separator: ", ") + " and a table"
            throw CallError(
                code: .tooManyValues, endpoint: id, parameter: "value \(pathParameters.count + 1)", accepts: accepts,
                got: positional[pathParameters.count].preview,
                sentence: "\(id) takes \(accepts), not \(positional[pathParameters.count].preview) as well.")
        }
        var values: [String: JSONValue] = [:]
        for (parameter, value) in zip(pathParameters, positional) where !value.isNull {
            values[parameter.name] = value
        }
        for parameter in pathParameters {
            guard let value = named[parameter.name] else { continue }
            guard values[parameter.name] == nil else {
                throw CallError(
                    code: .tooManyValues, endpoint: id, parameter: parameter.name, accepts: parameter.accepts,
                    got: value.preview,
                    sentence: "\(id): \(parameter.name) is given twice, in its place and by its name.")
            }
            values[parameter.name] = value
        }
        fillFromEntries(&values)
        return values
    }

    /// One entry of a calendar or a list can name several parts: its show, its season and its episode.
    private func fillFromEntries(_ values: inout [String: JSONValue]) {
        let objects = pathParameters.compactMap { values[$0.name].flatMap(MediaObject.init) }
        for parameter in pathParameters where parameter.isRequired && values[parameter.name] == nil {
            guard case .id(let subject) = parameter.kind, [.season, .episode, .list].contains(subject) else { continue }
            let sources = objects.filter { subject != .list || $0.wrapped("user") != nil }
            values[parameter.name] = sources.lazy.compactMap { $0.value(for: subject) }.first
        }
    }
}
