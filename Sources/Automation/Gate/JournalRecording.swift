internal import Foundation
internal import Journal
internal import Lua
internal import Synchronization

/// Keeps a run's answers in its journal, and answers from there what an earlier attempt asked.
final class JournalRecording: Recording {
    private let journal: any JournalStore
    private let claim: Claim
    private let now: @Sendable () -> Date
    private let answered = Mutex(0)
    /// What earlier attempts were answered.
    private let known: [StepKey: StepRecord]

    init(_ journal: any JournalStore, _ claim: Claim, known: [StepRecord], now: @escaping @Sendable () -> Date) {
        self.journal = journal
        self.claim = claim
        self.now = now
        self.known = Dictionary(known.map { ($0.key, $0) }) { _, last in last }
        answered.withLock { $0 = known.map(\.answerOrder).max() ?? 0 }
    }

    func answer(to question: Question) -> RecordedAnswer? {
        // What was not kept is asked again; a write's effect has its answer.
        guard let step = known[question.key], let answer = step.answer else { return nil }
        return RecordedAnswer(answer: answer, order: step.answerOrder)
    }

    func keep(_ answer: Lua.Answer, to question: Question) async throws {
        let result: StepRecord.Result =
            switch answer {
            case .document(let bytes): .document(bytes)
            case .failure(let bytes): .failure(bytes)
            }
        let order = answered.withLock { answered in
            answered += 1
            return answered
        }
        try await journal.record(
            StepRecord(
                key: question.key, order: question.order, answerOrder: order, name: question.message.name,
                question: question.message.document, place: question.message.place, result: result,
                askedAt: question.askedAt, answeredAt: now()),
            claim)
    }
}

extension StepRecord {
    /// What the script got; nil when it was not kept.
    var answer: Lua.Answer? {
        switch result {
        case .document(let bytes): .document(bytes)
        case .failure(let bytes): .failure(bytes)
        case .digest: nil
        }
    }
}
