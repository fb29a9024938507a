/// What Trakt and the Cloudflare in front of it check before a call reaches its endpoint.
struct Gate: Sendable {
    let app: App

    /// Beginnings of what HTTP libraries call themselves when nobody told them otherwise.
    private static let defaultAgents = [
        "python-requests", "python-urllib", "python-httpx", "curl/", "wget/", "go-http-client", "axios", "node-fetch",
        "undici", "okhttp", "java/", "libwww-perl", "asynchttpclient", "cfnetwork", "swift-nio", "dart/",
    ]

    /// The reasons to refuse a call, the first of which decides.
    func refusals(of call: Call) -> [Refusal] {
        var refusals: [Refusal] = []
        let agent = (call.headers["user-agent"] ?? "").lowercased()
        if agent.isEmpty {
            refusals.append(Self.cloudflare("no User-Agent"))
        } else if Self.defaultAgents.contains(where: { agent.hasPrefix($0) }) {
            refusals.append(Self.cloudflare("the User-Agent is a library's default"))
        }
        // These carry the client id in their body.
        if call.isForSigningIn { return refusals + contentRefusals(of: call) }
        switch call.headers["trakt-api-key"] {
        case app.clientID: break
        case nil, "": refusals.append(Refusal(403, "no trakt-api-key"))
        default: refusals.append(Refusal(403, "an unknown trakt-api-key"))
        }
        if call.headers["trakt-api-version"] != "2" {
            // Seen as 412 on the live server when the header is missing.
            refusals.append(Refusal(412, "trakt-api-version is not 2"))
        }
        return refusals + contentRefusals(of: call)
    }

    private func contentRefusals(of call: Call) -> [Refusal] {
        guard call.method == "POST" || call.method == "PUT" else { return [] }
        if call.isTypedJSON || call.isForSigningIn && call.isTypedForm { return [] }
        guard let type = call.headers["content-type"] else {
            // What has no content has no type.
            return call.body.isEmpty ? [] : [Refusal(412, "no Content-Type")]
        }
        return [Refusal(412, "Content-Type is \(type), not application/json")]
    }

    /// The user slug of the call's token; `nil` without a token.
    func user(of call: Call, in state: SandboxState) throws(Refusal) -> String? {
        guard let header = call.headers["authorization"] else { return nil }
        let token = String(header.dropFirst(7))
        guard header.lowercased().hasPrefix("bearer "),
            let slug = app.tokens[token] ?? state.signIns.user(of: token, at: state.now)
        else { throw Refusal(401, "an unknown, expired or revoked access token") }
        return slug
    }

    private static func cloudflare(_ reason: String) -> Refusal {
        Refusal(
            403, reason, headers: CloudflarePage.headers, body: .html(CloudflarePage.html(status: 403)))
    }
}

/// The HTML that Cloudflare puts in front of Trakt: no `x-request-id`, no `x-runtime`.
enum CloudflarePage {
    static let headers: [(name: String, value: String)] = [
        ("server", "cloudflare"), ("cf-ray", "0000000000000000-AMS"),
    ]

    static func html(status: Int) -> String {
        let title =
            switch status {
            case 403: "Attention Required! | Cloudflare"
            case 429: "Access denied | api.trakt.tv used Cloudflare to restrict access"
            default: "api.trakt.tv | \(status)"
            }
        let text = status == 429 ? "Error 1015: You are being rate limited" : "Error \(status)"
        return "<!DOCTYPE html>\n<html><head><title>\(title)</title></head><body><h1>\(text)</h1></body></html>\n"
    }
}
