import Foundation
import Testing

/// A folder for a test's files, with what programs do to files.
struct Folder: Sendable {
    let path: String

    func make(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    /// Writes a file in its place.
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
    }

    func append(_ name: String, _ text: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: path + "/" + name))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    /// Puts one in the place of another, if there is one.
    func rename(_ name: String, _ other: String) throws {
        try #require(Foundation.rename(path + "/" + name, path + "/" + other) == 0)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }
}

func withFolder(_ body: (Folder) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(Folder(path: path))
}
