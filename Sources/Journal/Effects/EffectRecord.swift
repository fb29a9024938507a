package import Foundation

/// The number of an effect.
package struct EffectID: Sendable, Hashable, Codable, CustomStringConvertible {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package var description: String { String(number) }
}

/// Where a write stands.
package enum EffectState: String, Sendable, Hashable, Codable, CaseIterable {
    /// About to be sent, or sent. Once its process has died this is `unknown`.
    case intent
    /// Trakt made the change, or had it before.
    case done
    /// Trakt refused the change.
    case rejected
    /// Known not to have been made; it may be sent again.
    case retry
    /// Sent, and nobody knows yet whether the change was made.
    case unknown
    /// Looking did not tell; a person has to say.
    case review
}

/// What is sent for a write: the request as it goes out, after all that had to be made precise.
package struct EffectRequest: Sendable, Hashable, Codable {
    /// The endpoint's name in the catalogue.
    package var endpoint: String
    /// Path and query.
    package var target: String
    /// The JSON body.
    package var body: [UInt8]?

    package init(endpoint: String, target: String, body: [UInt8]?) {
        self.endpoint = endpoint
        self.target = target
        self.body = body
    }
}

/// What was answered to a write.
package struct EffectResponse: Sendable, Hashable, Codable {
    package var status: Int
    /// By lower-case name.
    package var headers: [String: String]
    package var body: [UInt8]

    package init(status: Int, headers: [String: String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// A write before it is sent.
package struct NewEffect: Sendable, Hashable {
    package var key: StepKey
    package var account: String
    package var request: EffectRequest
    /// What undoing needs of how things were before, as JSON.
    package var before: [UInt8]?
    /// The plays that the request adds.
    package var plays: [Play]
    /// How many plays it adds beside these: the ledger does not have them, and the daily limit counts them.
    package var unlistedPlays: Int
    /// When the intent was made, on the steady clock.
    package var moment: Moment

    package init(
        key: StepKey, account: String, request: EffectRequest, before: [UInt8]? = nil, plays: [Play] = [],
        unlistedPlays: Int = 0, moment: Moment
    ) {
        self.key = key
        self.account = account
        self.request = request
        self.before = before
        self.plays = plays
        self.unlistedPlays = unlistedPlays
        self.moment = moment
    }
}

/// A write as the journal knows it.
package struct EffectRecord: Sendable, Hashable {
    package let id: EffectID
    package let run: RunID
    package var effect: NewEffect
    package var state: EffectState
    package var epoch: Int
    package var response: EffectResponse?
    /// What is known about a refusal, or what a person who settles it should know. A sentence.
    package var note: String?
    /// How often it was, or was about to be, sent.
    package var sends: Int
    package var intentAt: Date
    package var resolvedAt: Date?

    package init(
        id: EffectID, run: RunID, effect: NewEffect, state: EffectState, epoch: Int, response: EffectResponse? = nil,
        note: String? = nil, sends: Int, intentAt: Date, resolvedAt: Date? = nil
    ) {
        self.id = id
        self.run = run
        self.effect = effect
        self.state = state
        self.epoch = epoch
        self.response = response
        self.note = note
        self.sends = sends
        self.intentAt = intentAt
        self.resolvedAt = resolvedAt
    }
}

/// What became of a write.
package struct EffectResolution: Sendable, Hashable {
    package var state: EffectState
    package var response: EffectResponse?
    package var note: String?
    /// The plays that are not, or no longer, in the history, so that the ledger does not have them any more.
    package var gone: [Play]
    /// Whether nothing that was sent can take effect any more, whatever was not known of it.
    package var endsDoubts: Bool
    /// How many plays were added beside those of the ledger; nil where that is as was thought.
    package var unlistedPlays: Int?

    package init(
        _ state: EffectState, response: EffectResponse? = nil, note: String? = nil, gone: [Play] = [],
        endsDoubts: Bool = false, unlistedPlays: Int? = nil
    ) {
        self.state = state
        self.response = response
        self.note = note
        self.gone = gone
        self.endsDoubts = endsDoubts
        self.unlistedPlays = unlistedPlays
    }
}
