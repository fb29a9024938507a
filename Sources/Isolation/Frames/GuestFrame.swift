package import Lua
package import TraktLua

/// What a guest tells its host. The host believes none of it.
package enum GuestFrame: Sendable, Hashable {
    /// The first: which frames it speaks, and what holds it.
    case ready(version: UInt32, Confinement)
    /// The script asks for something, and will wait for the answer.
    case ask(Message)
    /// The script says something that nobody answers.
    case note(Message)
    /// The script waits, and has been handed all that was answered.
    case waits
    /// The last.
    case ended(ScriptEnding)

    /// The version of all frames, in both directions.
    package static let version: UInt32 = 1

    package init(kind: UInt8, content: [UInt8]) throws(FrameError) {
        var reader = FrameReader(content)
        switch kind {
        case 1: self = .ready(version: try reader.integer(), try Confinement(&reader))
        case 2: self = .ask(try Message(&reader))
        case 3: self = .note(try Message(&reader))
        case 4: self = .waits
        case 5: self = .ended(try ScriptEnding(&reader))
        default: throw .unknownKind(kind)
        }
        try reader.end()
    }

    package var encoded: [UInt8] {
        switch self {
        case .ready(let version, let confinement):
            var writer = FrameWriter(1)
            writer.add(version)
            confinement.write(to: &writer)
            return writer.finished()
        case .ask(let message): return message.frame(2)
        case .note(let message): return message.frame(3)
        case .waits: return FrameWriter(4).finished()
        case .ended(let ending):
            var writer = FrameWriter(5)
            ending.write(to: &writer)
            return writer.finished()
        }
    }
}

extension Message {
    fileprivate init(_ reader: inout FrameReader) throws(FrameError) {
        self.init(
            ticket: try reader.integer(), name: try reader.text(), document: try reader.bytes(),
            place: try reader.optional { reader throws(FrameError) in try reader.text() })
    }

    fileprivate func frame(_ kind: UInt8) -> [UInt8] {
        var writer = FrameWriter(kind, capacity: document.count + 128)
        writer.add(ticket)
        writer.add(name)
        writer.add(document)
        writer.add(place) { $0.add($1) }
        return writer.finished()
    }
}

extension ScriptEnding {
    fileprivate init(_ reader: inout FrameReader) throws(FrameError) {
        let outcome: Outcome
        switch try reader.integer(UInt8.self) {
        case 1: outcome = .finished(try Self.document(&reader))
        case 2: outcome = .failed(ScriptError(document: try Self.document(&reader)))
        case 3: outcome = .stopped(try StopReason(&reader), ScriptError(document: try Self.document(&reader)))
        default: throw .unknownValue
        }
        self.init(
            outcome, outputDropped: Int(clamping: try reader.integer(Int64.self)),
            memoryPeak: Int(clamping: try reader.integer(Int64.self)))
    }

    /// One that the host may read: a guest of ours says nothing that is too much for it.
    private static func document(_ reader: inout FrameReader) throws(FrameError) -> [UInt8] {
        let document = try reader.bytes()
        guard !MessageWeight.isTooMuch(document) else { throw .tooMuch }
        return document
    }

    fileprivate func write(to writer: inout FrameWriter) {
        switch outcome {
        case .finished(let document):
            writer.add(UInt8(1))
            writer.add(document)
        case .failed(let error):
            writer.add(UInt8(2))
            writer.add(error.document)
        case .stopped(let reason, let error):
            writer.add(UInt8(3))
            reason.write(to: &writer)
            writer.add(error.document)
        }
        writer.add(Int64(outputDropped))
        writer.add(Int64(memoryPeak))
    }
}
