internal import Lua
internal import Synchronization
internal import TraktLua

/// A guest that is ready for a script, and what it does with it.
final class HostedGuest: Sendable {
    let confinement: Confinement
    private let process: GuestProcess
    private let line: GuestLine
    private let conversation: Mutex<Conversation>
    /// How long a script may take to stop by itself.
    private let grace: Duration

    /// Starts a guest, and returns when it has given up all it could do.
    init(_ executable: String, grace: Duration) async throws(GuestError) {
        (process, line) = try await GuestProcess.start(executable)
        self.grace = grace
        var conversation = Conversation()
        // One that cannot even be held is no use, whatever keeps it.
        let timer = Task { [process] in
            if (try? await Task.sleep(for: Self.longestStart)) != nil { process.end() }
        }
        defer { timer.cancel() }
        let greeting: Confinement?
        do throws(Misconduct) {
            guard let frame = try await line.next(), case .ready(let confinement) = try conversation.take(frame) else {
                throw .outOfTurn("something else")
            }
            greeting = confinement
        } catch {
            greeting = nil
        }
        guard let greeting else {
            let isOver = await process.endsByItself()
            let end = await process.awaitEnd()
            await line.close()
            throw .endedEarly(isOver ? end.wordsOfBeginning : "did not say that it was ready, and was ended")
        }
        confinement = greeting
        self.conversation = Mutex(conversation)
    }

    /// Whether its process is not there any more, such as one that somebody ended while it waited.
    var hasEnded: Bool { process.hasEnded }
    var number: Int32? { process.number }

    /// Ends it without having given it a script.
    func dismiss() async {
        _ = await process.awaitEnd()
        await line.close()
    }

    /// Has it run the script, and ends it.
    func run(_ work: ScriptWork, for host: some ScriptHost, stop: StopSwitch) async -> ScriptEnding {
        if let time = work.limits.time { stop.stop(after: time) }
        defer { stop.removeDeadline() }
        let ending = await withTaskCancellationHandler {
            // In a task that nobody cancels: the script is to stop by itself, and to say where it was.
            await Task { await converse(work, host, stop) }.value
        } onCancel: {
            stop.stop(because: .cancelled)
        }
        await dismiss()
        return ending
    }

    private func converse(_ work: ScriptWork, _ host: some ScriptHost, _ stop: StopSwitch) async -> ScriptEnding {
        let began = ContinuousClock.now
        return await withDiscardingTaskGroup { group in
            defer {
                group.cancelAll()
                // Answers may wait for a guest that does not take them.
                process.end()
            }
            do {
                try conversation.withLock { talk throws(Misconduct) in try talk.began(output: work.limits.output) }
            } catch {
                return ScriptEnding(.failed(.isolation("\(error)")))
            }
            if let reason = stop.reason {
                return ScriptEnding(.stopped(reason, .isolation("the script was stopped before it began")))
            }
            let memory = min(work.limits.memory, 1 << 40) + Self.ownMemory
            await line.send(.limit(memory: memory, processorSeconds: work.processorSeconds))
            await line.send(.begin(work))
            // At once, on the thread that throws it: no answer that is given afterwards reaches the script before.
            // The switch may outlive the guest, and keeps what it is given.
            stop.whenThrown { [weak stop, weak process, weak line] in
                guard let reason = stop?.reason else { return }
                process?.interrupt(reason.signalValue)
                line?.post(.stop(reason))
            }
            group.addTask { await self.endHard(after: stop) }
            do throws(Misconduct) {
                while let frame = try await line.next() {
                    switch try conversation.withLock({ talk throws(Misconduct) in try talk.take(frame) }) {
                    case .ready: break
                    case .ask(let message):
                        // At once, so that questions are counted in the order in which they were asked.
                        group.addImmediateTask { await self.answer(message, host, stop) }
                    case .note(let message): host.receive(message)
                    case .waits: host.awaitsAnswer()
                    case .ended(let ending): return try checked(ending, stop)
                    }
                }
            } catch {
                return ScriptEnding(.failed(.misconduct(error, at: place)))
            }
            return await died(stop, hadTime: began.duration(to: .now) < work.longestTime)
        }
    }

