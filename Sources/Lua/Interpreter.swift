internal import CLuaSupport

/// One Lua state with one script: isolated, limited, and stoppable.
///
/// An interpreter belongs to one task at a time, runs one script, and is thrown away afterwards. The script sees what
/// the documentation of the environment lists and nothing else; it reaches the world by messages to its host.
public final class Interpreter {
    /// Stops the script, from any thread.
    public let stop: StopSwitch
    public let limits: Limits
    private let pointer: OpaquePointer
    private let exchange: Exchange
    private let prelude: [PreludeModule]  // kept alive: Lua loads from their bytes

    /// Makes an empty interpreter. Throws when there is no memory for it.
    public init(
        limits: Limits = Limits(),
        circumstances: Circumstances,
        prelude: [PreludeModule] = [],
        stop: StopSwitch = StopSwitch()
    ) throws(InterpreterError) {
        let exchange = Exchange()
        let host = moonreel_host(
            context: Unmanaged.passUnretained(exchange).toOpaque(),
            send: { context, name, document, place, answered in
                Unmanaged<Exchange>.fromOpaque(context)._withUnsafeGuaranteedRef { exchange in
                    answered
                        ? exchange.post(
                            name.string, document.array,
                            from: place.count == 0 ? nil : Message.place(place.string))
                        : exchange.note(name.string, document.array)
                }
            },
            call: { function, state, count, results, ticket in
                Unmanaged<HostFunctionBox>.fromOpaque(function)._withUnsafeGuaranteedRef { box in
                    box.call(state, count, results, ticket)
                }
            },
            release: { Unmanaged<HostFunctionBox>.fromOpaque($0).release() })
        let raw = moonreel_limits(
            memory: max(0, limits.memory), output: max(0, limits.output), source: max(0, limits.source),
            now: circumstances.now, seed: circumstances.seed)
        guard let pointer = moonreel_new(raw, host, stop.pointer) else { throw InterpreterError.noMemory }
        self.stop = stop
        self.limits = limits
        self.pointer = pointer
        self.exchange = exchange
        self.prelude = prelude
        for module in prelude {
            let chunk = moonreel_text(UnsafeRawBufferPointer(module.bytecode))
            guard moonreel_add_prelude(pointer, module.name, chunk, module.global) else {
                throw InterpreterError.noMemory
            }
        }
    }

    deinit { moonreel_free(pointer) }

    /// Offers a Swift function under `name`, to the prelude as `host.name`, or to the script as a global.
    public func define(_ name: String, global: Bool = false, _ function: @escaping HostFunction) {
        let box = Unmanaged.passRetained(HostFunctionBox(function, exchange: exchange))
        _ = moonreel_define(pointer, name, box.toOpaque(), global)
    }

    /// Gives the prelude `host.facts`: what is known when the run begins.
    ///
    /// - Parameter json: a JSON document.
    public func setFacts(_ json: [UInt8]) throws(InterpreterError) {
        guard json.withText({ moonreel_set_facts(pointer, $0) }) else { throw InterpreterError.factsAreNotJSON }
    }

    /// Compiles the script.
    ///
    /// - Parameters:
    ///   - source: text in UTF-8; bytecode is refused.
    ///   - chunkName: what errors call it; a file's name begins with `@` (Lua manual, section 4.9, `lua_Debug`).
    ///   - root: the prelude module that is given the script to run; without one the script runs directly.
    /// - Throws: the syntax error.
    public func load(_ source: [UInt8], chunkName: String, root: String? = nil) throws(ScriptError) {
        let loaded = source.withText { moonreel_load(pointer, $0, chunkName, root) }
        guard loaded else { throw ScriptError(report: moonreel_report(pointer).array) }
    }

    /// Bytes Lua holds now.
    public var memoryUsed: Int { moonreel_memory_used(pointer) }

    /// The most bytes Lua held at once.
    public var memoryPeak: Int { moonreel_memory_peak(pointer) }

    /// Bytes of output that were dropped because the limit was reached.
    public var outputDropped: Int { moonreel_output_dropped(pointer) }
}

extension Interpreter {
    /// What the script does next.
    package enum Step {
        case ended(Outcome)
        /// It waits for the answer of any of these.
        case waiting(Set<Int64>)
    }

    /// Lets the script run until it ends or waits.
    package func resume() -> Step {
        switch moonreel_resume(pointer) {
        case MOONREEL_FINISHED: return .ended(.finished(moonreel_result(pointer).array))
        case MOONREEL_WAITING:
            var count = 0
            let tickets = moonreel_waiting(pointer, &count)
            return .waiting(Set(UnsafeBufferPointer(start: tickets, count: count)))
        case MOONREEL_STOPPED:
            let reason = StopReason(moonreel_stopped_because(pointer)) ?? .cancelled
            return .ended(.stopped(reason, ScriptError(report: moonreel_report(pointer).array)))
        default: return .ended(.failed(ScriptError(report: moonreel_report(pointer).array)))
        }
    }

    /// Puts an answer where the script finds it when it is resumed.
    package func deliver(_ answer: Answer, to ticket: Int64) {
        let (document, failed) =
            switch answer {
            case .document(let document): (document, false)
            case .failure(let document): (document, true)
            }
        guard let room = moonreel_prepare_answer(pointer, ticket, document.count) else { return }
        UnsafeMutableRawPointer(room).copyMemory(from: document, byteCount: document.count)
        moonreel_deliver(pointer, ticket, failed)
    }

    /// The messages sent since the last time.
    package func takeMessages() -> [Message] { exchange.takeOutbox() }

    /// Has messages that nobody waits for handed over as they are sent.
    package func setReceiver(_ receive: ((Message) -> Void)?) { exchange.receive = receive }
}

/// An interpreter that could not be made.
public enum InterpreterError: Error, Sendable, Hashable, CustomStringConvertible {
    case noMemory
    case factsAreNotJSON

    public var description: String {
        switch self {
        case .noMemory: "there is not enough memory to start a Lua interpreter"
        case .factsAreNotJSON: "the facts given to a script are not a JSON document"
        }
    }
}
