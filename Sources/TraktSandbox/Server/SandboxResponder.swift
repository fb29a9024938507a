import HTTPTypes
import HummingbirdCore
import NIOCore

/// Turns HTTP into calls and answers into HTTP, or into cut connections.
struct SandboxResponder: Sendable {
    let door: SandboxDoor

    /// Larger than any batch a client sends.
    private static let maximumBody = 64 << 20

    /// Faults close the channel.
    func respond(to request: Request, on channel: any Channel) async throws -> Response {
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: Self.maximumBody) } catch is NIOTooManyBytesError {
            return Response(status: .contentTooLarge)
        }
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        headers["host"] = request.head.authority
        let call = Call(
            method: request.method.rawValue, target: request.head.path ?? "/", headers: headers,
            body: Array(body.readableBytesView))
        let reply = door.reply(to: call)
        if reply.delayMilliseconds > 0 { try await Task.sleep(for: .milliseconds(reply.delayMilliseconds)) }
        switch reply.delivery {
        case .whole: return response(reply.answer, to: call)
        case .nothing:
            // What is returned goes into a closed connection.
            try? await channel.close()
            return Response(status: .internalServerError)
        case .halfBody: return halfResponse(reply.answer, on: channel)
        }
    }

    /// What is read with HEAD has the length that it would have, and no body.
    private func response(_ answer: Answer, to call: Call) -> Response {
        let bytes = answer.bytes
        let response = Response(
            status: .init(code: answer.status), headers: fields(of: answer),
            body: bytes.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        return call.method == "HEAD" ? response.createHeadResponse() : response
    }

    private func halfResponse(_ answer: Answer, on channel: any Channel) -> Response {
        let bytes = answer.bytes
        let half = ByteBuffer(bytes: bytes.prefix(bytes.count / 2))
        let body = ResponseBody(contentLength: bytes.count) { writer in
            try await writer.write(half)
            try await channel.close()
            throw ConnectionCut()
        }
        return Response(status: .init(code: answer.status), headers: fields(of: answer), body: body)
    }

    private func fields(of answer: Answer) -> HTTPFields {
        var fields = HTTPFields()
        if let type = answer.contentType { fields[.contentType] = type }
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        if fields[.date] == nil { fields[.date] = door.sandbox.now.httpDate }
        return fields
    }
}

/// Thrown into the server when it has to stop writing.
private struct ConnectionCut: Error {}
