package import Trakt

/// Things of a request about plays that Trakt does not know, as the script named them, by the array they stand in.
package typealias Strangers = [String: [JSONValue]]

extension [String: [JSONValue]] {
    /// What of them is sent, so that it is Trakt who says that it does not know them. What only a title names is not: nobody
    /// could tell what Trakt made of that.
    var sent: Strangers { mapValues { $0.compactMap(Identity.byIDs) }.filter { !$0.value.isEmpty } }

    /// What is told of them in the place of Trakt, as far as they are not sent.
    func unsent(_ subject: Identity.Subject) -> [JSONValue] {
        (self[subject.plural] ?? []).filter { Identity.byIDs($0) == nil }
    }
}

extension JSONValue {
    /// What an answer names, in the words of the script where it is among these things.
    func named(_ subject: Identity.Subject, as things: [JSONValue], _ identity: Identity? = nil) -> JSONValue {
        let identity = identity ?? Identity(subject, self)
        let thing = things.first { Identity(subject, $0).matches(identity) }
        guard let thing, var members = thing.object else { return self }
        // Of a show it may be some seasons alone.
        if let seasons = self["seasons"] { members["seasons"] = seasons }
        return .object(members)
    }
}
