internal import ArgumentParser
internal import Automation
internal import Checking
internal import Foundation
internal import Scheduling
internal import Trakt

/// `moonreel check`: what is wrong with scripts, found without running them.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find mistakes in scripts without running them.",
        discussion: """
            Looks for what would fail or be refused (errors) and for what hardly does what is meant or wastes calls \
            (warnings). Nothing is run, nothing is sent, and no account is needed. Of a folder all .lua files are checked.

              moonreel check new-episodes.lua
              moonreel check ~/rules
              moonreel check --json ~/rules

            For a rule without errors, named by its file, its next five times are told and about how many calls a run \
            makes. A comment silences a check for its line, or, alone in its line, for the next one:

              -- moonreel: allow loop-write

            The status is 0 without errors, 1 with one, and 2 where a file cannot be read.
            """)

    @Argument(help: "Lua files, or folders of them.", completion: .file(extensions: ["lua"]))
    var scripts: [String]

    @Flag(help: "Print what was found as JSON.")
    var json = false

    @Flag(help: "Tell errors only.")
    var errorsOnly = false

    func run() async throws {
        let zone: Zone
        do { zone = try Settings.current().zone() } catch {
            Terminal.note("\(error)")
            throw ExitStatus.badUsage.code
        }
        let selection = ScriptSelection(scripts)
        let checked = await CheckedScripts(selection, zone: zone)
        for problem in selection.problems + checked.problems { Terminal.note(problem) }
        let presentation = CheckPresentation(
            checked.reports, named: selection.named, showsWarnings: !errorsOnly, hasColours: Terminal.outputHasColours)
        if json {
            Terminal.output(presentation.document.encodedText)
        } else {
            for line in presentation.lines { Terminal.output(line) }
        }
        guard selection.problems.isEmpty, checked.problems.isEmpty else { throw ExitStatus.badUsage.code }
        guard !checked.reports.contains(where: { $0.errorCount > 0 }) else { throw ExitStatus.failed.code }
    }
}

/// The files that arguments name, and those in folders that they name.
struct ScriptSelection {
    private(set) var paths: [String] = []
    /// Those named by themselves.
    private(set) var named: Set<String> = []
    /// What is neither.
    private(set) var problems: [String] = []

    init(_ arguments: [String]) {
        for argument in arguments {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder.boolValue {
                let files = Self.files(in: argument)
                if files.isEmpty { problems.append("\(argument): there is no .lua file in this folder") }
                paths += files
            } else {
                paths.append(argument)
                named.insert(argument)
            }
        }
        var seen: Set<String> = []
        paths = paths.filter { seen.insert($0).inserted }
    }

    /// All Lua files below a folder, sorted; nothing that is hidden.
    private static func files(in folder: String) -> [String] {
        let found = FileManager.default.enumerator(
            at: URL(filePath: folder), includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
        let root = URL(filePath: folder).standardizedFileURL.path
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return (found?.compactMap { $0 as? URL } ?? [])
            .filter { $0.pathExtension == "lua" }
            .map { prefix + String($0.standardizedFileURL.path.dropFirst(root.count + 1)) }
            .sorted()
    }
}

/// Scripts that were checked, several at a time.
struct CheckedScripts {
    /// In the order of the files.
    private(set) var reports: [ScriptReport] = []
    /// Files that could not be read, in their order.
    private(set) var problems: [String] = []

    init(_ selection: ScriptSelection, zone: Zone) async {
        let (paths, now) = (selection.paths, Date())
        let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, paths.count))
        let results = await withTaskGroup(of: [(Int, Result<ScriptReport, ScriptFileError>)].self) { group in
            for worker in 0..<workers {
                group.addTask {
                    stride(from: worker, to: paths.count, by: workers).map { place in
                        (place, Self.report(on: paths[place], zone: zone, now: now))
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        for (_, result) in results.sorted(by: { $0.0 < $1.0 }) {
            switch result {
            case .success(let report): reports.append(report)
            case .failure(let error): problems.append(error.description)
            }
        }
    }

    private static func report(on path: String, zone: Zone, now: Date) -> Result<ScriptReport, ScriptFileError> {
        do throws(ScriptFileError) {
            let file = try ScriptFile(reading: path)
            return .success(ScriptReport(checking: file.source, path: path, zone: zone, now: now))
        } catch {
            return .failure(error)
        }
    }
}
