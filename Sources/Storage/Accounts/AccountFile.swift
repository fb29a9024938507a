internal import Foundation
package import Trakt

/// One account in a file of its own, which only its owner may read.
///
/// Not in the database that later holds the journal: that file is copied into reports and backups, and this one must
/// not be. The lock lies beside it and stays there, because a lock that is removed while somebody waits for it is two.
package struct AccountFile: CredentialStore {
    package let name: AccountName
    /// `…/accounts/NAME.json`.
    package let path: String
    private let lock: FileLock

    init(_ name: AccountName, in directory: String, patience: Duration) {
        self.name = name
        path = directory + "/\(name).json"
        lock = FileLock(path: directory + "/\(name).lock", patience: patience)
    }

    package func account() throws(StorageError) -> SignedInAccount? {
        guard let bytes = try FileSystem.readPrivate(path) else { return nil }
        guard let document = try? JSONValue(parsing: bytes), let account = SignedInAccount(stored: document) else {
            throw .damaged(path)
        }
        return account
    }

    package func store(_ account: SignedInAccount) throws(StorageError) {
        try FileSystem.replace(path, with: account.document.encoded + [UInt8(ascii: "\n")])
    }

    /// Forgets the account. Only to be called with exclusive access.
    package func remove() throws(StorageError) {
        try FileSystem.remove(path)
    }

    package func withExclusiveAccess<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        try FileSystem.makePrivateDirectory((path as NSString).deletingLastPathComponent)
        return try await lock.hold {
            try adoptUnfinished()
            return try await body()
        }
    }

    /// Picks up what a process left that died between writing and renaming. A whole account there is the newest there is,
    /// perhaps with the only refresh token that still works; a part of one is of no use, and holds tokens. What cannot be
    /// read may be either, and stays.
    private func adoptUnfinished() throws(StorageError) {
        let unfinished = FileSystem.unfinished(path)
        guard let bytes = try FileSystem.readPrivate(unfinished) else { return }
        guard (try? JSONValue(parsing: bytes)).flatMap(SignedInAccount.init(stored:)) != nil else {
            return try FileSystem.remove(unfinished)
        }
        try FileSystem.finish(path)
    }
}
