internal import Foundation

/// A socket of datagrams that a service manager listens to.
struct NotifySocket: Sendable {
    /// The address without the rest of its structure: a path, or a zero and a name.
    private let name: [UInt8]

    /// - Parameter text: a path, or with `@` a name that no file has. Nil for other kinds, which are for virtual machines.
    init?(_ text: String) {
        switch text.first {
        case "/": name = Array(text.utf8) + [0]
        #if os(Linux)
            case "@": name = [0] + text.utf8.dropFirst()
        #endif
        default: return nil
        }
        guard name.count <= MemoryLayout.size(ofValue: sockaddr_un().sun_path) else { return nil }
    }

    /// Sends a datagram. One that does not arrive is no reason to do anything else than before.
    func send(_ text: String) {
        let descriptor = open()
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // A manager that does not read must not hold this process up.
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(text.utf8)
        withAddress { address, length in
            while sendto(descriptor, bytes, bytes.count, Self.flags, address, length) < 0, errno == EINTR {}
        }
    }

    private func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Void) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        // A name without a file ends where the length says, not at a zero.
        let start = MemoryLayout<sockaddr_un>.offset(of: \sockaddr_un.sun_path) ?? 2
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(start + name.count)) }
        }
    }

    #if os(Linux)
        private static let flags = Int32(MSG_NOSIGNAL)

        private func open() -> Int32 { socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
    #else
        private static let flags: Int32 = 0

        private func open() -> Int32 {
            let descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            return descriptor
        }
    #endif
}
