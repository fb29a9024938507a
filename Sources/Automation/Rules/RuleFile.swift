package import Journal
package import Lua
package import Scheduling
internal import Trakt
package import TraktLua

/// A rule as its file has it, read without being run.
package struct RuleFile: Sendable {
    package let script: ScriptFile
    /// What the rule is called: its own name, or that of its file.
    package let name: String
    /// The account it is for, by its name on this machine; nil for the one that is served.
    package let account: String?
    /// When it runs by itself, and how it is treated then.
    package let timing: ScheduleDeclaration
    /// The keys of `/sync/last_activities` that let it run when they move.
    package let onChange: [String]
    /// Whether it may change nothing, so that it can run beside others of its account.
    package var isReader: Bool { promise.writes == [] }
    /// What its runs are held to.
    package let promise: RulePromise

    /// What its text tells of what its runs will ask Trakt.
    let outlook: Outlook

    /// Reads the rule in a file; nil when what is there is no rule, such as a module.
    ///
    /// - Parameters:
    ///   - zone: what the schedule's times are in when it names no zone.
    ///   - runner: runs the script's own text, in which it says what rule it is.
    package init?(
        reading path: String, zone: Zone, by runner: any ScriptRunner = InProcess()
    ) async throws(RuleFileError) {
        let script: ScriptFile
        do { script = try ScriptFile(reading: path) } catch { throw .script(error) }
        try await self.init(script, zone: zone, by: runner)
    }

    package init?(
        _ script: ScriptFile, zone: Zone, by runner: any ScriptRunner = InProcess()
    ) async throws(RuleFileError) {
        try self.init(script, await RuleInspection(of: script, by: runner), zone: zone)
    }

    init?(_ script: ScriptFile, _ inspection: RuleInspection, zone: Zone) throws(RuleFileError) {
        let declaration: RuleDeclaration?
        do { declaration = try inspection.declaration.get() } catch { throw .failed(error) }
        guard let declaration else { return nil }
        self.script = script
        outlook = Outlook(of: script)
        name = declaration.ruleName(inFile: script.path)
        account = declaration.account
        onChange = declaration.onChange
        promise = declaration.promise
        do {
            timing =
                try declaration.schedule.map { schedule throws(ScheduleError) in
                    try ScheduleDeclaration(schedule, zone: zone, mayLackSchedule: !declaration.onChange.isEmpty)
                } ?? ScheduleDeclaration()
        } catch {
            throw .schedule(path: script.path, error)
        }
    }

    /// What tells whose rule it is from those of others, for its delays: a sandbox of one process has no owner that lasts.
    package static func person(_ key: RuleKey, _ accountName: String, _ server: Server) -> String {
        if case .address = server { key.account } else { accountName }
    }

    /// Whether another reading found the same, in the file and in what it says with the help of modules.
    func isSame(as other: RuleFile) -> Bool {
        script.source == other.script.source && name == other.name && account == other.account
            && timing == other.timing && onChange == other.onChange && promise == other.promise
    }

    /// What the rule does by itself, in words.
    package var timingText: String {
        let schedule = timing.schedule?.description
        let change = onChange.isEmpty ? nil : "on change of " + onChange.joined(separator: ", ")
        let parts = [schedule, change].compactMap { $0 }
        return parts.isEmpty ? "by hand only" : parts.joined(separator: ", and ")
    }
}

extension RuleDeclaration {
    /// What the rule is called: its own name, or that of its file.
    func ruleName(inFile path: String) -> String {
        if let name, !name.isEmpty { return name }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasSuffix(".lua") ? String(file.dropLast(4)) : file
    }
}

/// A file that cannot be used as a rule.
package enum RuleFileError: Error, Sendable, Hashable, CustomStringConvertible {
    case script(ScriptFileError)
    /// Its own text ended with an error.
    case failed(ScriptError)
    case schedule(path: String, ScheduleError)
    /// There is no other account than the one that is served.
    case noAccount
    /// Another file has a rule of this name.
    case nameTaken(path: String, name: String, by: String)

    package var description: String {
        switch self {
        case .script(let error): "\(error)"
        case .failed(let error): error.told
        case .schedule(let path, let error): "\(path): its schedule cannot be read. \(error)"
        case .noAccount: "Only one account is served here."
        case .nameTaken(let path, let name, let other):
            "\(path): there is a rule \"\(name)\" already, in \(other); give one of them another name"
        }
    }
}
