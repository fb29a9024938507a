internal import Trakt

/// A basis as a plan's file has it.
extension Basis {
    var asJSON: JSONValue { .array(readings.map(\.asJSON)) }

    /// Nil for what is no basis. What is in a file is sent, so each of it has to be a read.
    init?(_ json: JSONValue?) {
        guard let elements = json?.array else { return nil }
        let readings = elements.compactMap(Reading.init)
        guard readings.count == elements.count else { return nil }
        self.init(readings)
    }
}

extension Basis.Reading {
    fileprivate var asJSON: JSONValue {
        var members: [String: JSONValue] = [
            "endpoint": .string(call.endpoint.id), "target": .string(call.target),
            "pages": .array(pages.map(\.asJSON)),
            "entries": .object(entries.mapValues { ["title": .string($0.title), "value": .string($0.value)] }),
        ]
        members["order"] = order.map { .array($0.map { .string($0) }) }
        members["item_count"] = itemCount.map { .integer(Int64($0)) }
        return .object(members)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let call = Self.call(json["endpoint"], json["target"]), let pages = json["pages"]?.array,
            let entries = json["entries"]?.object
        else { return nil }
        let read = entries.compactMapValues { entry -> Basis.Entry? in
            guard let title = entry["title"]?.string, let value = entry["value"]?.string else { return nil }
            return Basis.Entry(title: title, value: value)
        }
        guard read.count == entries.count else { return nil }
        self.init(
            call, pages: pages.map(Basis.Page.init), entries: read,
            order: json["order"]?.array.map { $0.compactMap(\.string) },
            itemCount: json["item_count"]?.integer.map { Int($0) })
    }

    private static func call(_ endpoint: JSONValue?, _ target: JSONValue?) -> Call? {
        guard let endpoint = endpoint?.string.flatMap(Catalogue.endpoint(named:)), let target = target?.string,
            !endpoint.isWrite, endpoint.host == .api
        else { return nil }
        let call = Call(endpoint: endpoint, target: target, body: nil)
        return endpoint.takes(path: call.path) ? call : nil
    }
}

extension Basis.Page {
    fileprivate var asJSON: JSONValue {
        var members: [String: JSONValue] = [:]
        members["number"] = number.map { .integer(Int64($0)) }
        members["limit"] = limit.map { .integer(Int64($0)) }
        return .object(members)
    }

    fileprivate init(_ json: JSONValue) {
        self.init(number: json["number"]?.integer.map { Int($0) }, limit: json["limit"]?.integer.map { Int($0) })
    }
}
