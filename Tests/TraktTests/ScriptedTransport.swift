import Synchronization
import Trakt

/// Answers requests from a list, in order, and remembers them. The last answer is given again and again.
final class ScriptedTransport: Transport {
    typealias Outcome = Result<TransportResponse, TransportError>

    private let state: Mutex<(outcomes: [Outcome], requests: [TransportRequest])>

    init(_ outcomes: [Outcome]) {
        state = Mutex((outcomes, []))
    }

    var requests: [TransportRequest] { state.withLock { $0.requests } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let outcome = state.withLock { state in
            state.requests.append(request)
            return state.outcomes.count > 1 ? state.outcomes.removeFirst() : state.outcomes[0]
        }
        return try outcome.get()
    }
}

extension TransportResponse {
    /// An answer in JSON.
    static func json(_ body: String) -> TransportResponse { json(200, body) }

    /// An answer in JSON.
    static func json(_ status: Int, _ body: String, _ headers: Headers = [:]) -> TransportResponse {
        var headers = headers
        headers["Content-Type"] = "application/json; charset=utf-8"
        return TransportResponse(status: status, headers: headers, body: Array(body.utf8))
    }

    /// A page for browsers.
    static func html(_ status: Int, _ headers: Headers = [:]) -> TransportResponse {
        var headers = headers
        headers["content-type"] = "text/html; charset=UTF-8"
        return TransportResponse(status: status, headers: headers, body: Array("<!DOCTYPE html><title>x</title>".utf8))
    }

    /// One page of so many items, as the server describes it.
    static func page(_ number: Int, of pages: Int, items: Int, total: Int, limit: Int) -> TransportResponse {
        let body = "[" + (0..<items).map { "{\"id\":\($0 + 1)}" }.joined(separator: ",") + "]"
        return .json(
            200, body,
            [
                "X-Pagination-Page": "\(number)", "X-Pagination-Limit": "\(limit)",
                "X-Pagination-Page-Count": "\(pages)", "X-Pagination-Item-Count": "\(total)",
            ])
    }
}
