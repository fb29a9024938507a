internal import Foundation
internal import GRDB

/// A look at the journal for somebody who is typing: what is there, without a check, a wait or a change. Where the journal
/// cannot be read at once, there is nothing.
package struct JournalGlance: Sendable {
    private let path: String?

    package init(_ environment: [String: String]) {
        self.init(path: BaseDirectory.data.path(environment).map { $0 + "/journal.sqlite" })
    }

    init(path: String?) { self.path = path }

    /// The numbers of the runs, the newest first.
    package func runs(atMost limit: Int) -> [Int64] {
        rows("SELECT id FROM run ORDER BY id DESC LIMIT \(limit)").compactMap { $0[0] }
    }

    /// The names of the rules whose files are still there.
    package func rules() -> [String] {
        rows("SELECT DISTINCT name FROM rule WHERE is_present ORDER BY name").compactMap { $0[0] }
    }

    private func rows(_ statement: String) -> [Row] {
        guard let path, FileManager.default.fileExists(atPath: path) else { return [] }
        var configuration = Configuration()
        // Whoever may not write leaves an empty log behind, unless there is one already.
        configuration.readonly = WriteAheadLog(journal: path).hasContent
        configuration.busyMode = .immediateError
        let read = try? DatabaseQueue(path: path, configuration: configuration).read {
            try Row.fetchAll($0, sql: statement)
        }
        return read ?? []
    }
}
