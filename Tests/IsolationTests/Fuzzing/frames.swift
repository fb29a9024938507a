internal import Foundation
import Lua
import TraktLua

// What a guest's process sends its host, which believes none of it, and a host its guest. Compiled as a part of module
// `Isolation` by `scripts/fuzz`. The first byte says in how large pieces the others arrive.

/// Whatever arrives is frames or an error, the same in whatever pieces, and a frame has one spelling.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrames(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return -1 }
    let input = UnsafeBufferPointer(start: bytes + 1, count: count - 1)
    let whole = arrival(of: input, inPieces: max(input.count, 1))
    require(whole == arrival(of: input, inPieces: Int(bytes[0]) + 1), "pieces make a difference")
    for frame in whole.frames {
        let spelled = try? GuestFrame(kind: frame.kind, content: frame.content).encoded
        require(spelled == nil || spelled == frame.bytes, "a guest's frame is spelled otherwise when it is sent on")
        let answered = try? HostFrame(kind: frame.kind, content: frame.content).encoded
        require(answered == nil || answered == frame.bytes, "a host's frame is spelled otherwise when it is sent on")
    }
    return 0
}

private struct Frame: Equatable {
    var kind: UInt8
    var content: [UInt8]

    var bytes: [UInt8] {
        let length = UInt32(content.count + 1)
        return (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + [kind] + content
    }
}

private struct Arrival: Equatable {
    var frames: [Frame] = []
    var error: FrameError?
}

private func arrival(of bytes: UnsafeBufferPointer<UInt8>, inPieces size: Int) -> Arrival {
    var decoder = FrameDecoder()
    var arrival = Arrival()
    for start in stride(from: 0, to: bytes.count, by: size) {
        decoder.append(bytes[start..<min(bytes.count, start + size)])
        do throws(FrameError) {
            while let frame = try decoder.next() {
                arrival.frames.append(Frame(kind: frame.kind, content: frame.content))
            }
        } catch {
            arrival.error = error
            return arrival
        }
    }
    return arrival
}

private func require(_ holds: Bool, _ otherwise: String) {
    if holds { return }
    FileHandle.standardError.write(Data("\(otherwise)\n".utf8))
    abort()
}
