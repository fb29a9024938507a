package import Journal
internal import Trakt

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

    package init(_ request: EffectRequest) {
        self.request = request
    }

    /// The call that makes it; nil when the catalogue has no such endpoint.
    var call: Call? {
        guard let endpoint = Catalogue.endpoint(named: request.endpoint) else { return nil }
        return Call(endpoint: endpoint, target: request.target, body: request.body)
    }
}
