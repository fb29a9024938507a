internal import Automation
internal import Foundation
internal import Journal
internal import LineEditing
internal import Lua
internal import Trakt
internal import TraktLua
internal import Wording

/// What the commands do.
extension Console {
    func perform(_ line: CommandLine) async {
        let argument = line.argument.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
        // `:save! FILE` writes over a file.
        let isForced = line.name.hasSuffix("!")
        guard let name = CommandName(rawValue: isForced ? String(line.name.dropLast()) : line.name) else {
            let nearest = Spelling.nearest(to: line.name, among: CommandName.allCases.map(\.rawValue))
            return await fail([
                StyledLine(
                    "There is no command :\(line.name)\(nearest.map { "; did you mean :\($0)?" } ?? ".")", .problem),
                StyledLine(":help lists them.", .hint),
            ])
        }
        do { try await perform(name, argument, isForced: isForced) } catch {
            await fail([StyledLine("\(error)".capitalizedSentence, .problem)])
        }
    }

    private func perform(_ name: CommandName, _ argument: String, isForced: Bool) async throws {
        switch name {
        case .help: await show(Self.help)
        case .doc: await tell(about: argument)
        case .account:
            guard !argument.isEmpty else { return await show([StyledLine(surroundings.account)]) }
            guard surroundings.hasAccount(argument) else { throw CommandError.noAccount(argument) }
            await leave(.goOn(asAccount: argument), isForced)
        case .sandbox: await leave(.goOnInSandbox, isForced)
        case .plan: await showPlan()
        case .apply: try await apply()
        case .discard:
            await session.discardPlan()
            await remark("What was planned is forgotten.")
        case .undo: try await undo(argument, isForced: isForced)
        case .time: await time(argument)
        case .calls: await showCalls()
        case .save: try await save(argument, isForced)
        case .load: try await load(argument)
        case .edit: try await edit(argument)
        case .clock: await show([StyledLine(try await surroundings.clock(argument.isEmpty ? nil : argument))])
        case .quit: await leave(.quit, isForced)
        }
    }

    private static var help: [StyledLine] {
        let commands = CommandName.allCases.map(\.command)
        let width = commands.map { $0.name.count + $0.placeholder.count }.max() ?? 0
        let lines = commands.map { command in
            let head = ":\(command.name) \(command.placeholder)"
            return StyledLine(head.padding(toLength: width + 4, withPad: " ", startingAt: 0), .keyword)
                + StyledLine(command.summary)
        }
        return [
            StyledLine(
                "Type Lua: an expression prints its value, statements run. What is unfinished goes on in the next line."
            ),
            StyledLine("_ is the latest value, _3 that of input 3. help(trakt.search.text) tells about a value."),
            StyledLine(""),
        ] + lines + [
            StyledLine(""),
            StyledLine(
                "Tab completes, Up and Down go through what was typed, Ctrl-R searches it, Ctrl-O begins a line."),
        ]
    }

    private func tell(about name: String) async {
        let path = name.hasPrefix("trakt.") ? String(name.dropFirst(6)) : name
        if let endpoint = Catalogue.endpoint(named: path) {
            return await show(
                EndpointReference(endpoint).text.split(separator: "\n", omittingEmptySubsequences: false).map {
                    StyledLine(String($0))
                })
        }
        let group = path == "trakt" ? "" : path
        let names = Catalogue.names(under: group)
        guard !names.isEmpty else {
            let nearest = Spelling.nearest(to: path, among: Catalogue.all.map(\.id))
            return await fail([
                StyledLine("There is no endpoint \(name)\(nearest.map { "; did you mean \($0)?" } ?? ".")", .problem)
            ])
        }
        await show(names.map { StyledLine("trakt." + (group.isEmpty ? $0 : "\(group).\($0)")) })
    }

    /// Ends this session; what is planned would be lost with it.
    private func leave(_ ending: ConsoleEnding, _ isForced: Bool) async {
        let planned = await session.plannedWrites
        guard planned == 0 || isForced || ending == .quit else {
            return await fail([
                StyledLine(
                    "\(planned) planned write\(planned == 1 ? "" : "s") would be lost; :apply or :discard first.",
                    .problem)
            ])
        }
        self.ending = ending
    }

    // MARK: Changes

    private func showPlan() async {
        guard let plan = await session.plan() else {
            return await remark("Writes are made at once here (--allow-writes), so there is no plan.")
        }
        await show(Self.lines(of: plan.diff))
    }

    private func apply() async throws {
        guard session.settings.writes == .planned else {
            return await remark("Writes are made at once here (--allow-writes), so there is nothing to apply.")
        }
        let planned = await session.plannedWrites
        let report = try await session.apply()
        if let run = report.run, report.writes > 0 { runs.append(run) }
        switch report.outcome {
        case .finished:
            let run = report.run.map { ", as run \($0)" } ?? ""
            await remark(
                "Made \(planned) change\(planned == 1 ? "" : "s")\(run); :undo takes \(planned == 1 ? "it" : "them") back."
            )
        case .failed(let error), .stopped(_, let error):
            await fail(ErrorPrinter(width: columns).lines(of: error))
            await remark("Made \(report.writes) of \(planned) changes; the rest of the plan is forgotten.")
        }
    }

