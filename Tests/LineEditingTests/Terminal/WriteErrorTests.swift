import Foundation
import LineEditing
import Testing

@Suite(.timeLimit(.minutes(10))) struct WriteErrorTests {
    @Test func whatCannotBeWrittenIsRemembered() {
        let (null, full) = (open("/dev/null", O_RDWR), open("/dev/full", O_WRONLY))
        defer { for descriptor in [null, full] { close(descriptor) } }
        let terminal = UnixTerminal(input: null, output: full, environment: [:], handlesSignals: false)
        #expect(terminal.writeError == nil)
        terminal.write("a value\n")
        #expect(terminal.writeError == ENOSPC)
    }

    @Test func thatNobodyReadsIsAnErrorToo() {
        signal(SIGPIPE, SIG_IGN)
        let null = open("/dev/null", O_RDWR)
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        defer { for descriptor in [null, ends[1]] { close(descriptor) } }
        let terminal = UnixTerminal(input: null, output: ends[1], environment: [:], handlesSignals: false)
        terminal.write("read\n")
        #expect(terminal.writeError == nil)
        close(ends[0])
        terminal.write("unread\n")
        #expect(terminal.writeError == EPIPE)
    }
}
