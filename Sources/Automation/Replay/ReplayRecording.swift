internal import Journal
internal import Lua
internal import Synchronization
internal import Trakt

/// Answers a script's questions from the steps of an earlier run, and remembers what it asked.
final class ReplayRecording: Recording {
    private struct State {
        var asked: [AskedStep] = []
        var reachedEnd = false
    }

    private let known: [StepKey: StepRecord]
    /// Whether the run came to its own end. One that was cut off has to be cut off at the same place.
    private let ended: Bool
    private let stop: StopSwitch
    private let state = Mutex(State())

    init(of record: RunRecord, _ steps: [StepRecord], stop: StopSwitch) {
        known = Dictionary(steps.map { ($0.key, $0) }) { _, last in last }
        ended = record.state == .finished || record.state == .failed
        self.stop = stop
    }

    var asked: [AskedStep] { state.withLock { $0.asked } }

    /// Whether the script came to where the run was cut off.
    var reachedEnd: Bool { state.withLock { $0.reachedEnd } }

    func answer(to question: Question) -> RecordedAnswer? {
        let step = known[question.key]
        state.withLock { $0.asked.append(AskedStep(question, isRecorded: step != nil)) }
        guard let step else { return nil }
        let answer = step.given ?? .failure(ScriptFailure.document(of: Self.loss(of: step, question)))
        return RecordedAnswer(answer: answer, order: step.answerOrder)
    }

    /// Why there is no answer: it was never known, or it was not kept.
    private static func loss(of step: StepRecord, _ question: Question) -> any Error {
        guard step.result == .digest(""), let document = try? JSONValue(parsing: question.message.document),
            let request = try? WebRequest(.post, document)
        else { return RunError.notKept(step.name) }
        return WebError.outcomeUnknown(request.address, "the run ended before")
    }

    /// An answer that the run never got is about to be given.
    func keep(_ answer: Lua.Answer, to question: Question) {
        state.withLock { state in
            if let position = state.asked.firstIndex(where: { $0.key == question.key }) {
                state.asked[position].wasAnswered = true
            }
            guard !ended, Set(state.asked.map(\.key)).isSuperset(of: known.keys) else { return }
            state.reachedEnd = true
            stop.stop(because: .cancelled)
        }
    }
}
