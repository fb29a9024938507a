package import Trakt

/// The way of scripts to hosts that are not Trakt.
package struct WebAccess: Sendable {
    private let transport: any Transport
    private let hosts: AllowedHosts
    private let userAgent: String

    private static let timeout = Duration.seconds(30)
    private static let largestAnswer = 4 << 20
    private static let mostRedirects = 5

    package init(transport: any Transport, hosts: AllowedHosts, userAgent: String) {
        self.transport = transport
        self.hosts = hosts
        self.userAgent = userAgent
    }

    func check(_ address: WebAddress) throws(WebError) {
        guard hosts.allow(address) else { throw .notAllowed(address) }
    }

    /// Sends a request, and follows where the answer of a read leads; answers the document that the script gets.
    func answer(_ request: WebRequest) async throws(WebError) -> JSONValue {
        var address = request.address
        var headers = request.headers
        try check(address)
        for _ in 0...Self.mostRedirects {
            let response = try await send(request, to: address, headers)
            guard request.method == .get, [301, 302, 303, 307, 308].contains(response.status),
                let location = response.headers["Location"]
            else { return Self.document(of: response) }
            let target = address.following(location)
            guard let next = target, next.scheme == address.scheme, hosts.allow(next) else {
                throw .redirected(from: address, to: target)
            }
            // What was meant for one host is not for another.
            if (next.host, next.port) != (address.host, address.port) { headers = [:] }
            address = next
        }
        throw .redirected(from: request.address, to: address)
    }

    private func send(
        _ request: WebRequest, to address: WebAddress, _ headers: Headers
    ) async throws(WebError) -> TransportResponse {
        var headers = headers
        if headers["User-Agent"] == nil { headers["User-Agent"] = userAgent }
        let wire = TransportRequest(
            method: request.method, url: address.text, headers: headers, body: request.body, timeout: Self.timeout)
        let response: TransportResponse
        do { response = try await transport.send(wire) } catch {
            switch error {
            case .notSent(let obstacle): throw .notSent(address, obstacle.reason)
            case .outcomeUnknown(let reason): throw .outcomeUnknown(address, reason)
            case .cancelled: throw .notSent(address, "it was interrupted")
            }
        }
        guard response.body.count <= Self.largestAnswer else { throw .tooLarge(address, most: Self.largestAnswer) }
        return response
    }

    private static func document(of response: TransportResponse) -> JSONValue {
        var headers: [String: JSONValue] = [:]
        for (name, _) in response.headers.pairs {
            headers[name] = .string(response.headers.all(name).joined(separator: ", "))
        }
        return [
            "status": .integer(Int64(response.status)), "headers": .object(headers),
            "body": .string(String(decoding: response.body, as: UTF8.self)),
        ]
    }
}
