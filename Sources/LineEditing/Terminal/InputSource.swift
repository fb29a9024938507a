internal import Foundation

/// What is typed or piped, read without ever waiting for it.
///
/// That something is there to be read says `poll`, but another program that shares the input may take it before us. The
/// flags that would let a read return then belong to all who share it. So where the system allows we open the same
/// terminal or pipe once more, with flags of our own, which leaves the others' as they are.
struct InputSource: Sendable {
    enum Content: Sendable, Hashable {
        case bytes([UInt8])
        /// Not now: somebody else had it, or a signal came.
        case nothing
        case end
    }

    private let shared: Int32
    /// Nil where the input cannot be opened anew, such as another user's terminal, or a socket.
    private let own: Int32?

    init(_ descriptor: Int32) {
        shared = descriptor
        own = Self.openAnew(descriptor)
    }

    /// Whether a read may wait in spite of all, as another program may be faster than us between a look and a read.
    var isPatient: Bool { own == nil }

    func take() -> Content {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = own.map { read($0, &bytes, bytes.count) } ?? takeShared(&bytes)
        if count > 0 { return .bytes(Array(bytes.prefix(count))) }
        return count < 0 && [EINTR, EAGAIN, EWOULDBLOCK].contains(errno) ? .nothing : .end
    }

    func close() {
        if let own { Foundation.close(own) }
    }

    private func takeShared(_ bytes: inout [UInt8]) -> Int {
        let count = recv(shared, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        guard count < 0, errno == ENOTSOCK else { return count }
        // A file never lets us wait. For what else it may be, we look as shortly before as we can.
        var watched = pollfd(fd: shared, events: Int16(POLLIN), revents: 0)
        guard poll(&watched, 1, 0) != 0 else {
            errno = EAGAIN
            return -1
        }
        return read(shared, &bytes, bytes.count)
    }

    private static func openAnew(_ descriptor: Int32) -> Int32? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        // What is read of a file begins where the others are in it.
        let isPipe = status.st_mode & S_IFMT == S_IFIFO
        guard isPipe || isatty(descriptor) == 1, let path = path(of: descriptor) else { return nil }
        let own = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        return own < 0 ? nil : own
    }

    private static func path(of descriptor: Int32) -> String? {
        #if os(Linux)
            return "/proc/self/fd/\(descriptor)"
        #else
            // The same path there would give us the flags of the others.
            var name = [CChar](repeating: 0, count: 1024)
            guard ttyname_r(descriptor, &name, name.count) == 0 else { return nil }
            return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        #endif
    }
}
