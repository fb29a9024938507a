internal import CPageChecksums
internal import GRDB

extension Database {
    private static let areFilesReady = moonreel_checksums_register()

    /// Makes files that are opened from now on able to have checksums.
    static func makeFilesReady() throws { try check(areFilesReady) }

    /// Has every page that is read looked at, and every page that is written given its checksum.
    func enableChecksums() throws { try Self.check(sqliteConnection.map(moonreel_checksums_enable) ?? 0) }

    /// Leaves room for checksums, in a database that is about to be made.
    func reserveChecksums() throws { try Self.check(sqliteConnection.map(moonreel_checksums_reserve) ?? 0) }

    private static func check(_ code: CInt) throws {
        guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
