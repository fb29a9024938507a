import HTTPTypes
import Hummingbird
import NIOCore

/// The connection a request came on: faults close it.
struct ConnectionContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }
}

/// Turns HTTP into calls and answers into HTTP, or into cut connections.
struct SandboxResponder: HTTPResponder {
    let sandbox: Sandbox
    let panel: ControlPanel

    /// Larger than any batch a client sends.
    private static let maximumBody = 64 << 20

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.maximumBody)
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        headers["host"] = request.head.authority
        let call = Call(
            method: request.method.rawValue, target: request.head.path ?? "/", headers: headers,
            body: Array(body.readableBytesView))
        if call.segments.first == "_sandbox" { return response(panel.answer(call)) }
        let reply = sandbox.reply(to: call)
        if reply.delayMilliseconds > 0 { try await Task.sleep(for: .milliseconds(reply.delayMilliseconds)) }
        switch reply.delivery {
        case .whole: return response(reply.answer)
        case .nothing:
            // What is returned goes into a closed connection.
            try? await context.channel.close()
            return Response(status: .internalServerError)
        case .halfBody: return halfResponse(reply.answer, on: context.channel)
        }
    }

    private func response(_ answer: Answer) -> Response {
        let bytes = answer.bytes
        return Response(
            status: .init(code: answer.status), headers: fields(of: answer),
            body: bytes.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
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
        return fields
    }
}

/// Thrown into the server when it has to stop writing.
private struct ConnectionCut: Error {}
