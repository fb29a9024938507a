/// One watching of a movie or an episode, as the ledger knows it: `(account, item, minute)` is there once.
package struct Play: Sendable, Hashable, Codable {
    /// What was watched, by the surest id that is known: `movie:trakt:507`, `episode:tvdb:349232`.
    package var item: String
    /// Minutes since 1970; nil for a play without a date.
    package var minute: Int64?

    package init(item: String, minute: Int64?) {
        self.item = item
        self.minute = minute
    }
}
