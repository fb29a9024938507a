internal import CLuaSupport

/// A module of Lua text that belongs to the program: scripts see what it returns, never its inside.
///
/// It is compiled once in a process and loaded by an interpreter when it is first used.
public final class PreludeModule: Sendable {
    /// What `host.load` calls it.
    public let name: String
    /// The global under which scripts find its value.
    public let global: String?
    // Written once, before the object is shared, and freed with it.
    nonisolated(unsafe) let bytecode: UnsafeMutableBufferPointer<UInt8>

    /// Compiles the module's text; throws its syntax error.
    public init(name: String, global: String? = nil, source: [UInt8]) throws(ScriptError) {
        self.name = name
        self.global = global
        var written: [UInt8] = []
        let done = source.withText { source in
            withUnsafeMutablePointer(to: &written) { written in
                moonreel_dump(name, source, written) { context, piece in
                    context.assumingMemoryBound(to: [UInt8].self).pointee.append(contentsOf: piece.buffer)
                }
            }
        }
        guard done else {
            let quoted = String(decoding: written, as: UTF8.self).debugDescription
            throw ScriptError(report: Array(#"{"kind":"syntax","message":\#(quoted)}"#.utf8))
        }
        bytecode = .allocate(capacity: written.count)
        _ = bytecode.initialize(from: written)
    }

    deinit { bytecode.deallocate() }
}