    /// Takes a run back. Where writes are planned it only shows what that would do, and does it when it is told twice.
    private func undo(_ argument: String, isForced: Bool) async throws {
        guard let run = try run(named: argument) else {
            return await remark("There is nothing of this session to take back. :undo RUN takes another run back.")
        }
        let undoing = try await session.undoing(run)
        for remark in undoing.remarks { await self.remark("\(remark.subject): \(remark.sentence).") }
        guard !undoing.isEmpty else {
            runs.removeAll { $0 == run }
            return await remark("There is nothing of run \(run) to take back.")
        }
        guard isForced || session.settings.writes == .made else {
            await show(Self.lines(of: undoing.diff, most: 16))
            return await remark(
                "Nothing was changed. :undo!\(argument.isEmpty ? "" : " \(run)") takes run \(run) back.")
        }
        let report = try await session.undo(undoing)
        switch report.outcome {
        case .finished:
            runs.removeAll { $0 == run }
            await remark("Took run \(run) back\(report.run.map { ", as run \($0)" } ?? "").")
        case .failed(let error), .stopped(_, let error): await fail(ErrorPrinter(width: columns).lines(of: error))
        }
    }

    private func run(named argument: String) throws -> RunID? {
        guard !argument.isEmpty else { return runs.last }
        guard let number = Int64(argument), number > 0 else { throw CommandError.noRun(argument) }
        return RunID(number)
    }

    // MARK: Looking

    private func time(_ lua: String) async {
        guard !lua.isEmpty else {
            return await fail([StyledLine(":time takes Lua, such as :time #trakt.shows.popular()", .problem)])
        }
        let before = session.counts
        let began = ContinuousClock.now
        await evaluate(lua)
        let seconds = Double((ContinuousClock.now - began) / .milliseconds(1)) / 1000
        let (reads, writes) = (session.counts.reads - before.reads, session.counts.writes - before.writes)
        let text = seconds.formatted(.number.precision(.fractionLength(3)).locale(Locale(identifier: "en_US_POSIX")))
        await remark("\(text) s, \(Self.calls(reads, writes)).")
    }

    private static func calls(_ reads: Int, _ writes: Int) -> String {
        "\(reads) read\(reads == 1 ? "" : "s"), \(writes) write\(writes == 1 ? "" : "s")"
    }

    private func showCalls() async {
        let (reads, writes) = session.counts
        var lines = [StyledLine("This session: \(Self.calls(reads, writes)).")]
        let usage = await session.context.client.readUsage
        // A sandbox of this process has no limits.
        if usage.limit.calls < 1_000_000 {
            lines.append(
                StyledLine(
                    "\(usage.counted) of \(usage.limit.calls) reads in the last \(TimeSpan(usage.limit.period)); one write a second."
                ))
        }
        await show(lines)
    }

    // MARK: Files

    private func save(_ path: String, _ isForced: Bool) async throws {
        guard !path.isEmpty else { throw CommandError.noFile("save") }
        guard !transcript.isEmpty else { throw CommandError.nothingTyped }
        let path = NSString(string: path).expandingTildeInPath
        if !isForced, FileManager.default.fileExists(atPath: path) { throw CommandError.exists(path) }
        do { try Data(transcript.script.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
            throw CommandError.unwritable(path, error.localizedDescription)
        }
        await remark("What was typed is in \(path). To run it: moonreel run \(path)")
    }

    private func load(_ path: String) async throws {
        guard !path.isEmpty else { throw CommandError.noFile("load") }
        let script = try ScriptFile(reading: NSString(string: path).expandingTildeInPath)
        await evaluate(String(decoding: script.source, as: UTF8.self), from: script.path)
    }

    private func edit(_ path: String) async throws {
        guard device.kind == .screen else { throw CommandError.noTerminal }
        let isOwn = path.isEmpty
        let file =
            isOwn
            ? NSTemporaryDirectory() + "moonreel-\(UUID().uuidString).lua" : NSString(string: path).expandingTildeInPath
        if isOwn {
            guard
                FileManager.default.createFile(
                    atPath: file, contents: Data(transcript.last.utf8), attributes: [.posixPermissions: 0o600])
            else { throw CommandError.unwritable(file, String(cString: strerror(errno))) }
        }
        defer { if isOwn { try? FileManager.default.removeItem(atPath: file) } }
        await reader.release()
        let status = try await EditorProgram(surroundings.editor).edit(file)
        guard status == 0 else { throw CommandError.editorFailed(surroundings.editor, status) }
        guard let text = FileManager.default.contents(atPath: file) else { return }
        if isOwn {
            var typed = String(decoding: text, as: UTF8.self)
            while typed.last?.isNewline == true { typed.removeLast() }
            initial = typed
        } else {
            try await load(file)
        }
    }
}

/// Why a command cannot do what it is told.
enum CommandError: Error, CustomStringConvertible {
    case noFile(String)
    case nothingTyped
    case exists(String)
    case unwritable(String, String)
    case noRun(String)
    case noTerminal
    case noAccount(String)
    case editorFailed(String, Int32)
    case noEditor(String)

    var description: String {
        switch self {
        case .noFile(let command): ":\(command) takes the path of a file"
        case .nothingTyped: "nothing that worked was typed yet, so there is nothing to save"
        case .exists(let path): "\(path) is there already; :save! writes over it"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        case .noRun(let text): "\"\(text)\" is no number of a run; moonreel runs lists them"
        case .noTerminal: ":edit needs a terminal"
        case .noAccount(let name): "there is no account \"\(name)\" here; moonreel accounts lists them"
        case .editorFailed(let editor, let status): "\(editor) ended with status \(status), so nothing was taken"
        case .noEditor(let editor): "\(editor) cannot be started; set EDITOR to a program that edits texts"
        }
    }
}

extension String {
    /// With a capital at its beginning, unless that is a path's or a command's, and a full stop at its end.
    var capitalizedSentence: String {
        let first = prefix { !$0.isWhitespace }
        let isName = first.contains { !$0.isLetter && !",'".contains($0) }
        let text = isName ? self : prefix(1).uppercased() + dropFirst()
        return text.hasSuffix(".") || text.hasSuffix("?") || text.contains("\n") ? text : text + "."
    }
}
