import Foundation
import ServiceLifecycle
import Synchronization

/// Writes the state to a file soon after it changed.
final class StateKeeper: Service {
    /// The longest time for which a change is nowhere but in memory, beside the time that writing takes.
    private static let pause = Duration.milliseconds(500)

    private let sandbox: Sandbox
    private let file: String
    /// What the file has.
    private let kept = Mutex<Int?>(nil)

    init(sandbox: Sandbox, file: String) {
        self.sandbox = sandbox
        self.file = file
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.pause)) != nil {
                // A disk that is full may have room later; who ends the sandbox hears of it.
                try? self.keep()
            }
        }
    }

    /// Replaces the file as a whole, so that a full disk or a crash leaves the former one.
    func keep() throws {
        try kept.withLock { kept in
            // Read inside, so that of two at once the later writer has the later state.
            let (state, revision) = sandbox.settled
            guard kept != revision else { return }
            do {
                try state.snapshot().write(to: URL(filePath: file), options: .atomic)
            } catch {
                throw SandboxFileError(path: file, reason: error.localizedDescription)
            }
            kept = revision
        }
    }
}

/// A file that the state could not be written to.
package struct SandboxFileError: Error, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String {
        "The sandbox could not be kept in \(path): \(reason) What was changed there is not in the file."
    }
}
