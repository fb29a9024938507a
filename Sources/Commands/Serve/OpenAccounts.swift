internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Journal
internal import Synchronization

/// Accounts that rules name beside the one that is served, each open until the server ends.
final class OpenAccounts: Sendable {
    private let journal: any JournalStore
    private let prepare: @Sendable (inout RunContext) -> Void
    private let tasks = Mutex<[Task<Void, any Error>]>([])

    /// - Parameter prepare: what the contexts of a server have in common.
    init(_ journal: any JournalStore, _ prepare: @escaping @Sendable (inout RunContext) -> Void) {
        self.journal = journal
        self.prepare = prepare
    }

    /// Opens one by its name on this machine.
    func open(_ name: String) async throws -> RunContext {
        let options = try ConnectionOptions.parse(["--account", name])
        let (opened, continuation) = AsyncThrowingStream.makeStream(of: RunContext.self)
        let task = Task { [journal, prepare] in
            do {
                try await options.connected { connection in
                    var context = try await connection.context(journal)
                    prepare(&context)
                    continuation.yield(context)
                    // Its tokens are renewed, and its transport is there, as long as this lasts.
                    while (try? await Task.sleep(for: .seconds(86_400))) != nil {}
                }
            } catch {
                continuation.finish(throwing: error)
                throw error
            }
        }
        for try await context in opened {
            tasks.withLock { $0.append(task) }
            return context
        }
        throw CancellationError()
    }

    /// Closes all of them, which ends with no exchange of tokens under way.
    func close() async {
        let tasks = tasks.withLock { tasks in
            defer { tasks = [] }
            return tasks
        }
        for task in tasks { task.cancel() }
        for task in tasks { _ = await task.result }
    }
}
