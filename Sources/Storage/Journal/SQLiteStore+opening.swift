internal import Foundation
internal import GRDB
package import Journal

extension SQLiteStore {
    /// Opens the journal of this machine's user, and makes it when there is none: `$XDG_DATA_HOME/moonreel/journal.sqlite`.
    package static func open(
        _ environment: [String: String], _ parameters: Parameters = Parameters()
    ) throws(StoreError) -> SQLiteStore {
        guard let data = BaseDirectory.data.path(environment) else { throw .noHome }
        return try open(data + "/journal.sqlite", parameters)
    }

    /// Opens the journal in a file, and makes it when there is none. A file that cannot be used is not touched.
    package static func open(
        _ path: String, _ parameters: Parameters = Parameters()
    ) throws(StoreError) -> SQLiteStore {
        do {
            let pool = try JournalFile(path: path, patience: parameters.patience).open()
            let workers = (path as NSString).deletingLastPathComponent + "/workers"
            return SQLiteStore(pool, path: path, worker: try Worker(in: workers), parameters)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// A journal in memory, which ends with the store.
    package static func inMemory(_ parameters: Parameters = Parameters()) throws(StoreError) -> SQLiteStore {
        do {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = true
            let queue = try DatabaseQueue(configuration: configuration)
            try Schema.migrator.migrate(queue)
            return SQLiteStore(queue, path: nil, worker: try Worker(in: nil), parameters)
        } catch {
            throw StoreError(error, path: "the journal in memory")
        }
    }
}
