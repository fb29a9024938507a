package import Trakt

import struct TraktSandbox.SandboxInfo

/// The sandbox's own calls: what goes wrong on purpose, and what clients sent.
extension ScriptStage {
    /// Switches a fault on, such as `["method": "GET", "path": "/sync/*", "kind": "status", "status": 503]`.
    package func fault(_ fault: JSONValue) async throws {
        _ = try await control(.post, "faults", fault)
    }

    /// Switches all faults off.
    package func removeFaults() async throws {
        _ = try await control(.delete, "faults")
    }

    /// What clients sent since the start or since ``forgetRequests()``, in the order of arrival.
    package func requests() async throws -> [SentRequest] {
        try await control(.get, "requests").array?.map(SentRequest.init) ?? []
    }

    package func forgetRequests() async throws {
        _ = try await control(.delete, "requests")
    }

    /// Takes the sandbox back to its beginning: accounts, clock, faults and requests.
    package func reset() async throws {
        _ = try await control(.post, "reset")
    }

    /// Moves the sandbox's clock, such as to `2026-03-04T13:00:00.000Z`.
    package func setClock(_ now: String) async throws {
        _ = try await control(.put, "clock", ["now": .string(now)])
    }

    /// What the sandbox answers to a signed-in client, without any Lua in between.
    package func answer(_ path: String) async throws -> JSONValue {
        try await send(
            .get, path, nil,
            headers: [
                "User-Agent": "MoonreelTests/1.0", "trakt-api-key": sandbox.clientID, "trakt-api-version": "2",
                "Content-Type": "application/json", "Authorization": "Bearer \(sandbox.accessToken)",
            ])
    }

    private func control(_ method: Endpoint.Method, _ name: String, _ body: JSONValue? = nil) async throws -> JSONValue
    {
        try await send(method, "/_sandbox/" + name, body)
    }

    private func send(
        _ method: Endpoint.Method, _ path: String, _ body: JSONValue?, headers: Headers = [:]
    ) async throws -> JSONValue {
        let response = try await transport.send(
            TransportRequest(
                method: method, url: sandbox.address + path, headers: headers, body: body?.encoded,
                timeout: .seconds(120)))
        guard (200..<300).contains(response.status) else {
            throw ControlError(status: response.status, text: String(decoding: response.body, as: UTF8.self))
        }
        return response.body.isEmpty ? .null : try JSONValue(parsing: response.body)
    }

    /// The sandbox did not do what a test asked of it.
    package struct ControlError: Error {
        package let status: Int
        package let text: String
    }
}

/// One request as it arrived at the sandbox.
package struct SentRequest: Sendable, Hashable, CustomStringConvertible {
    package let method: String
    package let path: String
    package let query: [String: String]
    /// `null` where there was none.
    package let body: JSONValue
    /// What was answered; nil where the connection was cut instead.
    package let status: Int?
    /// What a real server would have found wrong with it.
    package let objections: [String]

    init(_ entry: JSONValue) {
        method = entry["method"]?.string ?? ""
        path = entry["path"]?.string ?? ""
        query = (entry["query"]?.object ?? [:]).compactMapValues(\.string)
        body = entry["body"] ?? .null
        status = entry["status"]?.integer.map { Int($0) }
        objections = entry["objections"]?.array?.compactMap(\.string) ?? []
    }

    package var isWrite: Bool { method != "GET" }

    package var description: String { "\(method) \(path)" }
}
