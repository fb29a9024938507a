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

    /// What passed.
    package struct Traffic: Sendable, Hashable {
        package var reads = 0
        package var writes = 0
        /// A digest of every request, of what became of it, and of when that was. The same for the same world.
        package var trace: UInt64 = 0xCBF2_9CE4_8422_2325
    }

    /// What happens while a request is under way: once before it arrives, and once before its answer does.
    package enum Moment: Sendable {
        case arriving, answered
    }

    private struct State {
        var random: SeededRandom
        var traffic = Traffic()
    }

    private let door: SandboxDoor
    private let time: SimulatedTime
    private let network: Network
    private let meanwhile: @Sendable (Moment) async -> Void
    private let state: Mutex<State>

    package init(
        to door: SandboxDoor, in time: SimulatedTime, network: Network = Network(), seed: UInt64 = 0,
        meanwhile: @escaping @Sendable (Moment) async -> Void = { _ in }
    ) {
        self.door = door
        self.time = time
        self.network = network
        self.meanwhile = meanwhile
        state = Mutex(State(random: SeededRandom(seed: seed)))
    }

    package var traffic: Traffic { state.withLock { $0.traffic } }

    package func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        guard !Task.isCancelled else { throw .cancelled }
        let (isRefused, there, back) = state.withLock { state in
            (
                Double.random(in: 0..<1, using: &state.random) < network.refused,
                Int.random(in: network.latency, using: &state.random),
                Int.random(in: network.latency, using: &state.random)
            )
        }
        guard !isRefused else {
            note(request, "refused")
            throw .notSent(Obstacle(.refused, "Connection refused"))
        }
        let started = time.elapsed
        await meanwhile(.arriving)
        time.advance(by: .milliseconds(there))
        let answer = door.answer(
            method: request.method.rawValue, target: target(of: request.url), headers: headers(of: request),
            body: request.body ?? [])
        await meanwhile(.answered)
        time.advance(by: .milliseconds(back) + answer.delay)
        do throws(TransportError) {
            let response = try response(answer, after: time.elapsed - started, patience: request.timeout)
            note(request, "\(response.status)")
            return response
        } catch {
            note(request, "\(answer.status), but \(error)")
            throw error
        }
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

    private func note(_ request: TransportRequest, _ outcome: String) {
        // Tokens come from the system's random numbers and would make every trace another one.
        let isSecret = request.url.contains("/oauth/")
        let line = "\(request.method.rawValue) \(target(of: request.url)) \(outcome) \(time.elapsed)\n"
        state.withLock { state in
            if request.method == .get { state.traffic.reads += 1 } else { state.traffic.writes += 1 }
            // FNV-1a.
            for byte in Array(line.utf8) + (isSecret ? [] : request.body ?? []) {
                state.traffic.trace = (state.traffic.trace ^ UInt64(byte)) &* 0x100_0000_01B3
            }
        }
    }
}
