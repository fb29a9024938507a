internal import Journal
internal import Lua

/// What a run's questions were answered before, and where their answers are kept.
protocol Recording: Sendable {
    /// The answer of an earlier attempt, or of the run that is replayed; nil when there is none and the question has to be
    /// asked.
    func answer(to question: Question) async throws -> RecordedAnswer?
    /// Keeps an answer before the script gets it.
    func keep(_ answer: Lua.Answer, to question: Question) async throws
    /// Keeps that a question is about to be sent that is to be sent once. Its answer takes the place of that.
    func intend(_ question: Question) async throws
    /// Whether an earlier attempt kept that, and no answer.
    func wasIntended(_ question: Question) -> Bool
}

extension Recording {
    func intend(_ question: Question) {}

    func wasIntended(_ question: Question) -> Bool { false }
}

/// An answer from before.
struct RecordedAnswer: Sendable, Hashable {
    let answer: Lua.Answer
    /// Its place among the answers then.
    let order: Int
}

/// Keeps nothing: for plans, which change nothing that would have to be found again.
struct NoRecording: Recording {
    func answer(to question: Question) -> RecordedAnswer? { nil }

    func keep(_ answer: Lua.Answer, to question: Question) {}
}
