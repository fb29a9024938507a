internal import Foundation

/// The program with which somebody edits texts.
struct EditorProgram: Sendable {
    private let command: String

    /// - Parameter command: its name with what options it is given, as the shell has it.
    init(_ command: String) { self.command = command }

    /// Lets somebody edit a file; the program's status. It has the terminal meanwhile.
    func edit(_ path: String) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // The editor is a command of its own with options, and the path one word whatever is in it.
        process.arguments = ["-c", command + " \"$1\"", "sh", path]
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: CommandError.noEditor(command)) }
        }
    }
}
