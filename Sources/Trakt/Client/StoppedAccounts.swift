import Synchronization

/// The accounts Trakt has locked. Nothing more is sent for them as long as the program runs, because calls for a locked
/// account are what Trakt asks apps not to make.
final class StoppedAccounts: Sendable {
    private let names = Mutex<Set<String>>([])

    func stop(_ account: String) {
        names.withLock { _ = $0.insert(account) }
    }

    func contains(_ account: String) -> Bool {
        names.withLock { $0.contains(account) }
    }
}
