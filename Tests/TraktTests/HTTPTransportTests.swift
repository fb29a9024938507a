import Testing
import Trakt

@Suite("The HTTP transport")
struct HTTPTransportTests {
    private let transport = HTTPTransport(connectTimeout: .seconds(2))

    private func request(
        _ port: UInt16, method: Endpoint.Method = .get, body: [UInt8]? = nil, timeout: Duration = .seconds(10)
    ) -> TransportRequest {
        TransportRequest(
            method: method, url: "http://127.0.0.1:\(port)/x?y=%20", headers: ["trakt-api-key": "k"], body: body,
            timeout: timeout)
    }

    private func failure(_ request: TransportRequest) async -> TransportError? {
        do {
            _ = try await transport.send(request)
            return nil
        } catch { return error }
    }

    @Test(
        "takes any length of time for a limit",
        arguments: [Duration.seconds(100_000 * 365 * 86_400), .seconds(Int64.max)])
    func longTimeout(_ timeout: Duration) async throws {
        let server = try RawServer { _ in Array("HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\n{}".utf8) }
        #expect(try await transport.send(request(server.port, timeout: timeout)).status == 200)
    }

    @Test("brings request and answer across as they are")
    func roundTrip() async throws {
        let server = try RawServer { request in
            let isRight =
                request.hasPrefix("POST /x?y=%20 HTTP/1.1\r\n") && request.lowercased().contains("trakt-api-key: k\r\n")
            let status = isRight ? 201 : 400
            return Array("HTTP/1.1 \(status) X\r\nX-Two: a\r\nX-Two: b\r\nContent-Length: 2\r\n\r\n{}".utf8)
        }
        let response = try await transport.send(request(server.port, method: .post, body: Array("{}".utf8)))
        #expect(response.status == 201 && response.body == Array("{}".utf8))
        #expect(response.headers.all("x-two") == ["a", "b"])
    }

    @Test("takes compressed answers, and asks for them")
    func compressed() async throws {
        // What `gzip` makes of "[1,2,3]".
        let body: [UInt8] = [
            0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x8B, 0x36, 0xD4, 0x31, 0xD2, 0x31, 0x8E, 0x05,
            0x00, 0xE9, 0xB3, 0x6D, 0xFD, 0x07, 0x00, 0x00, 0x00,
        ]
        let server = try RawServer { request in
            guard request.lowercased().contains("accept-encoding: gzip") else { return [] }
            let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n"
            return Array(head.utf8) + body
        }
        #expect(try await transport.send(request(server.port)).body == Array("[1,2,3]".utf8))
        let cut = try RawServer { _ in
            Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
                + body.dropLast(9)
        }
        guard case .outcomeUnknown = await failure(request(cut.port)) else {
            Issue.record("a cut answer was taken for something else")
            return
        }
    }

    @Test("does not follow redirects")
    func redirect() async throws {
        let server = try RawServer { _ in
            Array("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n".utf8)
        }
        #expect(try await transport.send(request(server.port)).status == 302)
    }

    @Test("knows that nothing was sent where nobody listens")
    func refused() async throws {
        let server = try RawServer { _ in [] }
        let port = server.port
        server.stop()
        for method: Endpoint.Method in [.get, .post] {
            guard case .notSent = await failure(request(port, method: method)) else {
                Issue.record("a refused connection was taken for something else")
                return
            }
        }
        let nowhere = TransportRequest(
            method: .get, url: "http://no-such-host.invalid/", headers: [:], body: nil, timeout: .seconds(10))
        guard case .notSent = await failure(nowhere) else {
            Issue.record("an unknown host was taken for something else")
            return
        }
    }

    @Test(
        "does not know the outcome once something was sent",
        arguments: [
            "", "HTTP/1.1 200 OK\r\nContent-Len", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"a\":",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":",
        ])
    func cut(_ bytes: String) async throws {
        let server = try RawServer { _ in Array(bytes.utf8) }
        guard case .outcomeUnknown = await failure(request(server.port, method: .post, body: Array("{}".utf8))) else {
            Issue.record("a cut answer was taken for something else")
            return
        }
    }

    @Test("does not know the outcome when the answer takes too long")
    func slow() async throws {
        let server = try RawServer { _ in nil }
        let request = request(server.port, method: .post, body: Array("{}".utf8), timeout: .seconds(3))
        #expect(await failure(request) == .outcomeUnknown("no answer in time"))
    }

    @Test("gives a body up that is too large")
    func tooLarge() async throws {
        let small = HTTPTransport(largestBody: 10)
        let server = try RawServer { _ in Array("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n[1,2,3,4,5]".utf8) }
        await #expect(throws: TransportError.outcomeUnknown("the answer is larger than 10 bytes")) {
            try await small.send(request(server.port))
        }
    }

    @Test("sends nothing for a task that was cancelled before")
    func cancelled() async throws {
        let server = try RawServer { _ in Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".utf8) }
        let request = request(server.port)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await failure(request)
        }
        #expect(await task.value == .cancelled)
    }
}
