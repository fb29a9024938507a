/// How much one run may remove from one part of an account before somebody has to say that it is meant.
package struct RemovalLimits: Sendable, Hashable {
    /// So many things may always go: a small list may be emptied.
    package var most: Int
    /// And so much of what is there, in percent: a long list may be weeded.
    package var share: Int

    package static let standard = RemovalLimits(most: 50, share: 25)

    package init(most: Int, share: Int) {
        self.most = most
        self.share = share
    }

    /// Whether so many of so many are too many. Both limits have to be passed.
    func refuse(_ removed: Int, of size: Int) -> Bool {
        // Trakt says how much is there, so it may be any number.
        removed > most && removed.multipliedFullWidth(by: 100) > share.multipliedFullWidth(by: size)
    }
}
