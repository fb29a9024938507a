package import Lua
package import TraktLua

/// What a host tells its guest.
package enum HostFrame: Sendable, Hashable {
    /// What the guest may use from here on: bytes beyond what it has, and seconds of processor time.
    case limit(memory: Int, processorSeconds: Int)
    /// The script to run.
    case begin(ScriptWork)
    case answer(Answer, ticket: Int64)
    /// The script is to stop. A signal says the same to a script that is not waiting.
    case stop(StopReason)

    package init(kind: UInt8, content: [UInt8]) throws(FrameError) {
        var reader = FrameReader(content)
        switch kind {
        case 1: self = .begin(try ScriptWork(&reader))
        case 2:
            let ticket = try reader.integer(Int64.self)
            let failed = try reader.flag()
            let document = try reader.bytes()
            self = .answer(failed ? .failure(document) : .document(document), ticket: ticket)
        case 3: self = .stop(try StopReason(&reader))
        case 4:
            self = .limit(
                memory: Int(clamping: try reader.integer(Int64.self)),
                processorSeconds: Int(clamping: try reader.integer(Int64.self)))
        default: throw .unknownKind(kind)
        }
        try reader.end()
    }

    package var encoded: [UInt8] {
        switch self {
        case .begin(let work):
            var writer = FrameWriter(1, capacity: work.source.count + work.facts.count)
            work.write(to: &writer)
            return writer.finished()
        case .answer(let answer, let ticket):
            let (document, failed) =
                switch answer {
                case .document(let document): (document, false)
                case .failure(let document): (document, true)
                }
            var writer = FrameWriter(2, capacity: document.count + 16)
            writer.add(ticket)
            writer.add(failed)
            writer.add(document)
            return writer.finished()
        case .limit(let memory, let processorSeconds):
            var writer = FrameWriter(4)
            writer.add(Int64(memory))
            writer.add(Int64(processorSeconds))
            return writer.finished()
        case .stop(let reason):
            var writer = FrameWriter(3)
            reason.write(to: &writer)
            return writer.finished()
        }
    }
}

extension ScriptWork {
    fileprivate init(_ reader: inout FrameReader) throws(FrameError) {
        let limits = Limits(
            memory: Int(clamping: try reader.integer(Int64.self)),
            output: Int(clamping: try reader.integer(Int64.self)),
            source: Int(clamping: try reader.integer(Int64.self)), time: nil)
        let circumstances = Circumstances(now: try reader.integer(), seed: try reader.integer())
        self.init(
            source: try reader.bytes(), chunkName: try reader.text(), limits: limits, circumstances: circumstances,
            facts: try reader.bytes())
    }

    /// Without the time limit: the host sees to that.
    fileprivate func write(to writer: inout FrameWriter) {
        writer.add(Int64(limits.memory))
        writer.add(Int64(limits.output))
        writer.add(Int64(limits.source))
        writer.add(circumstances.now)
        writer.add(circumstances.seed)
        writer.add(source)
        writer.add(chunkName)
        writer.add(facts)
    }
}

extension StopReason {
    init(_ reader: inout FrameReader) throws(FrameError) {
        switch try reader.integer(UInt8.self) {
        case 1: self = .cancelled
        case 2: self = .deadline
        case 3: self = .memory
        default: throw .unknownValue
        }
    }

    func write(to writer: inout FrameWriter) {
        let number: UInt8 =
            switch self {
            case .cancelled: 1
            case .deadline: 2
            case .memory: 3
            }
        writer.add(number)
    }
}
