internal import Automation
internal import Foundation
internal import Isolation
internal import Journal
internal import Scheduling
internal import Storage
internal import TraktLua
internal import Wording

/// The rules that a person can name: those in the folders, and those that the journal remembers.
struct KnownRules: Sendable {
    let zone: Zone
    let files: [RuleFile]
    /// Files that cannot be used, and why.
    let broken: [(path: String, problem: String)]
    let records: [RuleRecord]
    /// Runs what the files say of themselves: they may be anybody's.
    let runner: any ScriptRunner

    /// - Parameter folders: where to look; those that are configured when there are none.
    static func read(_ folders: [String], _ journal: any JournalStore) async throws -> KnownRules {
        let settings = try Settings.current()
        let zone = try settings.zone()
        let places = folders.isEmpty ? settings.ruleFolders() : folders
        let guests = Guests(spares: 2, told: Terminal.noteOnce)
        var library = RuleLibrary(folders: places, zone: zone, runner: guests)
        var broken: [(path: String, problem: String)] = []
        for change in await library.look() {
            switch change {
            case .broken(let path, let error, _): broken.append((path, "\(error)"))
            // Nobody has to have the folder that nobody named.
            case .unreadable(let folder, let reason) where !folders.isEmpty:
                Terminal.note("The folder \(folder) cannot be read: \(reason)")
            case .added, .changed, .removed, .mended, .unreadable: break
            }
        }
        let serving = try ServeLock(ProcessInfo.processInfo.environment).state
        let records = try await journal.rules().filter { $0.isReachable(serving) }
        return KnownRules(zone: zone, files: library.rules, broken: broken, records: records, runner: guests)
    }

    // MARK: By name

    /// What the journal has of a rule.
    func record(_ name: String, account: String?) throws(RuleNameError) -> RuleRecord {
        var found = records.filter { $0.key.name == name && (account == nil || $0.accountName == account) }
        let present = found.filter(\.isPresent)
        if !present.isEmpty { found = present }
        guard found.count < 2 else {
            throw .several(name: name, accounts: found.map(\.accountName).sorted())
        }
        if let record = found.first { return record }
        if account == nil, let file = files.first(where: { $0.name == name }) {
            throw .neverServed(name: name, path: file.script.path)
        }
        throw unknown(name)
    }

    /// A rule's file: by the rule's name, or by the file's.
    func file(_ name: String) async throws -> RuleFile {
        if name.hasSuffix(".lua") || name.contains("/") {
            guard let file = try await RuleFile(reading: name, zone: zone, by: runner) else {
                throw RuleNameError.noRule(path: name)
            }
            return file
        }
        if let file = files.first(where: { $0.name == name }) { return file }
        // Served from another folder than those that are looked into here.
        guard let record = records.first(where: { $0.key.name == name && $0.isPresent }) else { throw unknown(name) }
        guard let file = try await RuleFile(reading: record.path, zone: zone, by: runner) else {
            throw RuleNameError.noRule(path: record.path)
        }
        return file
    }

    /// By what a rule's runs are spread; nil for one that was never served.
    func person(of file: RuleFile) -> String? {
        let path = URL(filePath: file.script.path).standardizedFileURL.path
        let own = records.first {
            $0.key.name == file.name && $0.isPresent && URL(filePath: $0.path).standardizedFileURL.path == path
        }
        return own.map { RuleFile.person($0.key, $0.accountName, $0.server) }
    }

    private func unknown(_ name: String) -> RuleNameError {
        let names = Set(files.map(\.name) + records.map(\.key.name)).sorted()
        return .unknown(name: name, meant: Spelling.nearest(to: name, among: names), names: names)
    }
}

extension RuleRecord {
    /// Whether there can still be something to it: a sandbox in the process that served ended with that.
    fileprivate func isReachable(_ serving: ServeLock.State) -> Bool {
        guard server == .fleetingSandbox else { return true }
        guard case .held(let holder?) = serving else { return false }
        return firstSeen >= holder.since
    }
}

/// A name that stands for no rule, or for several.
enum RuleNameError: Error, Sendable, Hashable, CustomStringConvertible {
    case unknown(name: String, meant: String?, names: [String])
    case several(name: String, accounts: [String])
    case neverServed(name: String, path: String)
    case noRule(path: String)
    case noSchedule(name: String)

    var description: String {
        switch self {
        case .unknown(let name, let meant?, _): "there is no rule \(name): did you mean \(meant)?"
        case .unknown(let name, nil, let names) where names.isEmpty:
            "there is no rule \(name), and no other: name the folder of your rules with --rules, or in config.yaml"
        case .unknown(let name, nil, let names): "there is no rule \(name): there are \(names.joined(separator: ", "))"
        case .several(let name, let accounts):
            "several accounts have a rule \(name): say which with --account: \(accounts.joined(separator: ", "))"
        case .neverServed(let name, let path):
            "the rule \(name) in \(path) was never served, so there is nothing of it yet; moonreel serve begins with it"
        case .noRule(let path): "\(path) returns no rule: a rule is a table with a function run"
        case .noSchedule(let name): "the rule \(name) has no schedule, so there are no times at which it is due"
        }
    }
}
