import Foundation
import TestSupport
import Testing

@testable import LineEditing

@Suite(.timeLimit(.minutes(10))) struct InputSourceTests {
    /// Whether reads from a descriptor return at once; for whom else, depends on who shares it.
    private func returnsAtOnce(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_GETFL) & O_NONBLOCK != 0 }

    /// Our side of a pipe, and the other.
    private func pipe() -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        Foundation.pipe(&ends)
        return (ends[0], ends[1])
    }

    private func write(_ text: String, _ descriptor: Int32) {
        _ = Foundation.write(descriptor, text, text.utf8.count)
    }

    @Test func whatSomebodyElseTookIsNotWaitedFor() throws {
        let pipe = pipe()
        defer { close(pipe.reading) }
        let source = InputSource(pipe.reading)
        defer { source.close() }
        try #require(source.isPatient == false)
        write("ab", pipe.writing)
        var byte: UInt8 = 0
        #expect(read(pipe.reading, &byte, 1) == 1)
        #expect(source.take() == .bytes([UInt8(ascii: "b")]))
        #expect(source.take() == .nothing)
        #expect(!returnsAtOnce(pipe.reading))
        close(pipe.writing)
        #expect(source.take() == .end)
    }

    @Test func aTerminalIsReadWithoutWaitingWhileItIsAsItWasForOthers() throws {
        let terminal = try PseudoTerminal()
        let side = open(terminal.path, O_RDWR | O_NOCTTY)
        defer { close(side) }
        let source = InputSource(side)
        defer { source.close() }
        try #require(source.isPatient == false)
        #expect(source.take() == .nothing)
        #expect(!returnsAtOnce(side))
    }

    @Test func aSocketIsReadWithoutWaiting() {
        var ends: [Int32] = [-1, -1]
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
        defer { for end in ends { close(end) } }
        let source = InputSource(ends[0])
        #expect(source.take() == .nothing)
        write("a", ends[1])
        #expect(source.take() == .bytes([UInt8(ascii: "a")]))
        #expect(!returnsAtOnce(ends[0]))
    }

    @Test func aFileIsReadFromWhereItsOthersAre() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID().uuidString)").path
        try Data("abc".utf8).write(to: URL(filePath: path))
        let file = open(path, O_RDONLY)
        defer { close(file) }
        var byte: UInt8 = 0
        #expect(read(file, &byte, 1) == 1)
        let source = InputSource(file)
        #expect(source.take() == .bytes(Array("bc".utf8)))
        #expect(source.take() == .end)
    }
}
