extension Interpreter {
    /// Runs the loaded script to its end. While it waits for its host no thread is held.
    ///
    /// Cancelling the task stops the script, wherever it is.
    public func run(for host: some ScriptHost) async -> Outcome {
        if let time = limits.time { stop.stop(after: time) }
        setReceiver { host.receive($0) }
        defer {
            stop.removeDeadline()
            setReceiver(nil)
        }
        return await withTaskCancellationHandler {
            await drive(host)
        } onCancel: { [stop] in
            stop.stop(because: .cancelled)
        }
    }

    private enum Event: Sendable {
        case answered(Int64, Answer)
        case stopped
    }

    private func drive(_ host: some ScriptHost) async -> Outcome {
        await withTaskGroup(of: Event.self) { group in
            var watchesSwitch = false
            while true {
                let tickets: Set<Int64>
                switch resume() {
                case .ended(let outcome):
                    group.cancelAll()
                    return outcome
                case .waiting(let awaited): tickets = awaited
                }
                for message in takeMessages() {
                    group.addImmediateTask { .answered(message.ticket, await host.answer(message)) }
                }
                if !watchesSwitch {
                    watchesSwitch = true
                    group.addTask { [stop] in
                        await stop.thrown()
                        return .stopped
                    }
                }
                await wait(for: tickets, of: host, in: &group)
            }
        }
    }

    /// Delivers what comes until the script can go on, or must stop.
    private func wait(
        for tickets: Set<Int64>, of host: some ScriptHost, in group: inout TaskGroup<Event>
    ) async {
        while true {
            host.awaitsAnswer()
            guard let event = await group.next() else { return }
            guard case .answered(let ticket, let answer) = event else { return }
            deliver(answer, to: ticket)
            if tickets.contains(ticket) || stop.reason != nil { return }
        }
    }
}
