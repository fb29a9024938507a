internal import Foundation
internal import Journal
internal import Lua
internal import Synchronization
internal import Trakt

/// Keeps a run's answers in its journal, and answers from there what an earlier attempt asked.
final class JournalRecording: Recording {
    private let journal: any JournalStore
    private let claim: Claim
    private let now: @Sendable () -> Date
    private let answered = Mutex(0)
    /// What this attempt was about to send.
    private let wasSent = Mutex(Set<StepKey>())
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
        switch answer {
        case .document(let bytes): try await note(.document(bytes), to: question)
        // A failure is forgotten when the run is tried again; that it may have been sent is not.
        case .failure(let bytes) where mayHaveBeenSent(question, answer):
            try await note(.uncertain(bytes), to: question)
        case .failure(let bytes): try await note(.failure(bytes), to: question)
        }
    }

    func intend(_ question: Question) async throws {
        wasSent.withLock { _ = $0.insert(question.key) }
        try await note(.digest(""), to: question)
    }

    func wasIntended(_ question: Question) -> Bool {
        known[question.key].map { $0.answer == nil } ?? false
    }

    /// Only what certainly never left may be sent by another attempt, and nothing that an earlier one may have sent.
    private func mayHaveBeenSent(_ question: Question, _ answer: Lua.Answer) -> Bool {
        // A read is not intended, and may be asked again.
        guard question.message.name == "http.post" else { return false }
        return wasIntended(question) || wasSent.withLock { $0.contains(question.key) } && !answer.wasNotSent
    }

    private func note(_ result: StepRecord.Result, to question: Question) async throws {
        let order = answered.withLock { answered in
            answered += 1
            return answered
        }
        try await journal.record(
            StepRecord(
                key: question.key, order: question.order, answerOrder: order, name: question.message.name,
                question: question.kept, place: question.message.place, result: result,
                askedAt: question.askedAt, answeredAt: now()),
            claim)
    }
}

extension Lua.Answer {
    /// Whether it is an error that says that nothing left.
    fileprivate var wasNotSent: Bool {
        guard case .failure(let bytes) = self else { return false }
        return (try? JSONValue(parsing: bytes))?["kind"] == .string(WebError.notSentKind)
    }
}

extension StepRecord {
    /// What another attempt answers its script with; nil when that is to be asked, as far as it may be asked again.
    var answer: Lua.Answer? {
        switch result {
        case .document(let bytes): .document(bytes)
        case .failure(let bytes): .failure(bytes)
        case .uncertain, .digest: nil
        }
    }
    /// What the script got, as far as it is known.
    var given: Lua.Answer? {
        if case .uncertain(let bytes) = result { .failure(bytes) } else { answer }
    }
}
