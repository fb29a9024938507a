import Synchronization
package import Trakt
package import TraktSandbox

/// Carries requests to a sandbox in this process, in simulated time, and meets what a network does to them.
package final class SimulatedTransport: Transport {
    /// How the network is.
    package struct Network: Sendable {
        /// The part of the requests that do not leave the machine.
        package var refused = 0.0
        /// How long a way takes, there or back.
        package var latency: ClosedRange<Int> = 20...200

        package init(refused: Double = 0) { self.refused = refused }
    }

    /// One request and what became of it, when its answer is on its way.
    package struct Arrival: Sendable, Hashable {
        package var isRead: Bool
        /// Stands for the request, its outcome and the time. The same in the same world.
        package var digest: UInt64
    }

    private let door: SandboxDoor
    private let time: SimulatedTime
    private let network: Network
    private let meanwhile: @Sendable (Arrival) async -> Void
    private let random: Mutex<SeededRandom>

    package init(
        to door: SandboxDoor, in time: SimulatedTime, network: Network = Network(), seed: UInt64 = 0,
        meanwhile: @escaping @Sendable (Arrival) async -> Void = { _ in }
    ) {
        self.door = door
        self.time = time
        self.network = network
        self.meanwhile = meanwhile
        random = Mutex(SeededRandom(seed: seed))
    }

    package func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        guard !Task.isCancelled else { throw .cancelled }
        let (isRefused, there, back) = random.withLock { random in
            (
                Double.random(in: 0..<1, using: &random) < network.refused,
                Int.random(in: network.latency, using: &random), Int.random(in: network.latency, using: &random)
            )
        }
        if isRefused { throw .notSent(Obstacle(.refused, "Connection refused")) }
        let started = time.elapsed
        time.advance(by: .milliseconds(there))
        let answer = door.answer(
            method: request.method.rawValue, target: target(of: request.url), headers: headers(of: request),
            body: request.body ?? [])
        await meanwhile(arrival(of: request, answer))
        time.advance(by: .milliseconds(back) + answer.delay)
        return try response(answer, after: time.elapsed - started, patience: request.timeout)
    }

    /// What the transport of real life makes of what comes over the wire.
    private func response(
        _ answer: SandboxDoor.Answer, after duration: Duration, patience: Duration
    ) throws(TransportError) -> TransportResponse {
        guard duration <= patience else {
            throw .outcomeUnknown("no answer in time")
        }
        guard answer.delivery == .whole else {
            throw .outcomeUnknown("the connection was closed before the answer was complete")
        }
        var headers = Headers()
        for (name, value) in answer.headers { headers.add(name, value) }
        return TransportResponse(status: answer.status, headers: headers, body: answer.body)
    }

    private func target(of url: String) -> String {
        let address = door.info.address
        return url.hasPrefix(address) ? String(url.dropFirst(address.count)) : url
    }

    private func headers(of request: TransportRequest) -> [String: String] {
        Dictionary(request.headers.pairs.map { ($0.name, $0.value) }) { _, last in last }
    }

    private func arrival(of request: TransportRequest, _ answer: SandboxDoor.Answer) -> Arrival {
        let line =
            "\(request.method.rawValue) \(target(of: request.url)) \(answer.status) \(answer.delivery) \(time.elapsed)\n"
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
        for byte in Array(line.utf8) + (request.body ?? []) {
            digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return Arrival(isRead: request.method == .get, digest: digest)
    }
}
