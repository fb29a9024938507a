import Foundation
import LineEditing

// A program that reads lines, for tests with a terminal: what it is told to do is in the words that it reads.

struct Words: EditorAssistant {
    func isComplete(_ text: String) -> Bool { !text.hasSuffix("do") }
    func indentation(after text: String) -> String { "  " }
    func styles(of text: String) -> [StyledRange] { [] }
    func hint(in text: String, at cursor: Int) -> String? { nil }
    func completions(in text: String, at cursor: Int) async -> Completions {
        Completions(0..<cursor, ["busy", "crash", "quit"].filter { $0.hasPrefix(text) }.map { .init($0) })
    }
}

let interrupted = DispatchSemaphore(value: 0)
let signals = Pipe()
// Before the terminal looks which signals somebody treats.
for number in [SIGINT, SIGUSR1] {
    SignalPipe.hear(number, as: UInt8(number), descriptor: signals.fileHandleForWriting.fileDescriptor)
}
let environment = ProcessInfo.processInfo.environment
let history = environment["HISTORY"].map { HistoryFile($0) }
let terminal = UnixTerminal(environment: environment)
let reader = LineReader(
    device: terminal, assistant: Words(), history: history, palette: .forTerminal(environment))

Thread.detachNewThread {
    while let number = try? signals.fileHandleForReading.read(upToCount: 1)?.first {
        if number == UInt8(SIGINT) {
            if !reader.interruptRead() { interrupted.signal() }
        } else {
            // An end that nothing knows of but whoever hears of the signal.
            terminal.restore()
            _exit(7)
        }
    }
}

func waitForInterrupt() async {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            interrupted.wait()
            continuation.resume()
        }
    }
}

reading: while true {
    switch await reader.read(prompt: "> ", continuation: ". ") {
    case .text("quit"): break reading
    case .text("crash"): preconditionFailure("as it was told")
    case .text(let text) where text.hasPrefix("kill "): kill(getpid(), Int32(text.dropFirst(5)) ?? 0)
    case .text("busy"):
        await reader.status("working")
        await waitForInterrupt()
        await reader.printAbove("stopped working")
    case .text("release"):
        await reader.release()
        await waitForInterrupt()
    case .text(let text): await reader.printAbove("got " + text.replacing("\n", with: "|"))
    case .interrupted: await reader.printAbove("interrupted")
    case .endOfInput: break reading
    }
}
await reader.release()
