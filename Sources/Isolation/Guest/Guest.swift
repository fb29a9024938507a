internal import CIsolation
internal import Glibc
internal import Lua
internal import Trakt
internal import TraktLua

/// The process that a script is a guest of: it gives up all it could do, runs one script, and ends.
///
/// One thread does everything. So few system calls are needed that all others can be refused.
package enum Guest {
    /// The command, after the program's name, that makes a process a guest. It is for the program itself.
    package static let command = "guest"

    /// Whether a process was started to be a guest, and whose: the number of its host's process.
    package static func host(in arguments: [String]) -> Int32? {
        guard arguments.count == 3, arguments[1] == command else { return nil }
        return Int32(arguments[2])
    }

    /// Runs what the host says.
    package static func serve(_ host: Int32) -> Never {
        // All that can be done beforehand is: the next script is to begin at once.
        _ = Prelude.modules
        let stop = StopSwitch()
        let isObedient = stop.obey(signal: stopSignal)
        let confinement = Confinement(moonreel_confine(host, 0))
        var socket = GuestSocket()
        do throws(GuestSocket.Closed) {
            guard isObedient else { _exit(1) }
            guard moonreel_room() >= leastRoom else { _exit(statusWithoutRoom) }
            try socket.send(.ready(version: GuestFrame.version, confinement))
            guard case .limit(let memory, let seconds) = try socket.receive(),
                moonreel_limit_work(UInt64(max(0, memory)), UInt64(max(1, seconds))),
                case .begin(let work) = try socket.receive()
            else { _exit(1) }
            try socket.send(.ended(try run(work, stop, &socket)))
            _exit(0)
        } catch { _exit(1) }
    }

    /// Stops the script where it does not wait.
    static let stopSignal = SIGUSR1

    /// The status of a process that could not have the memory for any script.
    static let statusWithoutRoom = ENOMEM

    /// What a small script, and all that is read and sent for it, can do with.
    private static let leastRoom: UInt64 = 32 << 20

    private static func run(
        _ work: ScriptWork, _ stop: StopSwitch, _ socket: inout GuestSocket
    ) throws(GuestSocket.Closed) -> ScriptEnding {
        let interpreter: Interpreter
        do { interpreter = try Interpreter.forTrakt(work, stop: stop) } catch {
            let document: JSONValue = ["kind": "internal", "message": .string("\(error)")]
            return ScriptEnding(.failed(ScriptError(document: document.encoded)))
        }
        do { try interpreter.loadScript(of: work) } catch { return ScriptEnding(.failed(error)) }
        interpreter.setReceiver { [socket] message in
            do throws(GuestSocket.Closed) {
                // What was asked for before it, in `all` or ahead of the next page, was numbered before it.
                for question in interpreter.takeMessages() { try socket.send(.ask(question)) }
                try socket.send(.note(message))
            } catch { _exit(1) }  // the host is gone, and there is nobody to tell that
        }
        while true {
            let awaited: Set<Int64>
            switch interpreter.resume() {
            case .ended(let outcome): return interpreter.ending(outcome).fitting
            case .waiting(let tickets): awaited = tickets
            }
            for question in interpreter.takeMessages() { try socket.send(.ask(question)) }
            try wait(for: awaited, interpreter, stop, &socket)
        }
    }

    private static func wait(
        for awaited: Set<Int64>, _ interpreter: Interpreter, _ stop: StopSwitch, _ socket: inout GuestSocket
    ) throws(GuestSocket.Closed) {
        try socket.send(.waits)
        while true {
            switch try socket.receive() {
            case .begin, .limit: throw GuestSocket.Closed()
            case .stop(let reason):
                stop.stop(because: reason)
                return
            case .answer(let answer, let ticket):
                interpreter.deliver(answer, to: ticket)
                if awaited.contains(ticket) || stop.reason != nil { return }
                try socket.send(.waits)
            }
        }
    }
}

extension ScriptEnding {
    /// The ending, or that it is too large to be told.
    fileprivate var fitting: ScriptEnding {
        var ending = self
        ending.outcome = outcome.readable
        switch ending.outcome {
        case .finished(let document) where document.count > Self.largest:
            ending.outcome = .failed(Self.tooLarge("what the script returns"))
        case .failed(let error) where error.document.count > Self.largest:
            ending.outcome = .failed(Self.tooLarge("the error that ended the script"))
        case .stopped(let reason, let error) where error.document.count > Self.largest:
            ending.outcome = .stopped(reason, Self.tooLarge("where the script was stopped"))
        default: break
        }
        return ending
    }

    private static let largest = FrameDecoder.largestOfGuest - (64 << 10)

    private static func tooLarge(_ what: String) -> ScriptError {
        let document: JSONValue = [
            "kind": "too_large",
            "message": .string("\(what) has more than \(largest) bytes, which a script's process may not send"),
        ]
        return ScriptError(document: document.encoded)
    }
}
