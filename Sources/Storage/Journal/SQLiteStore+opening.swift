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
        let directory = (path as NSString).deletingLastPathComponent
        do {
            try FileSystem.makePrivateDirectory(directory)
            let pool = try DatabasePool(path: path, configuration: configuration(parameters))
            // Only now: when it turns the write-ahead log on, GRDB says NORMAL, which may lose the last transactions with
            // the power, and it does so after whatever the configuration prepares.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            for file in [path, path + "-wal", path + "-shm"] { chmod(file, 0o600) }
            try check(pool, path)
            try Schema.migrator.migrate(pool)
            return SQLiteStore(pool, path: path, worker: try Worker(in: directory + "/workers"), parameters)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// A journal in memory, which ends with the store.
    package static func inMemory(_ parameters: Parameters = Parameters()) throws(StoreError) -> SQLiteStore {
        do {
            let queue = try DatabaseQueue(configuration: configuration(parameters))
            try Schema.migrator.migrate(queue)
            return SQLiteStore(queue, path: nil, worker: try Worker(in: nil), parameters)
        } catch {
            throw StoreError(error, path: "the journal in memory")
        }
    }

    private static func configuration(_ parameters: Parameters) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(parameters.patience)
        configuration.foreignKeysEnabled = true
        configuration.label = "journal"
        return configuration
    }

    private static func check(_ pool: DatabasePool, _ path: String) throws {
        let newer = try pool.read { try Schema.migrator.hasBeenSuperseded($0) }
        guard !newer else { throw StoreError.newer(path: path, version: "a later version of moonreel") }
        let findings = try pool.read { try String.fetchAll($0, sql: "PRAGMA quick_check(3)") }
        guard findings == ["ok"] else {
            throw StoreError.damaged(path: path, detail: findings.joined(separator: "; "))
        }
    }
}
