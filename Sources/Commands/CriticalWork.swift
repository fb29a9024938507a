internal import Journal
internal import Storage
internal import Synchronization
internal import Trakt

/// Work that must not be cut off, because it cannot be repeated: the answer to a refresh, or to a sign-in, is the only
/// place where the next refresh token stands. Counted for the whole process, which must not end before.
enum CriticalWork {
    private struct State {
        var underWay = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private static let state = Mutex(State())

    static var isUnderWay: Bool { state.withLock { $0.underWay > 0 } }

    /// Runs the body; until it has ended the process ends only when somebody insists.
    static func hold<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        state.withLock { $0.underWay += 1 }
        defer { end() }
        return try await body()
    }

    /// Holds the body, which does not learn that its caller was cancelled either.
    static func perform<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await hold { try await Task { try await body() }.value }
    }

    /// Calls the body once nothing is under way.
    static func whenDone(_ body: @escaping @Sendable () -> Void) {
        let isDone = state.withLock { state in
            if state.underWay > 0 { state.waiting.append(body) }
            return state.underWay == 0
        }
        if isDone { body() }
    }

    /// Waits for what is under way. Who ends the process calls this first.
    static func settle() async {
        await withCheckedContinuation { continuation in whenDone { continuation.resume() } }
    }

    private static func end() {
        let waiting = state.withLock { state in
            state.underWay -= 1
            guard state.underWay == 0 else { return [@Sendable () -> Void]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for body in waiting { body() }
    }
}

/// A stored account, whatever happens under whose lock the process waits for.
struct HeldAccount: CredentialStore {
    let file: AccountFile
    /// Who it is at Trakt, where only this user is meant.
    var user: AccountUser?

    /// Nil where it was signed out, also when somebody else has taken its name since.
    func account() throws -> SignedInAccount? {
        let account = try file.account()
        if let user, account?.user?.inJournal.id != user.id { return nil }
        return account
    }

    func store(_ account: SignedInAccount) throws { try file.store(account) }

    func withExclusiveAccess<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        // Waiting for the lock is nothing that could be lost.
        try await file.withExclusiveAccess { try await CriticalWork.hold(body) }
    }
}
