package import Journal
package import Trakt

/// Changes to be made one after the other: those of a plan, or those that take a run back.
package struct ChangeList: Sendable, Hashable, Codable {
    package var changes: [Change]

    package init(_ changes: [Change] = []) {
        self.changes = changes
    }
}

/// One write that is to be made.
package struct Change: Sendable, Hashable, Codable {
    /// What is sent, as a script's call has it: before shows become episodes and times are pinned.
    package var request: EffectRequest
    /// What it makes, as later changes of the list call it; nil when it makes nothing with an id.
    package var makes: PlannedObject?

    package init(_ request: EffectRequest) {
        self.request = request
    }

    /// The same change of something that later changes name.
    func making(_ object: PlannedObject?) -> Change {
        var change = self
        change.makes = object
        return change
    }

    /// The call that makes it; nil when the catalogue has no such endpoint.
    var call: Call? {
        guard let endpoint = Catalogue.endpoint(named: request.endpoint) else { return nil }
        return Call(endpoint: endpoint, target: request.target, body: request.body)
    }
}

// MARK: - As a document that a person can read

extension ChangeList {
    package var asJSON: JSONValue { .array(changes.map(\.asJSON)) }

    /// Whether each change says what a script's call could say: its body has what the endpoint takes.
    var isCallable: Bool {
        changes.allSatisfy { change in
            guard let call = change.call else { return false }
            let body = change.request.body.map { try? JSONValue(parsing: $0) }
            return Call(call.endpoint, checking: change.request.target, body: body ?? nil) != nil
        }
    }

    /// Nil for what is no list of changes.
    package init?(_ document: JSONValue?) {
        guard let elements = document?.array else { return nil }
        let changes = elements.compactMap(Change.init)
        guard changes.count == elements.count else { return nil }
        self.init(changes)
    }
}

extension Change {
    var asJSON: JSONValue {
        var members: [String: JSONValue] = [
            "endpoint": .string(request.endpoint), "target": .string(request.target),
        ]
        members["body"] = request.body.flatMap { try? JSONValue(parsing: $0) }
        members["makes"] = makes.map { object in
            .object(
                ["id": .integer(object.id)].merging(object.slug.map { ["slug": .string($0)] } ?? [:]) { one, _ in one })
        }
        return .object(members)
    }

    /// Nil for what is no change: what the endpoint's name promises is also what is sent, and signing in is none.
    init?(_ document: JSONValue) {
        guard let target = document["target"]?.string,
            let endpoint = document["endpoint"]?.string.flatMap(Catalogue.endpoint(named:)),
            endpoint.isWrite, endpoint.host == .api, endpoint.repetition != .signsIn,
            endpoint.takes(path: Call(endpoint: endpoint, target: target, body: nil).path)
        else { return nil }
        self.init(EffectRequest(endpoint: endpoint.id, target: target, body: document["body"]?.encoded))
        if let made = document["makes"] {
            guard let id = made["id"]?.integer, PlannedIDs.isOne(id) else { return nil }
            makes = PlannedObject(id: id, slug: made["slug"]?.string)
        }
    }
}