    private func answer(_ message: Message, _ host: some ScriptHost, _ stop: StopSwitch) async {
        let answer = await host.answer(message).fitting
        // A script that is to stop gets no answer more, which it might go on with.
        guard stop.reason == nil else { return }
        guard conversation.withLock({ $0.isAnswering(message.ticket, bytes: answer.count) }) else {
            return process.end()
        }
        await line.send(.answer(answer, ticket: message.ticket))
        conversation.withLock { $0.answered(bytes: answer.count) }
    }

    /// Ends the process when the script has been told to stop and has not.
    private func endHard(after stop: StopSwitch) async {
        await stop.thrown()
        guard stop.reason != nil else { return }
        if (try? await Task.sleep(for: grace)) != nil { process.end() }
    }

    /// What a guest says of its end, if that can be.
    private func checked(_ ending: ScriptEnding, _ stop: StopSwitch) throws(Misconduct) -> ScriptEnding {
        if let kind = ending.error?.kindOfHost { throw .lie(kind) }
        guard case .stopped(let reason, let error) = ending.outcome else { return ending }
        var ending = ending
        if let asked = stop.reason {
            ending.outcome = .stopped(asked, error)
        } else if reason != .memory {
            throw .invented(reason)
        }
        return ending
    }

    /// What is to be said of a process that ended before its script did.
    ///
    /// - Parameter hadTime: whether its own time was not up.
    private func died(_ stop: StopSwitch, hadTime: Bool) async -> ScriptEnding {
        let hungUp = stop.reason == nil ? await !process.endsByItself() : false
        let end = await process.awaitEnd()
        if let reason = stop.reason {
            let error = ScriptError.crash(
                "the script could not be stopped from inside; its process was ended", at: place, log: "")
            return ScriptEnding(.stopped(reason, error))
        }
        if hungUp { return ScriptEnding(.failed(.misconduct(.hungUp, at: place))) }
        if end == .outOfProcessorTime, hadTime {
            let words = "\(end.words); the program was started with such a limit (ulimit -t, or LimitCPU= of systemd)"
            return ScriptEnding(.failed(.crash("the script's process \(words)", at: place, log: "")))
        }
        if end == .outOfProcessorTime {
            return ScriptEnding(
                .stopped(.deadline, .crash("the script's process \(end.words)", at: place, log: "")))
        }
        return ScriptEnding(.failed(.crash("the script's process \(end.words)", at: place, log: process.takeLog())))
    }

    private var place: String? { conversation.withLock { $0.lastPlace } }

    private static let longestStart = Duration.seconds(60)

    /// What a guest's process needs beside its script's memory: what arrives, what is sent, and Lua's own buffers.
    private static let ownMemory = 192 << 20
}

extension ScriptWork {
    fileprivate var longestTime: Duration { limits.time ?? .seconds(86_400) }

    /// A script that only computes may do so for all its time.
    fileprivate var processorSeconds: Int { Int(clamping: longestTime.components.seconds &+ 2) }
}

extension ScriptEnding {
    fileprivate var error: ScriptError? {
        switch outcome {
        case .finished: nil
        case .failed(let error), .stopped(_, let error): error
        }
    }
}

extension Answer {
    fileprivate var count: Int {
        switch self {
        case .document(let document), .failure(let document): document.count
        }
    }

    /// The answer, or that it is too large for a frame.
    fileprivate var fitting: Answer {
        guard count > FrameDecoder.largest - 64 else { return self }
        return .failure(
            Array(#"{"kind":"too_large","message":"the answer is larger than a script can be given"}"#.utf8))
    }
}
