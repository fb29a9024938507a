internal import CIsolation
internal import Glibc

/// The one way out of a guest: its socket, read and written by the thread that runs the script.
struct GuestSocket {
    private static let descriptor = Int32(MOONREEL_GUEST_SOCKET)
    private var decoder = FrameDecoder()

    /// The host is gone, or says what cannot be understood.
    struct Closed: Error {}

    /// Waits until the host says something.
    mutating func receive() throws(Closed) -> HostFrame {
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            do {
                if let (kind, content) = try decoder.next() { return try HostFrame(kind: kind, content: content) }
            } catch { throw Closed() }
            let count = piece.withUnsafeMutableBytes { read(Self.descriptor, $0.baseAddress, $0.count) }
            if count > 0 { decoder.append(piece[..<count]) } else if count == 0 || errno != EINTR { throw Closed() }
        }
    }

    func send(_ frame: GuestFrame) throws(Closed) {
        var rest = frame.encoded[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(Self.descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw Closed() }
        }
    }
}
