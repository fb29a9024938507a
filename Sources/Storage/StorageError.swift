/// Why something stored cannot be used.
package enum StorageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The operating system said no.
    case unusable(String, reason: String)
    /// Others may read a file with tokens in it.
    case readableByOthers(String)
    case notOwned(String)
    /// A file that does not hold what it should.
    case damaged(String)
    /// Another process has had exclusive access for longer than anything takes.
    case busy(String)
    /// There is no home directory to keep anything in.
    case noHome

    package var description: String {
        switch self {
        case .unusable(let path, let reason): "\(path) cannot be used: \(reason)."
        case .readableByOthers(let path):
            "\(path) holds tokens and other users of this machine may read it, so it is not used. Take that away "
                + "with chmod 600 \(path); if somebody may have read it, sign out and in again."
        case .notOwned(let path): "\(path) holds tokens and belongs to another user, so it is not used."
        case .damaged(let path): "\(path) is damaged: it does not hold an account. Sign in again: moonreel login."
        case .busy(let path):
            "Another process has held \(path) for longer than anything takes. If it hangs, end it; the lock ends with it."
        case .noHome: "HOME is not set, so there is no place to keep accounts. Set HOME or XDG_DATA_HOME."
        }
    }
}
