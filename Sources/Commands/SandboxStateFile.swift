internal import Foundation
internal import TraktSandbox

/// The file that keeps a sandbox between runs.
struct SandboxStateFile {
    let path: String

    /// What a sandbox starts from: the file, or the demo when there is none yet.
    var seed: SandboxConfiguration.Seed {
        FileManager.default.fileExists(atPath: path) ? .file(path: path) : .demo
    }

    /// Replaces the file as a whole, so that a full disk or a crash leaves the former one.
    func save(_ snapshot: Data) throws {
        do {
            try snapshot.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw SandboxStateError(path: path, reason: error.localizedDescription)
        }
    }
}

struct SandboxStateError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String {
        "The sandbox could not be kept in \(path): \(reason) What this run changed there is not in the file."
    }
}
