import Foundation
import Testing

/// The end of a service manager's socket at which it listens.
final class ManagerSocket: Sendable {
    enum Kind: Sendable {
        case path
        case name
    }

    #if os(Linux)
        static let kinds: [Kind] = [.path, .name]
    #else
        static let kinds: [Kind] = [.path]
    #endif

    /// As `NOTIFY_SOCKET` has it.
    let address: String
    private let descriptor: Int32

    init(_ kind: Kind) throws {
        let name = "moonreel-\(UUID().uuidString)"
        address = kind == .path ? "/tmp/\(name)" : "@" + name
        #if os(Linux)
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        #else
            descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
        #endif
        var structure = sockaddr_un()
        structure.sun_family = sa_family_t(AF_UNIX)
        let bytes = kind == .path ? Array(address.utf8) + [0] : [0] + Array(address.utf8.dropFirst())
        withUnsafeMutableBytes(of: &structure.sun_path) { $0.copyBytes(from: bytes) }
        let start = MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: structure.sun_path)
        let length = socklen_t(start + bytes.count)
        let result = withUnsafePointer(to: &structure) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(result == 0)
    }

    deinit {
        close(descriptor)
        if address.hasPrefix("/") { unlink(address) }
    }

    /// The next datagram; nil when none comes for a long time.
    func next() -> String? { receive(within: 10_000) }

    /// Whether no datagram is there.
    var isSilent: Bool { receive(within: 0) == nil }

    private func receive(within milliseconds: Int32) -> String? {
        var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        guard poll(&descriptors, 1, milliseconds) == 1 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 1000)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
    }
}
