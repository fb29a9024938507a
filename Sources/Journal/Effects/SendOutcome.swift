package import Trakt

/// What one sending of a write came to: the table of the protocol.
package enum SendOutcome: Sendable, Hashable {
    /// Carried out.
    case done
    /// Carried out by an earlier sending.
    case doneBefore
    /// Refused; nothing changed.
    case rejected
    /// Refused because one of its kind is under way: this one, by an earlier sending, or another one.
    case occupied
    /// Not carried out; it may be sent again.
    case notApplied(Remedy)
    /// Nobody knows. Trakt may have said when to come back.
    case unknown(retryAfter: Duration?)

    /// What has to come before another sending.
    package enum Remedy: Sendable, Hashable {
        case pause
        /// The limiter holds the next turn up for as long as it takes.
        case turn
        case newToken
        /// Nothing helps now.
        case none
    }
}

extension SendOutcome {
    /// What a whole answer means.
    ///
    /// - Parameter mayBeDone: whether an earlier sending of the same may have been carried out.
    package init(_ response: TransportResponse, to call: Call, mayBeDone: Bool) {
        guard let error = TraktError(response, to: call.endpoint) else {
            // A success that is cut short, or is none of Trakt's, is no success.
            self = (try? Answer(of: call, response)) == nil ? .unknown(retryAfter: nil) : .done
            return
        }
        switch error.failure {
        case .rateLimited: self = .notApplied(.turn)
        case .unauthorized: self = .notApplied(.newToken)
        case _ where response.status >= 500: self = .unknown(retryAfter: error.retryAfter)
        case _ where mayBeDone && call.endpoint.meansDoneBefore(response.status): self = .doneBefore
        case _ where mayBeDone && call.endpoint.repetition == .exclusive && response.status == 409: self = .occupied
        default: self = .rejected
        }
    }

    /// What no answer means.
    package init(_ error: TraktError) {
        switch error.failure {
        case .notSent: self = .notApplied(.pause)
        case .outcomeUnknown: self = .unknown(retryAfter: nil)
        default: self = .notApplied(.none)
        }
    }
}

extension Endpoint {
    /// Whether a second sending that is answered so tells that the first was carried out.
    fileprivate func meansDoneBefore(_ status: Int) -> Bool {
        switch repetition {
        case .harmless(let statuses)?: statuses.contains(status)
        case .guarded?: status == 409
        case .exclusive?, .addsPlays?, .removesPlays?, .creates?, .signsIn?, nil: false
        }
    }
}
