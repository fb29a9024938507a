import Lua
import Synchronization
import TraktLua

/// What a message was answered.
struct Exchange: Sendable {
    let message: Message
    let answer: Answer
}

/// In a script's place: says what a test wants said, whatever a script of the program's could say, and ends as it likes.
final class HostileRunner: ScriptRunner {
    /// What is said at once, one after the other: questions, and what nobody answers.
    enum Turn: Sendable {
        case ask([Message])
        case note(Message)
    }

    private let turns: [Turn]
    /// What is said instead where only the file is looked at.
    private let lookedAt: [Turn]?
    private let outcome: Outcome
    private let record = Mutex<[Exchange]>([])

    init(
        _ turns: [Turn], ending outcome: Outcome = .finished(Array("null".utf8)), whenLookedAt lookedAt: [Turn]? = nil
    ) {
        self.turns = turns
        self.lookedAt = lookedAt
        self.outcome = outcome
    }

    /// Every question with its answer.
    var exchanges: [Exchange] { record.withLock { $0 } }

    func run(_ work: ScriptWork, for host: some ScriptHost, stop: StopSwitch) async -> ScriptEnding {
        if let lookedAt, work.facts.firstRange(of: Array("inspects".utf8)) != nil {
            for case .ask(let messages) in lookedAt { for message in messages { _ = await host.answer(message) } }
            return ScriptEnding(.finished(Array("null".utf8)))
        }
        for turn in turns {
            switch turn {
            case .note(let message): host.receive(message)
            case .ask(let messages): await ask(messages, of: host)
            }
        }
        return ScriptEnding(outcome, outputDropped: .max, memoryPeak: .min)
    }

    private func ask(_ messages: [Message], of host: some ScriptHost) async {
        await withTaskGroup(of: Exchange.self) { group in
            for message in messages {
                group.addImmediateTask { Exchange(message: message, answer: await host.answer(message)) }
            }
            // One answer passes each time.
            host.awaitsAnswer()
            for await exchange in group {
                record.withLock { $0.append(exchange) }
                host.awaitsAnswer()
            }
        }
    }
}
