package import Trakt

/// Sends writes of several runs as one request, where a second sending of each would be harmless.
///
/// To the journal each is a write like any other, with an intent and an outcome of its own, so that whatever happens each is
/// settled by itself. Where the request is not carried out, or nobody knows whether it was, or its answer cannot be divided,
/// each goes on alone as though the request had been its own (``Rest``).
package struct JointSending: Sendable {
    /// One of the writes.
    package struct Part: Sendable {
        let sender: EffectSender
        let call: Call
        let key: StepKey
        let before: JSONValue?

        package init(sender: EffectSender, call: Call, key: StepKey, before: JSONValue?) {
            self.sender = sender
            self.call = call
            self.key = key
            self.before = before
        }
    }

    /// A part on its way.
    fileprivate struct Sending: Sendable {
        let place: Int
        let part: Part
        let repetition: Repetition
        var write: Write
        var machine: EffectMachine
    }

    /// One request for all of some calls; nil where there is none.
    private let together: @Sendable ([Call]) -> Call?
    /// The bodies that the calls would each have been answered, out of the answer to the one request; nil where that cannot be
    /// told.
    private let divided: @Sendable (Trakt.Answer, [Call]) async -> [JSONValue]?

    package init(
        together: @escaping @Sendable ([Call]) -> Call?,
        divided: @escaping @Sendable (Trakt.Answer, [Call]) async -> [JSONValue]?
    ) {
        self.together = together
        self.divided = divided
    }

    /// Sends the one request, and says of each write how it goes on; in their order. Nil where nothing of a write is in the
    /// journal and nothing of it was sent, so that it is to be made alone.
    ///
    /// What is cancelled here is so for none of the runs: each goes on with its own.
    ///
    /// - Parameter parts: writes that the journal does not know yet.
    package func send(_ parts: [Part]) async -> [Rest?] {
        var rests = [Rest?](repeating: nil, count: parts.count)
        var sendings: [Sending] = []
        for (place, part) in parts.enumerated() {
            guard let sending = try? await prepared(part, at: place) else { break }
            sendings.append(sending)
        }
        guard sendings.count > 1, let request = together(sendings.map(\.part.call)),
            let turn = try? await sendings[0].part.sender.client.turn(for: request)
        else { return rests }
        sendings = await intended(sendings, in: turn)
        let next = await send(&sendings)
        for (place, sending) in sendings.enumerated() {
            // Trakt has told one request to wait, not several.
            rests[sending.place] = Rest(sending: sending, next: place == 0 ? next : next.withoutPause)
        }
        return rests
    }

    private func prepared(_ part: Part, at place: Int) async throws -> Sending {
        guard let repetition = part.call.endpoint.repetition, case .harmless = repetition else {
            throw EffectError.notForScripts(endpoint: part.call.endpoint.id)
        }
        try await part.sender.waitForDoubts(before: part.call)
        return Sending(
            place: place, part: part, repetition: repetition,
            write: Write(call: part.call, key: part.key, before: part.before, change: .plain),
            machine: EffectMachine(repetition, timing: part.sender.timing))
    }

    /// Commits the intents, one after the other. What cannot be noted is not sent, nor what comes after it.
    private func intended(_ sendings: [Sending], in turn: Turn) async -> [Sending] {
        var noted: [Sending] = []
        for var sending in sendings {
            _ = sending.machine.next(.begin)
            _ = sending.machine.next(.gotTurn)
            sending.write.turn = turn
            guard let event = try? await sending.part.sender.intend(&sending.write, sending.machine) else { break }
            _ = sending.machine.next(event)
            noted.append(sending)
        }
        return noted
    }

    /// Sends the one request, and says how the writes go on from there.
    private func send(_ sendings: inout [Sending]) async -> Rest.Next {
        guard let first = sendings.first, let turn = first.write.turn, let moment = first.write.moment,
            let request = together(sendings.map(\.part.call))
        else { return .tooLate }
        let sender = first.part.sender
        guard sender.clock.moment.elapsed(since: moment) <= sender.timing.freshness else { return .tooLate }
        let outcome: SendOutcome
        do {
            let response = try await sender.client.sendOnce(request, in: turn)
            outcome = SendOutcome(response, to: request, mayBeDone: false)
            if outcome == .done, await take(response, to: request, &sendings) { return .sent(.done) }
            if outcome != .done { for place in sendings.indices { sendings[place].write.received(response) } }
        } catch {
            for place in sendings.indices { sendings[place].write.failed(error) }
            outcome = SendOutcome(error)
        }
        switch outcome {
        // Carried out, but nobody can tell how much of whom: as after an answer that never came.
        case .done, .doneBefore: return doubtful(nil, &sendings)
        case .unknown(let retryAfter): return doubtful(retryAfter, &sendings)
        case .notApplied(.pause): return .sent(outcome)
        // What is refused for one of them may be right for the others.
        case .rejected, .occupied, .notApplied: return .anew
        }
    }

    private func take(_ response: TransportResponse, to request: Call, _ sendings: inout [Sending]) async -> Bool {
        guard let answer = try? Answer(of: request, response),
            let bodies = await divided(answer, sendings.map(\.part.call)), bodies.count == sendings.count
        else { return false }
        for (place, body) in zip(sendings.indices, bodies) {
            var share = response
            share.body = body.encoded
            sendings[place].write.received(share)
        }
        return true
    }

    private func doubtful(_ retryAfter: Duration?, _ sendings: inout [Sending]) -> Rest.Next {
        for place in sendings.indices { sendings[place].write.firstDoubt = sendings[place].write.moment }
        return .sent(.unknown(retryAfter: retryAfter))
    }
}

extension JointSending {
    /// How a write goes on that was in the request.
    package struct Rest: Sendable {
        enum Next: Sendable, Hashable {
            case sent(SendOutcome)
            /// The request was not sent, because so much time had passed.
            case tooLate
            /// Not carried out for a reason that may be another's: as though it had never been sent.
            case anew

            var withoutPause: Next {
                if case .sent(.unknown) = self { .sent(.unknown(retryAfter: nil)) } else { self }
            }
        }

        private let sending: Sending
        private let next: Next

        fileprivate init(sending: Sending, next: Next) {
            self.sending = sending
            self.next = next
        }

        /// Whether it is carried out, so that nothing is left but to note that.
        package var isDone: Bool { next == .sent(.done) }

        /// Whether nobody knows if it was carried out.
        package var isDoubtful: Bool { if case .sent(.unknown) = next { true } else { false } }

        /// Brings it to its end, in the task of its own run. Answers what ``EffectSender/perform(_:key:before:)`` would have.
        package func finish() async throws -> Trakt.Answer {
            let sender = sending.part.sender
            var (write, machine) = (sending.write, sending.machine)
            switch next {
            case .sent(let outcome):
                let elapsed = write.moment.map { sender.clock.moment.elapsed(since: $0) } ?? .zero
                return try await sender.carry(
                    &write, from: .sent(outcome, sinceIntent: elapsed), sending.repetition, &machine)
            case .tooLate: return try await sender.carry(&write, from: .cameTooLate, sending.repetition, &machine)
            case .anew:
                try await sender.resolve(&write, .retry, machine)
                return try await sender.carry(&write, from: .begin, sending.repetition)
            }
        }
    }
}
