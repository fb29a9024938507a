package import Automation
internal import Foundation
internal import Journal
package import LineEditing
internal import Lua
internal import Synchronization
internal import Trakt
internal import Wording

/// A session as a person has it before them: reads inputs, runs them, shows what came of each.
package actor Console {
    let session: Session
    let reader: LineReader
    let device: any TerminalDevice
    let surroundings: Surroundings
    private let queue: PrintQueue
    private let spinner: Spinner
    /// Writes a line where a program that reads the output does not see it.
    let complain: @Sendable (String) -> Void
    var transcript = Transcript()
    /// The runs in which this session changed something, the latest last.
    var runs: [RunID] = []
    /// What the next input begins with.
    var initial = ""
    /// What ends the console.
    var ending: ConsoleEnding?
    private var number = 1
    /// How often what is under way was interrupted; nil where nothing is.
    private let interruptions = Mutex<Int?>(nil)
    private var plannedBefore = 0

    /// Begins a session and lets somebody type, until the end.
    ///
    /// - Parameters:
    ///   - complain: takes errors and notes where no terminal is, a line each.
    ///   - ready: is given what a Ctrl-C that is a signal does.
    package static func run(
        in context: RunContext, _ settings: Session.Settings, _ surroundings: Surroundings,
        _ reader: LineReader, on device: any TerminalDevice, knowing knowledge: LiveKnowledge,
        clock: any Clock<Duration> = ContinuousClock(), complain: @escaping @Sendable (String) -> Void,
        ready: (@escaping @Sendable () -> ConsoleInterruption) -> Void
    ) async throws -> ConsoleEnding {
        let isTold = surroundings.asJSON
        let queue = PrintQueue { text in await reader.printAbove(text) }
        let print: @Sendable (LogLine) -> Void = { line in
            // With --json the output is for programs, and has the values alone.
            isTold
                ? complain(line.text)
                : queue.add(line.text.harmlessLines)
        }
        return try await Session.with(context, settings, print: print) { session in
            knowledge.use(session)
            let console = Console(
                session, reader, device, surroundings, queue, Spinner(reader: reader, clock: clock), complain)
            ready { console.interrupt() }
            return await console.run()
        }
    }

    private init(
        _ session: Session, _ reader: LineReader, _ device: any TerminalDevice, _ surroundings: Surroundings,
        _ queue: PrintQueue, _ spinner: Spinner, _ complain: @escaping @Sendable (String) -> Void
    ) {
        self.session = session
        self.reader = reader
        self.device = device
        self.surroundings = surroundings
        self.queue = queue
        self.spinner = spinner
        self.complain = complain
    }

    /// Whether somebody is there to type.
    var isWatched: Bool { device.kind != .pipe }

    var columns: Int { isWatched ? device.size.columns : surroundings.columns }

    private func run() async -> ConsoleEnding {
        if isWatched { await greet() }
        while ending == nil {
            let prompt = await prompt
            let first = initial
            initial = ""
            switch await reader.read(prompt: prompt.first, continuation: prompt.further, initial: first) {
            case .endOfInput: ending = .quit
            case .interrupted: if !isWatched { ending = .interrupted }
            case .text(let text):
                interruptions.withLock { $0 = 0 }
                await take(text)
                await queue.drain()
                interruptions.withLock { $0 = nil }
                endWhereNobodyReads()
            }
        }
        await tellOfPlan()
        await queue.drain()
        return ending ?? .quit
    }

    private func greet() async {
        let mode =
            session.settings.writes == .planned
            ? "Writes are planned, not made; :apply makes them." : "Writes are made at once; :undo takes them back."
        await show([
            StyledLine("\(surroundings.account) \(mode)", .hint),
            StyledLine(":help says what can be typed; Ctrl-D ends.", .hint),
        ])
    }

    private var prompt: (first: String, further: String) {
        get async {
            let planned = await session.plannedWrites
            // An exclamation mark: what is typed here changes the account.
            let mode = session.settings.writes == .made ? "!" : planned > 0 ? " +\(planned)" : ""
            let first = "\(surroundings.name)\(mode) [\(number)]> "
            return (first, String(repeating: " ", count: max(0, DisplayWidth.of(first) - 4)) + "..> ")
        }
    }

    /// Ends a console whose output goes nowhere: quietly where its reader wanted no more, as `head` does.
    private func endWhereNobodyReads() {
        guard let problem = device.writeError else { return }
        if problem != EPIPE { complain("The output could not be written: \(String(cString: strerror(problem))).") }
        ending = problem == EPIPE ? .quit : .failed
    }

    /// Ends what is under way, from any thread.
    private nonisolated func interrupt() -> ConsoleInterruption {
        let count = interruptions.withLock { count in
            count = count.map { $0 + 1 }
            return count
        }
        guard let count else { return .nothingToEnd }
        // What was printed and not written yet is not wanted any more.
        queue.clear()
        let isBusy = session.isBusy
        session.interrupt()
        return isBusy && count >= 3 ? .unheard : .heard
    }

    // MARK: Inputs

    private func take(_ text: String) async {
        guard !text.allSatisfy(\.isWhitespace) else { return }
        if let command = CommandLine(text) { return await perform(command) }
        // Whoever types this wants help, and not to be told that there is a function.
        if text.trimmingCharacters(in: .whitespaces) == "help" { return await evaluate("help()") }
        transcript.note(text)
        await evaluate(text)
    }

    /// Runs Lua and shows what came of it.
    ///
    /// - Parameter file: where it comes from, if it was not typed.
    func evaluate(_ text: String, from file: String? = nil) async {
        let lua = file == nil ? PersistentLocals.spread(text) : text
        let calls: @Sendable () -> Int = { [session] in session.counts.reads + session.counts.writes }
        let turn = await spinner.during(calls: calls) {
            await session.run(lua, number: number, name: file, asJSON: surroundings.asJSON)
        }
        await queue.drain()
        switch turn.evaluation {
        case .values(let values):
            transcript.keep(text, from: file, number: number, values: values.map { !$0.isNull })
            await show(values)
        case .failed(let error):
            await fail(ErrorPrinter(width: columns).lines(of: ScriptError(document: error.encoded)))
        case .interrupted(let place):
            await fail([StyledLine("Interrupted\(place.map { " at \($0)" } ?? "").", .problem)])
        case .outOfMemory(let place, let held):
            await fail([
                StyledLine("It held more memory than a session may\(place.map { ", at \($0)" } ?? "").", .problem),
                StyledLine(advice(held: held), .hint),
            ])
        case .ended(let outcome):
            await fail([StyledLine("The session is over: \(Self.sentence(outcome))", .problem)])
            ending = .failed
        }
        number += 1
        if turn.outputDropped > 0 { await remark("\(turn.outputDropped) bytes that it printed were left out.") }
        if let run = turn.run { await note(run) }
        await tellOfNewPlan()
    }

    private func advice(held: Int) -> String {
        guard held > session.settings.limits.memory / 2 else {
            return "What it had is free again; read page by page, with :each, and keep less."
        }
        return "\(held >> 20) MB are still held by what was given a name; set that to nil."
    }

    private static func sentence(_ outcome: Outcome) -> String {
        switch outcome {
        case .finished: "it came to its end."
        case .failed(let error): "\(error)"
        case .stopped(.memory, _): "it held more memory than it may."
        case .stopped(_, let error): "\(error)"
        }
    }

    private func show(_ values: [JSONValue]) async {
        for value in values {
            // As JSON each is a text already. No value is none to print.
            if surroundings.asJSON {
                await reader.printAbove(value.string ?? value.encodedText)
            } else if !isWatched, let text = value.string {
                // As it is, but for what a terminal would obey.
                await reader.printAbove(surroundings.isSeen ? text.harmlessLines : text)
            } else if !(values.count == 1 && value.isNull) {
                await show(ValuePrinter(width: columns, height: height).lines(of: LuaValue(wire: value)))
            }
        }
    }

    private var height: Int { isWatched ? max(10, device.size.rows - 4) : ValuePrinter.usualHeight }

    private func note(_ run: RunReport) async {
        guard let id = run.run else { return }
        runs.append(id)
        let open = run.unsettledWrites
        await remark(
            open == 0
                ? "That was run \(id); :undo takes it back."
                : "That was run \(id). Of \(open) write\(open == 1 ? "" : "s") it is not known whether Trakt made "
                    + "\(open == 1 ? "it" : "them"); :undo looks, and takes back what was made.")
        if let problem = run.journalProblem { await fail([StyledLine("\(problem)", .problem)]) }
    }

    // MARK: Plans

    /// Shows the plan when an input has added to it.
    private func tellOfNewPlan() async {
        let planned = await session.plannedWrites
        defer { plannedBefore = planned }
        guard planned > plannedBefore, isWatched, let plan = await session.plan() else { return }
        await show(Self.lines(of: plan.diff, most: 16))
        await remark(
            "Nothing was changed. :apply makes \(planned == 1 ? "it" : "them"), :discard forgets \(planned == 1 ? "it" : "them")."
        )
    }

    /// Says at the end what was not made.
    private func tellOfPlan() async {
        guard let plan = await session.plan(), !plan.diff.isEmpty || plan.diff.calls > 0 else { return }
        if isWatched {
            await remark("\(plan.diff.calls) planned write\(plan.diff.calls == 1 ? " was" : "s were") not made.")
        } else {
            for line in plan.diff.lines() { complain(line) }
            complain("Nothing of this was changed; --allow-writes makes writes at once.")
        }
    }

    static func lines(of diff: PlanDiff, most: Int = .max) -> [StyledLine] {
        var lines: [StyledLine] = []
        _ = diff.lines { sign, text in
            let style: Style =
                switch sign {
                case .added: .added
                case .removed: .removed
                case .changed: .number
                case nil: .plain
                }
            lines.append(StyledLine(text, style))
            return text
        }
        guard lines.count > most else { return lines }
        let left = lines.count - most
        return lines.prefix(most - 3) + [StyledLine("  … \(left) more lines; :plan shows all", .hint)] + lines.suffix(3)
    }

    // MARK: Output

    func show(_ lines: [StyledLine]) async {
        guard !lines.isEmpty else { return }
        let palette = reader.palette
        await reader.printAbove(lines.map { $0.painted(with: palette) }.joined(separator: "\n"))
    }

    /// Says something beside the values.
    func remark(_ sentence: String) async {
        if isWatched { await show([StyledLine(sentence, .hint)]) } else { complain(sentence) }
    }

    /// Says that something went wrong. Nobody types another input where nobody is there.
    func fail(_ lines: [StyledLine]) async {
        if isWatched { return await show(lines) }
        for line in lines { complain(line.text) }
        ending = .failed
    }
}
