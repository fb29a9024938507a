internal import CLuaSupport

extension moonreel_text {
    var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }

    var array: [UInt8] { Array(buffer) }

    var string: String { String(decoding: buffer, as: UTF8.self) }

    init(_ buffer: UnsafeRawBufferPointer) {
        self.init(bytes: buffer.baseAddress?.assumingMemoryBound(to: CChar.self), count: buffer.count)
    }
}

extension Array where Element == UInt8 {
    /// The bytes as C sees them, for the duration of the call.
    func withText<Result>(_ body: (moonreel_text) -> Result) -> Result {
        withUnsafeBytes { body(moonreel_text($0)) }
    }
}

extension String {
    func withText<Result>(_ body: (moonreel_text) -> Result) -> Result {
        var copy = self
        return copy.withUTF8 { body(moonreel_text(UnsafeRawBufferPointer($0))) }
    }
}
