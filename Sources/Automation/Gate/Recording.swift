internal import Journal
internal import Lua

/// What a run's questions were answered before, and where their answers are kept.
protocol Recording: Sendable {
    /// The answer of an earlier attempt, or of the run that is replayed; nil when there is none and the question has to be
    /// asked.
    func answer(to question: Question) async throws -> Lua.Answer?
    /// Keeps an answer before the script gets it.
    func keep(_ answer: Lua.Answer, to question: Question) async throws
}

/// Keeps nothing: for plans, which change nothing that would have to be found again.
struct NoRecording: Recording {
    func answer(to question: Question) -> Lua.Answer? { nil }

    func keep(_ answer: Lua.Answer, to question: Question) {}
}
