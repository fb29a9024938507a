import Trakt

/// A write on its way: what is asked, what is known, what came back.
struct Write: Sendable {
    /// What is changed, as precisely as its class needs it.
    enum Change: Sendable {
        case plain
        case addition(HistoryAddition)
        case removal(HistoryRemoval)
        /// With the things like it that were there before.
        case creation(Creation, known: Set<Int64>)
        /// With the beginnings of the checkins that were under way before.
        case checkin(known: Set<String>)

        var isEmpty: Bool {
            switch self {
            case .addition(let addition): addition.isEmpty
            case .removal(let removal): removal.isEmpty
            case .plain, .creation, .checkin: false
            }
        }

        var plays: [Play] {
            if case .addition(let addition) = self { addition.plays } else { [] }
        }
    }

    /// As the script made it.
    let call: Call
    let key: StepKey
    var before: JSONValue?
    var change: Change
    var effect: EffectID?
    /// When the last intent was made.
    var moment: Moment?
    /// When the first intent was made that may have been carried out.
    var firstDoubt: Moment?
    var turn: Turn?
    /// The refusal that asks for another token.
    var refusal: TraktError?
    var response: TransportResponse?
    var error: TraktError?
    /// Why looking failed.
    var readingError: String?
    /// The plays that were found in the history.
    var found: Set<Play> = []
    /// The plays that Trakt says it added, and that are not in the history.
    var absent: Set<Play> = []
    /// The thing that was found among the user's own.
    var made: JSONValue?
    var note: String?

    init(call: Call, key: StepKey, before: JSONValue?, change: Change) {
        self.call = call
        self.key = key
        self.before = before
        self.change = change
    }

    /// A write that the journal knows.
    init(_ record: EffectRecord, call: Call, _ repetition: Repetition) {
        let body = record.effect.request.body.flatMap { try? JSONValue(parsing: $0) } ?? .null
        let before = record.effect.before.flatMap { try? JSONValue(parsing: $0) }
        let change: Change =
            switch repetition {
            case .addsPlays: .addition(HistoryAddition(body: body))
            case .removesPlays: .removal(HistoryRemoval(body: body, before: before))
            case .creates(let creation):
                .creation(creation, known: Set((before?["alike"]?.array ?? []).compactMap(\.integer)))
            case .exclusive: .checkin(known: Set((before?["running"]?.array ?? []).compactMap(\.string)))
            case .harmless, .guarded, .signsIn: .plain
            }
        self.init(call: call, key: record.effect.key, before: before, change: change)
        effect = record.id
        moment = record.effect.moment
    }

    /// Adds to what undoing needs what settling needs.
    mutating func noteBefore() {
        var members = before?.object ?? [:]
        switch change {
        case .removal(let removal): members["plays"] = removal.before["plays"]
        case .creation(_, let known) where !known.isEmpty:
            members["alike"] = .array(known.sorted().map { .integer($0) })
        case .checkin(let known) where !known.isEmpty:
            members["running"] = .array(known.sorted().map { .string($0) })
        case .creation, .checkin, .plain, .addition: return
        }
        before = .object(members)
    }

    // MARK: Requests

    /// All that is asked. It is what the journal keeps, whatever part of it is sent.
    var whole: Call {
        switch change {
        case .plain, .creation, .checkin: call
        case .addition(let addition): call.sending(addition.body.encoded)
        case .removal(let removal): call.sending(removal.body.encoded)
        }
    }

    /// What goes out next: all that is not there yet.
    var sending: Call {
        switch change {
        case .plain, .creation, .checkin: call
        case .addition(let addition): call.sending(addition.without(found).sentBody.encoded)
        case .removal(let removal): call.sending(removal.sentBody.encoded)
        }
    }

    /// Whether all of it is there already.
    var isNothingLeft: Bool {
        guard case .addition(let addition) = change else { return change.isEmpty }
        return addition.without(found).isEmpty
    }

    var request: EffectRequest {
        let whole = whole
        return EffectRequest(endpoint: call.endpoint.id, target: whole.target, body: whole.body)
    }

    // MARK: Answers

    mutating func received(_ response: TransportResponse) {
        self.response = response
        error = TraktError(response, to: call.endpoint)
        guard error == nil else { return }
        do { _ = try Answer(of: call, response) } catch {
            self.error = error
            // Half an answer tells nothing.
            self.response = nil
        }
    }

    /// A second answer calls what the first sending changed "existing".
    mutating func noteSecondSending() {
        guard case .plain = change, note == nil else { return }
        note = "It was sent again after an answer that never came; what counts as existing may be of the first sending."
    }

    mutating func failed(_ error: TraktError) {
        response = nil
        self.error = error
    }
}
