package import Trakt

/// What is told of a write, to the journal and to the script.
extension Write {
    func resolution(_ state: EffectState) -> EffectResolution {
        switch state {
        case .done:
            EffectResolution(
                .done, response: EffectResponse(wholeAnswer), note: note, gone: playsNotMade(.done),
                unlistedPlays: unlistedPlays(in: (try? JSONValue(parsing: wholeAnswer.body)) ?? .null))
        case .rejected:
            EffectResolution(
                .rejected, response: response.map { EffectResponse($0) }, note: refusalNote,
                gone: playsNotMade(.rejected))
        case .review: EffectResolution(.review, response: response.map { EffectResponse($0) }, note: reviewNote)
        case .intent, .retry, .unknown: EffectResolution(state, note: error?.description)
        }
    }

    func result(_ ending: EffectMachine.Ending, of run: RunID) throws -> Trakt.Answer {
        let endpoint = call.endpoint.id
        switch ending {
        case .done: return try Answer(of: call, wholeAnswer)
        case .rejected, .notMade: throw error ?? EffectError.machineTooSlow(endpoint: endpoint)
        case .unknown:
            if let error, error.mayHaveHappened { throw error }
            throw EffectError.notSettled(
                run: run, endpoint: endpoint, reason: readingError ?? error?.description ?? "nobody answered.")
        case .review: throw EffectError.inReview(run: run, endpoint: endpoint, note: reviewNote)
        }
    }

    /// The answer to a request of which nothing is left to send.
    var emptyAnswer: Trakt.Answer {
        get throws { try Answer(of: call, wholeAnswer) }
    }

    /// The answer as a single sending would have had it.
    var wholeAnswer: TransportResponse {
        let isSuccess = response.map { (200..<300).contains($0.status) } ?? false
        var answer = isSuccess ? response ?? TransportResponse(status: 200) : TransportResponse(status: success)
        let document = isSuccess ? try? JSONValue(parsing: answer.body) : nil
        switch change {
        case .plain, .checkin:
            if !isSuccess { answer.body = doneBefore.map(\.encoded) ?? [] }
        case .addition(let addition): answer.body = addition.answer(found: found, to: call, document).encoded
        case .removal(let removal): answer.body = removal.answer(document).encoded
        case .creation:
            if !isSuccess { answer.body = made?.encoded ?? [] }
        }
        // It may have another length, and is not packed any more.
        for name in ["Content-Length", "Content-Encoding", "Transfer-Encoding"] { answer.headers[name] = nil }
        return answer
    }

    private var success: Int { call.endpoint.success.first ?? 200 }

    /// What stands for an answer that a first sending had and nobody saw. Of a scrobble or checkin it tells the thing.
    private var doneBefore: JSONValue? {
        guard call.endpoint.answer != .nothing else { return nil }
        guard [.guarded, .exclusive].contains(call.endpoint.repetition) else { return [:] }
        var members = (call.document.object ?? [:]).filter {
            ["movie", "show", "episode", "progress"].contains($0.key)
        }
        let told = response.flatMap { try? JSONValue(parsing: $0.body) }
        if let time = told?["watched_at"] { members["watched_at"] = time }
        if members["progress"] != nil { members["action"] = "scrobble" }
        return .object(members)
    }

    private var refusalNote: String? {
        let part = found.isEmpty ? nil : "\(found.count) of \(change.plays.count) plays were added before the refusal."
        return [error?.description, part].compactMap(\.self).joined(separator: " ")
    }

    private var reviewNote: String {
        note ?? error.map { "The last answer was: \($0)" } ?? "Too much time has passed to send it again."
    }

    /// The plays that are not, or no longer, in the history now that the write has come to this state.
    private func playsNotMade(_ state: EffectState) -> [Play] {
        switch (change, state) {
        case (.addition(let addition), .done):
            let answer = response.flatMap { try? JSONValue(parsing: $0.body) } ?? .null
            return Array(addition.missing(in: answer).subtracting(found).union(absent))
        case (.addition(let addition), .rejected): return addition.plays.filter { !found.contains($0) }
        case (.removal(let removal), .done): return removal.plays(of: call)
        default: return []
        }
    }
}

extension EffectResponse {
    init(_ response: TransportResponse) {
        let headers = response.headers.pairs.map { ($0.name, $0.value) }
        self.init(
            status: response.status, headers: Dictionary(headers) { first, _ in first }, body: response.body)
    }

    /// The answer as it came.
    var transportResponse: TransportResponse {
        var headers = Headers()
        for (name, value) in self.headers { headers.add(name, value) }
        return TransportResponse(status: status, headers: headers, body: body)
    }
}

extension EffectRecord {
    /// What was answered.
    package func answer(to call: Call) throws -> Trakt.Answer {
        guard let response else { throw EffectError.unreadable(id) }
        return try Answer(of: call, response.transportResponse)
    }

    /// Why it was refused.
    func refusal(of call: Call) throws -> TraktError {
        guard let response, let error = TraktError(response.transportResponse, to: call.endpoint) else {
            throw EffectError.unreadable(id)
        }
        return error
    }
}
