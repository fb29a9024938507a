import Journal
import Testing
import Trakt

/// The table of the protocol, row by row.
@Suite("What an answer to a write means")
struct SendOutcomeTests {
    private func outcome(
        _ status: Int, _ endpoint: Endpoint = Catalogue.syncHistory.addHistory, mayBeDone: Bool = false,
        body: String = "", headers: Headers = [:]
    ) throws -> SendOutcome {
        let call = try endpoint.call(endpoint.example)
        return SendOutcome(
            TransportResponse(status: status, headers: headers, body: Array(body.utf8)), to: call,
            mayBeDone: mayBeDone)
    }

    @Test("Nothing that failed before the first byte was sent")
    func notSent() {
        #expect(SendOutcome(error(.notSent("the host has no address"))) == .notApplied(.pause))
        #expect(SendOutcome(error(.cancelled)) == .notApplied(.none))
        #expect(SendOutcome(error(.accountStopped)) == .notApplied(.none))
    }

    @Test("429 and 401 were not carried out")
    func notApplied() throws {
        #expect(try outcome(429) == .notApplied(.turn))
        #expect(try outcome(401) == .notApplied(.newToken))
        #expect(try outcome(401, headers: ["X-Private-User": "true"]) == .rejected)
    }

    @Test("Other refusals are final", arguments: [400, 403, 404, 412, 420, 422, 423, 426, 409, 405, 301])
    func rejected(status: Int) throws {
        #expect(try outcome(status) == .rejected)
    }

    @Test("A whole success is one")
    func done() throws {
        #expect(try outcome(201, body: #"{"added":{"movies":1}}"#) == .done)
        #expect(try outcome(200, body: "") == .done)
        #expect(try outcome(204, Catalogue.lists.delete) == .done)
    }

    @Test("A success cut short, or a page for browsers, tells nothing")
    func cut() throws {
        #expect(try outcome(201, body: #"{"added":{"mov"#) == .unknown(retryAfter: nil))
        #expect(try outcome(200, body: "<html>", headers: ["Content-Type": "text/html"]) == .unknown(retryAfter: nil))
    }

    @Test("A server's failure tells nothing", arguments: [500, 502, 503, 504, 520, 521, 522, 599])
    func serverError(status: Int) throws {
        #expect(try outcome(status) == .unknown(retryAfter: nil))
    }

    @Test("503 says when to come back")
    func retryAfter() throws {
        #expect(try outcome(503, headers: ["Retry-After": "30"]) == .unknown(retryAfter: .seconds(30)))
        #expect(SendOutcome(error(.outcomeUnknown("no answer in time"))) == .unknown(retryAfter: nil))
    }

    @Test("What says that it was done before says so to a second sending alone")
    func doneBefore() throws {
        let cases: [(Int, Endpoint)] = [
            (404, Catalogue.lists.delete), (409, Catalogue.userNetwork.follow), (409, Catalogue.scrobble.stop),
            (409, Catalogue.upkeep.refreshMovie),
        ]
        for (status, endpoint) in cases {
            #expect(try outcome(status, endpoint, mayBeDone: true) == .doneBefore, "\(endpoint)")
            #expect(try outcome(status, endpoint) == .rejected, "\(endpoint)")
        }
        #expect(try outcome(409, Catalogue.checkin.add, mayBeDone: true) == .occupied)
        #expect(try outcome(409, Catalogue.checkin.add) == .rejected)
        #expect(try outcome(404, Catalogue.syncRatings.add, mayBeDone: true) == .rejected)
        #expect(try outcome(409, Catalogue.comments.delete, mayBeDone: true) == .rejected)
    }

    private func error(_ failure: TraktError.Failure) -> TraktError {
        TraktError(failure, endpoint: Catalogue.syncHistory.addHistory)
    }
}
