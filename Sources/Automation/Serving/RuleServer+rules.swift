internal import Foundation
internal import Journal
internal import Scheduling

extension RuleServer {
    /// What a rule runs for; nil while its account cannot be opened.
    func context(of file: RuleFile) -> RunContext? { contexts[accountName(of: file)] }

    /// The name on this machine of the account that a rule is for.
    func accountName(of file: RuleFile) -> String { file.account ?? parts.context.account }

    /// The key of a rule in use.
    func key(_ rule: String) -> RuleKey {
        let context = files[rule].flatMap(context(of:)) ?? parts.context
        return RuleKey(account: context.owner, name: rule)
    }

    /// Takes what is different in the files. All rules are noted together, so that a start with hundreds of them costs one
    /// commit.
    func take(_ changes: [RuleLibrary.Change]) async {
        await drop(changes.compactMap(\.gone))
        let files = changes.compactMap(\.file)
        for file in files { await open(for: file) }
        let records = await note(files)
        for change in changes { await take(change, records) }
    }

    /// - Parameter records: what the journal has of the rules, by their names.
    private func take(_ change: RuleLibrary.Change, _ records: [String: RuleRecord]) async {
        switch change {
        case .added(let file):
            guard await use(file, records[file.name]) else { return }
            report(.added(rule: file.name, path: file.script.path, timing: file.timingText, next: next(file.name)))
        case .changed(let file, _):
            guard await use(file, records[file.name]) else { return }
            report(.changed(rule: file.name, path: file.script.path, timing: file.timingText, next: next(file.name)))
        case .removed(let name, let path): report(.removed(rule: name, path: path))
        case .broken(let path, let error, let kept):
            if let kept, let file = files[kept] { await note([file], broken: "\(error)") }
            if kept == nil { await forget(path) }
            report(.broken(path: path, error, kept: kept))
        case .mended(let name):
            if let file = files[name] { await note([file]) }
            report(.mended(rule: name))
        case .unreadable(let folder, let reason):
            unreadable.insert(folder)
            report(.unreadable(folder: folder, reason: reason))
        }
    }

    private func next(_ rule: String) -> Date? { dispatcher.next(rule) }

    /// Uses a version of a rule from here on. Runs under way end with the one they began with.
    private func use(_ file: RuleFile, _ record: RuleRecord?) async -> Bool {
        guard let context = context(of: file) else {
            files[file.name] = nil
            dispatcher.remove(file.name)
            return false
        }
        let formerKey = files[file.name].map { _ in key(file.name) }
        files[file.name] = file
        if let formerKey, formerKey != key(file.name) {
            await storing { try await $0.noteAbsent([formerKey], at: self.now) }
        }
        let isNew = !dispatcher.has(file.name)
        // A clock that was ahead is right again since: what it decided then would keep the rule from making up for anything.
        if isNew, let decided = record?.decided, decided > now.addingTimeInterval(60) {
            await moveBack(file.name, to: now)
        }
        let rule = Dispatcher.Rule(
            name: file.name, account: context.owner, isWriter: !file.isReader, timing: file.timing,
            onChange: file.onChange, person: RuleFile.person(key(file.name), context.account, context.server))
        dispatcher.set(
            rule, decided: record?.decided ?? now, seen: record?.seen ?? [:], isPaused: record?.pause != nil, now: now)
        if isNew { await takeUpRetry(of: file.name) }
        return true
    }

    /// The last run of a rule, where it failed so shortly ago that a server which was there still would try it again.
    private func takeUpRetry(of rule: String) async {
        var query = RunQuery()
        query.key = key(rule)
        query.limit = 1
        guard let last = await storing({ try await $0.runs(query) })?.first, last.state == .failed,
            let slot = last.run.trigger.slot, let endedAt = last.endedAt, now.timeIntervalSince(endedAt) < 3600,
            !last.isHopeless
        else { return }
        _ = dispatcher.retry(rule, last.id, attempts: last.epoch, of: slot, now: now, using: &random)
    }

    /// What nobody serves any more is not shown as if somebody did: rules whose files went while nobody was there.
    func forgetAbsent() async {
        guard let records = await storing({ try await $0.rules() }) else { return }
        let owners = Set(contexts.values.map(\.owner))
        let absent = records.filter { record in
            record.isPresent && owners.contains(record.key.account) && files[record.key.name] == nil
                && !unreadable.contains { record.path.hasPrefix($0) }
        }
        guard !absent.isEmpty else { return }
        let keys = Set(absent.map(\.key))
        await storing { try await $0.noteAbsent(keys, at: self.now) }
    }

    /// The same for the rules of one file.
    private func forget(_ path: String) async {
        guard let records = await storing({ try await $0.rules() }) else { return }
        let keys = Set(records.filter { $0.path == path && files[$0.key.name] == nil }.map(\.key))
        guard !keys.isEmpty else { return }
        await storing { try await $0.noteAbsent(keys, at: self.now) }
    }

    /// Opens the account that a rule is for.
    private func open(for file: RuleFile) async {
        guard context(of: file) == nil, let name = file.account else { return }
        do {
            guard let open = parts.open else { throw RuleFileError.noAccount }
            contexts[name] = try await open(name)
        } catch {
            let reason = "\(error)"
            if unopened.updateValue(reason, forKey: file.script.path) != reason {
                report(
                    .problem(
                        "\(file.script.path): the account \"\(name)\" that the rule is for cannot be used. \(reason)"))
            }
        }
    }

    /// Rules whose account could not be opened before.
    func openAgain() async {
        for file in library.rules where unopened[file.script.path] != nil {
            await take([.added(file)])
            if files[file.name] != nil { unopened[file.script.path] = nil }
        }
    }

    private func drop(_ names: [String]) async {
        guard !names.isEmpty else { return }
        let keys = Set(names.map(key))
        for name in names {
            files[name] = nil
            dispatcher.remove(name)
        }
        await storing { try await $0.noteAbsent(keys, at: self.now) }
    }

    /// Notes rules whose accounts are open; answers what the journal has of them, by their names.
    @discardableResult
    private func note(_ files: [RuleFile], broken: String? = nil) async -> [String: RuleRecord] {
        let notes = files.compactMap { file in
            context(of: file).map { context in
                RuleNote(
                    key: RuleKey(account: context.owner, name: file.name), accountName: context.account,
                    server: context.server, path: file.script.path, schedule: file.timingText, broken: broken, at: now)
            }
        }
        guard !notes.isEmpty else { return [:] }
        var records: [RuleRecord] = []
        do { records = try await journal.note(notes) } catch .damaged where notes.count > 1 {
            // What is wrong with one rule is told of that one, and keeps the others from nothing.
            for note in notes {
                if let record = await storing({ try await $0.note(note) }) { records.append(record) }
            }
        } catch {
            tell(error)
        }
        return Dictionary(records.map { ($0.key.name, $0) }) { first, _ in first }
    }
}

extension RuleLibrary.Change {
    /// What is to be used from here on.
    fileprivate var file: RuleFile? {
        switch self {
        case .added(let file), .changed(let file, _): file
        case .removed, .broken, .mended, .unreadable: nil
        }
    }

    /// The rule that is there no longer, at least under this name.
    fileprivate var gone: String? {
        switch self {
        case .removed(let name, _): name
        case .changed(let file, let former): former == file.name ? nil : former
        case .added, .broken, .mended, .unreadable: nil
        }
    }
}
