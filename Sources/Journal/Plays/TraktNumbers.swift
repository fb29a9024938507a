internal import Synchronization
import Trakt

/// Trakt's own numbers of what a run names by another site's or by its title, so that one film under two names is one film
/// to the ledger. Each thing is looked up once in a run, which costs one read, and two where no title of that year is found.
package final class TraktNumbers: Sendable {
    private let known = Mutex<[Identity: Int64?]>([:])

    package init() {}

    /// The same thing with Trakt's number. As it was where it has one, and where Trakt does not know it.
    func numbered(_ identity: Identity, _ client: Client) async throws -> Identity {
        guard identity.ids["trakt"] == nil else { return identity }
        let number: Int64?
        if let found = known.withLock({ $0[identity] }) {
            number = found
        } else {
            number = try await client.traktID(of: identity)
            known.withLock { $0[identity] = .some(number) }
        }
        guard let number else { return identity }
        return Identity(
            identity.subject, ids: identity.ids.merging(["trakt": String(number)]) { $1 }, title: identity.title,
            year: identity.year)
    }
}
