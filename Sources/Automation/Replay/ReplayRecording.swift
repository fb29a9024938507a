internal import Journal
internal import Lua
internal import Synchronization

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
        let answer = step.answer ?? .failure(ScriptFailure.document(of: RunError.notKept(step.name)))
        return RecordedAnswer(answer: answer, order: step.answerOrder)
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
