internal import Foundation

/// What some directories hold, as far as it can be told without reading the files: two that are equal were taken with
/// nothing changed in between.
struct FolderPicture: Equatable {
    private struct Stamp: Equatable {
        let device: UInt64
        let number: UInt64
        let mode: UInt32
        let size: Int64
        let written: [Int]
        let changed: [Int]
    }

    private var stamps: [String: Stamp] = [:]

    init(of directories: [String]) {
        for directory in directories {
            stamps[directory] = Self.stamp(directory)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
                stamps[directory + "/" + name] = Self.stamp(directory + "/" + name)
            }
        }
    }

    /// Of what a link leads to; of the link itself when that leads nowhere.
    private static func stamp(_ path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 || lstat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let (written, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (written, changed) = (status.st_mtim, status.st_ctim)
        #endif
        return Stamp(
            device: UInt64(status.st_dev), number: UInt64(status.st_ino), mode: UInt32(status.st_mode),
            size: Int64(status.st_size), written: [written.tv_sec, written.tv_nsec],
            changed: [changed.tv_sec, changed.tv_nsec])
    }
}
