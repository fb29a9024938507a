internal import Foundation
internal import Trakt

/// Answers a script's `http`: a read is asked, and something that is sent is sent once, or only told where nothing may be.
struct WebDesk: Sendable {
    enum Sending: Sendable, Hashable {
        case once
        /// In a plan and on a sandbox.
        case told
    }

    private let access: WebAccess?
    private let sending: Sending
    private let traktHosts: Set<String>

    /// A replay's, which asks nobody.
    static let closed = WebDesk(access: nil, sending: .told, traktHosts: [])

    init(of context: RunContext, sending: Sending) {
        let configuration = context.client.configuration
        let hosts = [configuration.apiURL, configuration.authURL, "https://api.trakt.tv", "https://auth.trakt.tv"]
        self.init(
            access: context.web, sending: context.isReal ? sending : .told,
            traktHosts: Set(hosts.compactMap { WebAddress($0) }.map { "\($0.host):\($0.port)" }))
    }

    private init(access: WebAccess?, sending: Sending, traktHosts: Set<String>) {
        self.access = access
        self.sending = sending
        self.traktHosts = traktHosts
    }

    /// - Parameters:
    ///   - wasSent: whether an earlier attempt of the run has sent it.
    ///   - intend: commits that it is about to be sent.
    func document(
        for request: WebRequest, wasSent: Bool, intend: () async throws -> Void
    ) async throws -> JSONValue {
        let address = request.address
        if traktHosts.contains("\(address.host):\(address.port)") { throw WebError.isTrakt(address) }
        guard let access else { throw WebError.notAllowed(address) }
        try access.check(address)
        guard request.method != .get else { return try await access.answer(request) }
        if sending == .told { return ["status": 202, "headers": [:], "body": "", "told": true] }
        if wasSent { throw WebError.sentBefore(address) }
        try await intend()
        return try await access.answer(request)
    }
}
