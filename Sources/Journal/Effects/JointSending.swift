package import Trakt

/// Makes writes of several runs with one request, where a second sending of each would be harmless.
///
/// To the journal each is a write like any other, with an intent and an outcome of its own, so that whatever happens each is
/// settled by itself. Where the request is not carried out, or nobody knows whether it was, or its answer cannot be divided,
/// each goes on alone as though the request had been its own.
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
    private struct Sending {
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

    /// Makes the writes. Answers what ``EffectSender/perform(_:key:before:)`` would have, in their order.
    ///
    /// - Parameter parts: writes that the journal does not know yet.
    package func perform(_ parts: [Part]) async -> [Result<Trakt.Answer, any Error>] {
        var results: [Int: Result<Trakt.Answer, any Error>] = [:]
        var sendings: [Sending] = []
        for (place, part) in parts.enumerated() {
            do { sendings.append(try await prepared(part, at: place)) } catch { results[place] = .failure(error) }
        }
        let turn = await turn(for: sendings.map(\.part))
        if let turn { await intend(&sendings, in: turn, &results) }
        let events = turn == nil ? sendings.map { _ in .begin } : await send(&sendings)
        for (sending, event) in zip(sendings, events) {
            var sending = sending
            results[sending.place] = await Result {
                try await sending.part.sender.carry(
                    &sending.write, from: event, sending.repetition, &sending.machine)
            }
        }
        return parts.indices.compactMap { results[$0] }
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

    /// Nil where there is none; then each finds out for itself why.
    private func turn(for parts: [Part]) async -> Turn? {
        guard parts.count > 1, let request = together(parts.map(\.call)) else { return nil }
        return try? await parts[0].sender.client.turn(for: request)
    }

    /// Commits the intents, one after the other. What cannot be noted is not sent.
    private func intend(
        _ sendings: inout [Sending], in turn: Turn, _ results: inout [Int: Result<Trakt.Answer, any Error>]
    ) async {
        var noted: [Sending] = []
        for var sending in sendings {
            _ = sending.machine.next(.begin)
            _ = sending.machine.next(.gotTurn)
            sending.write.turn = turn
            do {
                let event = try await sending.part.sender.intend(&sending.write, sending.machine)
                _ = sending.machine.next(event)
                noted.append(sending)
            } catch { results[sending.place] = .failure(error) }
        }
        sendings = noted
    }

    /// Sends the one request, and says for each write how it goes on from there.
    private func send(_ sendings: inout [Sending]) async -> [EffectMachine.Event] {
        guard let first = sendings.first, let turn = first.write.turn, let moment = first.write.moment,
            let request = together(sendings.map(\.part.call))
        else { return sendings.map { _ in .cameTooLate } }
        let sender = first.part.sender
        guard sender.clock.moment.elapsed(since: moment) <= sender.timing.freshness else {
            return sendings.map { _ in .cameTooLate }
        }
        let outcome: SendOutcome
        do {
            let response = try await sender.client.sendOnce(request, in: turn)
            outcome = SendOutcome(response, to: request, mayBeDone: false)
            if outcome == .done, await take(response, to: request, &sendings) {
                return events(.done, sendings)
            }
        } catch {
            for place in sendings.indices { sendings[place].write.failed(error) }
            outcome = SendOutcome(error)
        }
        switch outcome {
        // Carried out, but nobody can tell how much of whom: as after an answer that never came.
        case .done, .doneBefore: return doubtful(nil, &sendings)
        case .unknown(let retryAfter): return doubtful(retryAfter, &sendings)
        // What is refused for one of them may be right for the others.
        case .rejected, .occupied: return events(.notApplied(.turn), sendings)
        case .notApplied(let remedy): return events(.notApplied(remedy == .newToken ? .turn : remedy), sendings)
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

    private func doubtful(_ retryAfter: Duration?, _ sendings: inout [Sending]) -> [EffectMachine.Event] {
        for place in sendings.indices { sendings[place].write.firstDoubt = sendings[place].write.moment }
        return events(.unknown(retryAfter: retryAfter), sendings)
    }

    private func events(_ outcome: SendOutcome, _ sendings: [Sending]) -> [EffectMachine.Event] {
        sendings.map { sending in
            let elapsed = sending.write.moment.map { sending.part.sender.clock.moment.elapsed(since: $0) }
            return .sent(outcome, sinceIntent: elapsed ?? .zero)
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
