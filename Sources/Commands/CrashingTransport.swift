internal import Trakt

#if DEBUG
    internal import Foundation
    internal import Storage

    /// A transport whose process dies at one point.
    struct CrashingTransport: Transport {
        let transport: any Transport
        let crash: Crash

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
            try await crash.around(request.method == .get ? .reading : .sending) {
                () async throws(TransportError) in try await transport.send(request)
            }
        }
    }
#endif

extension Transport {
    /// This, or in a debug build one that dies where the environment says.
    var mortal: any Transport {
        #if DEBUG
            if let crash = Crash(ProcessInfo.processInfo.environment) {
                return CrashingTransport(transport: self, crash: crash)
            }
        #endif
        return self
    }
}
