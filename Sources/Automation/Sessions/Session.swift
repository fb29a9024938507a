package import Foundation
package import Journal
package import Lua
internal import Synchronization
package import Trakt
internal import TraktLua

/// A script that is typed input by input: all inputs share their globals, and whatever one does ends with it.
///
/// What an input reads is sent. What it writes is planned, until somebody has the plan made; or it is made, and then each input
/// that writes is a run of its own, which can be taken back.
package final class Session: Sendable {
    package enum Writes: Sendable, Hashable {
        case planned, made
    }

    /// What came of an input.
    package enum Evaluation: Sendable, Hashable {
        /// Its values: as `inspect` tells them, or each as a text of JSON where that was asked for.
        case values([JSONValue])
        /// What the error says of itself, as a script's report does.
        case failed(JSONValue)
        /// - Parameter place: where it was, if it ran.
        case interrupted(place: String?)
        /// It held more memory than it may.
        ///
        /// - Parameter held: how many bytes are held still.
        case outOfMemory(place: String?, held: Int)
        /// The session itself is over.
        case ended(Outcome)
    }

    package struct Settings: Sendable {
        package var writes = Writes.planned
        /// What one input may print, and what all of them together may hold.
        package var limits = Limits(time: nil)
        package var seed: UInt64
        package var websiteURL = Facts.websiteURL
        /// Where `require` looks for modules.
        package var directory: String
        package var clock: @Sendable () -> Date

        package init(directory: String, seed: UInt64, clock: @escaping @Sendable () -> Date = { Date() }) {
            self.directory = directory
            self.seed = seed
            self.clock = clock
        }
    }

    package let context: RunContext
    package let settings: Settings
    let carrier: SessionCarrier
    private let stop = StopSwitch()
    private let desk = OrderDesk()
    private let calls = BreakableCalls()
    private let turns = Turns()
    private let gate: Gate
    private let isRunning = Mutex(false)
    private let outcome = Mutex<Outcome?>(nil)
    /// Ends the changes that are being made, when what is typed is broken off.
    let changing = Mutex<StopSwitch?>(nil)
    /// The runs that were made here.
    private let made = Mutex<Set<RunID>>([])

    /// - Parameter print: takes what is printed and logged, line by line, on the script's own thread.
    private init(_ context: RunContext, _ settings: Settings, print: @escaping @Sendable (LogLine) -> Void) {
        self.context = context
        self.settings = settings
        carrier = SessionCarrier(context, writes: settings.writes, stop: stop, clock: settings.clock)
        let configuration = context.client.configuration
        let isPlanned = settings.writes == .planned
        gate = Gate(
            Gate.Foundations(
                carrier: carrier, recording: NoRecording(), auth: AuthCalls(host: isPlanned ? nil : context.accounts),
                modules: ModuleFiles(directory: settings.directory), pageSize: configuration.pageSize,
                tokens: configuration.tokens, today: { [clock = settings.clock] in Day(at: clock()) },
                table: RuleTable(of: context, path: "repl"), notices: .ofSession(context.channels),
                web: WebDesk(of: context, sending: isPlanned ? .told : .once)),
            print: print)
    }

    /// Begins a session, runs the body, ends it.
    package static func with<Result>(
        _ context: RunContext, _ settings: Settings, print: @escaping @Sendable (LogLine) -> Void,
        _ body: (Session) async throws -> Result
    ) async throws -> Result {
        let session = Session(context, settings, print: print)
        async let ending: Void = session.serve()
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(session)) } catch { result = .failure(error) }
        session.stop.stop(because: .cancelled)
        session.desk.close()
        await ending
        return try result.get()
    }

    /// Runs the script that carries out the orders, to its end.
    private func serve() async {
        let outcome: Outcome
        do {
            let facts = Facts(now: milliseconds, websiteURL: settings.websiteURL)
            let work = ScriptWork(
                source: [], chunkName: "=repl", limits: settings.limits, facts: facts, seed: settings.seed)
            let interpreter = try Interpreter.forTrakt(work, stop: stop)
            try interpreter.load(work.source, chunkName: work.chunkName, root: Prelude.session)
            outcome = await interpreter.run(for: SessionHost(gate: gate, desk: desk, calls: calls))
        } catch {
            outcome = .failed((error as? ScriptError) ?? ScriptError(kind: "internal", message: "\(error)"))
        }
        self.outcome.withLock { $0 = outcome }
        desk.close()
    }

    private var milliseconds: Int64 { Int64((settings.clock().timeIntervalSince1970 * 1000).rounded(.down)) }

    // MARK: Inputs

    /// What came of an input, and the run that it was where it made changes.
    package struct Turn: Sendable {
        package let evaluation: Evaluation
        package let run: RunReport?
        /// Whether it was an expression and no statement.
        package var isExpression = false
        /// Bytes that it was not let print.
        package var outputDropped = 0
    }

    /// Runs what was typed.
    ///
    /// - Parameters:
    ///   - number: the input's, by which its value is kept.
    ///   - name: what errors call it, where it is a file.
    ///   - asJSON: whether its values are told whole, as texts of JSON.
    package func run(_ text: String, number: Int, name: String? = nil, asJSON: Bool = false) async -> Turn {
        calls.begin()
        let now = settings.clock()
        await carrier.begin(SessionCarrier.Input(text: text, now: now))
        let before = gate.traffic
        isRunning.withLock { $0 = true }
        let report = await perform([
            "kind": "run", "text": .string(text), "name": .string("@" + (name ?? "[\(number)]")),
            "number": .integer(Int64(number)),
            "json": .boolean(asJSON), "now": .integer(milliseconds),
        ])
        isRunning.withLock { $0 = false }
        await calls.settle()
        let evaluation = report.map(Evaluation.init) ?? .ended(ending)
        let after = gate.traffic
        var run = RunReport(outcome: evaluation.outcome)
        run.reads = after.reads - before.reads
        run.writes = after.writes - before.writes
        run.unsettledWrites = after.unsettledWrites - before.unsettledWrites
        let ended = await carrier.end(run)
        if let run = ended?.run { note(run) }
        return Turn(
            evaluation: evaluation, run: ended, isExpression: report?["is_expression"] == true,
            outputDropped: Int(report?["dropped"]?.integer ?? 0))
    }

    /// What stands at a path of names and positions, as the prelude's `outline` says it; nil where nothing is there.
    package func outline(of path: JSONValue) async -> JSONValue? {
        await perform(["kind": "outline", "path": path, "now": .integer(milliseconds)])?["outline"]
    }

    /// Breaks off the input under way, or the changes that are being made. Without any it does nothing.
    package func interrupt() {
        changing.withLock { $0 }?.stop(because: .cancelled)
        guard isRunning.withLock({ $0 }) else { return }
        stop.interrupt()
        calls.breakOff()
    }

    /// Whether an input is under way, or changes are being made.
    package var isBusy: Bool { isRunning.withLock { $0 } || changing.withLock { $0 != nil } }

    private func perform(_ order: JSONValue) async -> JSONValue? {
        (try? await turns.take { [desk] in await desk.give(order) }) ?? nil
    }

    private var ending: Outcome {
        outcome.withLock { $0 } ?? .stopped(.cancelled, ScriptError(kind: "stopped", message: "the session has ended"))
    }

    func note(_ run: RunID) { made.withLock { _ = $0.insert(run) } }

    func hasMade(_ run: RunID) -> Bool { made.withLock { $0.contains(run) } }

    /// Calls that were made so far.
    package var counts: (reads: Int, writes: Int) {
        let traffic = gate.traffic
        return (traffic.reads, traffic.writes)
    }
}

extension Session.Evaluation {
    fileprivate init(_ report: JSONValue) {
        let place = report["place"]?.string
        switch report["kind"]?.string {
        case "values": self = .values(report["values"]?.array ?? [])
        case "interrupted": self = .interrupted(place: place)
        case "memory": self = .outOfMemory(place: place, held: Int(report["held"]?.integer ?? 0))
        default: self = .failed(report["error"] ?? .null)
        }
    }

    /// What the journal is told of an input that wrote.
    fileprivate var outcome: Outcome {
        switch self {
        case .values: .finished([])
        case .failed(let error): .failed(ScriptError(document: error.encoded))
        case .interrupted: .stopped(.cancelled, ScriptError(kind: "stopped", message: "the input was interrupted"))
        case .outOfMemory: .stopped(.memory, ScriptError(kind: "stopped", message: "the input held too much memory"))
        case .ended(let outcome): outcome
        }
    }
}
