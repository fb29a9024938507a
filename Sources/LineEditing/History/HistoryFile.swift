internal import Foundation

/// The history of all sessions, in a file that only its owner may read.
///
/// Each entry is a line, added at the end by one write, so that sessions at the same time do not mix theirs up and a
/// line that is damaged takes no other with it. A lock keeps a session from adding to a file that another is replacing
/// by a shorter one.
package struct HistoryFile: Sendable {
    package let path: String
    private let limit: Int

    /// - Parameter limit: How many entries are kept. There may be half as many more before the file is made shorter.
    package init(_ path: String, limit: Int = 10_000) {
        self.path = path
        self.limit = limit
    }

    /// The newest entries, the oldest first; none when there is no file yet.
    package func read() throws(HistoryError) -> [String] {
        guard let file = LockedFile(path, create: false) else {
            if errno == ENOENT { return [] }
            throw .notRead(path: path, reason: HistoryError.lastReason)
        }
        defer { file.close() }
        guard let bytes = file.contents() else { throw .notRead(path: path, reason: HistoryError.lastReason) }
        let entries = bytes.split(separator: Self.lineFeed).compactMap(HistoryLine.decode)
        if entries.count > limit + limit / 2 { shorten(to: entries.suffix(limit)) }
        return entries.suffix(limit)
    }

    package func append(_ entry: String) throws(HistoryError) {
        makeDirectory()
        guard let file = LockedFile(path, create: true) else {
            throw .notWritten(path: path, reason: HistoryError.lastReason)
        }
        defer { file.close() }
        var line = Array(HistoryLine.encode(entry).utf8) + [Self.lineFeed]
        // The end of a line that was not written whole: ours must not become part of it.
        if let last = file.lastByte, last != Self.lineFeed { line.insert(Self.lineFeed, at: 0) }
        guard file.append(line) else { throw .notWritten(path: path, reason: HistoryError.lastReason) }
    }

    /// Puts a file with only these in place of the present one, which is locked. When that does not work there is
    /// nothing lost but room.
    private func shorten(to entries: ArraySlice<String>) {
        let text = entries.map { HistoryLine.encode($0) + "\n" }.joined()
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        let file = LockedFile(descriptor)
        let isWritten = file.append(Array(text.utf8)) && fsync(descriptor) == 0
        file.close()
        if !isWritten || rename(temporary, path) != 0 { unlink(temporary) }
    }

    private func makeDirectory() {
        let directory = URL(filePath: path).deletingLastPathComponent().path
        // What fails here fails again, with its reason, when the file is opened.
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private static let lineFeed = UInt8(ascii: "\n")
}
