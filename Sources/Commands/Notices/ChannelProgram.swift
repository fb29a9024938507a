internal import Automation
internal import Foundation
internal import Subprocess

/// The program behind a channel for mail: started without a shell, with the message on its standard input.
enum ChannelProgram {
    /// How long it may take.
    private static let patience = Duration.seconds(30)

    @Sendable static func run(_ words: [String], _ input: String) async -> NoticeSending.CommandEnding {
        await withTaskGroup(of: NoticeSending.CommandEnding.self) { group in
            group.addTask { await ending(of: words, input) }
            group.addTask {
                do { try await Task.sleep(for: patience) } catch { return .cut("it was interrupted") }
                return .cut("the program took longer than \(patience.components.seconds) seconds")
            }
            // Whoever is left is ended: the program with SIGKILL.
            defer { group.cancelAll() }
            return await group.next() ?? .notStarted("it was not tried")
        }
    }

    private static func ending(
        of words: [String], _ input: String
    ) async -> NoticeSending.CommandEnding {
        do {
            // `env` finds the program, by its name or its path.
            let result = try await Subprocess.run(
                .name("env"), arguments: Arguments(["--"] + words), environment: environment, input: .string(input),
                output: .discarded,
                error: .discarded)
            switch result.terminationStatus {
            case .exited(126): return .notStarted("it may not be executed")
            case .exited(127): return .notStarted("there is no such program")
            case .exited(let status): return .exited(status)
            case .signaled(let number): return .cut("the program was ended by signal \(number)")
            }
        } catch let error as SubprocessError {
            return .notStarted("\(error)")
        } catch {
            return .cut("\(error)")
        }
    }

    /// Nothing of ours, such as a token, is that program's business.
    private static var environment: Environment {
        let names = ProcessInfo.processInfo.environment.keys.filter { $0.hasPrefix("MOONREEL_") }
        return .inherit.updating(
            Dictionary(uniqueKeysWithValues: names.map { (Environment.Key(stringLiteral: $0), nil) }))
    }
}
