internal import Foundation
package import Scheduling
package import TraktLua

/// The rules in some folders, as they were when somebody last looked: the files directly in them. Folders in them hold modules,
/// which count with the rules that require them. A file that breaks keeps the version that worked.
package struct RuleLibrary: Sendable {
    /// What is different since the last look.
    package enum Change: Sendable {
        case added(RuleFile)
        /// - Parameter former: what the rule was called before.
        case changed(RuleFile, former: String)
        /// - Parameter path: where the rule was.
        case removed(name: String, path: String)
        /// - Parameter kept: the rule whose former version stays in use; nil where there is none.
        case broken(path: String, RuleFileError, kept: String?)
        /// A file that was broken is again what it was before.
        case mended(name: String)
        /// A folder cannot be read; what was in it stays in use.
        case unreadable(folder: String, reason: String)
    }

    package let folders: [String]
    private let zone: Zone
    private let runner: any ScriptRunner
    /// The only files that count; nil where all in the folders do.
    private let only: Set<String>?
    private var entries: [String: Entry] = [:]
    private var unreadable: Set<String> = []

    /// A file and what was last made of it.
    private struct Entry: Sendable {
        var version: FileVersion
        var rule: RuleFile?
        /// What the file required when it was read.
        var modules: Set<RuleInspection.Module>
        var isBroken = false
        /// Whether it may be in order without being another file, such as when its name is free again.
        var mayPass = false

        /// Whether something may be found in it that was not before.
        func isStale(_ current: FileVersion) -> Bool { version != current || modules.contains(where: \.isChanged) }
    }

    /// - Parameter runner: runs each file's own text, in which it says what rule it is.
    package init(folders: [String], zone: Zone, runner: any ScriptRunner = InProcess()) {
        self.folders = folders
        self.zone = zone
        self.runner = runner
        only = nil
    }

    /// These files, and all in these folders.
    package init(rules: [String], zone: Zone, runner: any ScriptRunner = InProcess()) {
        self.zone = zone
        self.runner = runner
        var (folders, only) = ([String](), Set<String>())
        for path in rules {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
                only.formUnion(Self.names(in: path).map { Self.path(of: $0, in: path) })
                folders.append(path)
            } else {
                let parts = path as NSString
                let folder = parts.deletingLastPathComponent.isEmpty ? "." : parts.deletingLastPathComponent
                only.insert(Self.path(of: parts.lastPathComponent, in: folder))
                folders.append(folder)
            }
        }
        self.folders = folders.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        self.only = only
    }

    /// The rules in use, by path.
    package var rules: [RuleFile] { entries.sorted { $0.key < $1.key }.compactMap(\.value.rule) }

    /// Where modules of the rules are, beside the folders themselves: what changes there may change a rule.
    package var moduleFolders: [String] {
        let all = Set(entries.values.flatMap(\.modules).map { Self.folder(of: $0.path) })
        return all.subtracting(folders.map(Self.name)).sorted()
    }

    /// Looks at every file again that is not what it was.
    package mutating func look() async -> [Change] {
        var changes: [Change] = []
        let files = files(&changes)
        for path in entries.keys.sorted() where files[path] == nil {
            // What is in a folder that cannot be read is not gone.
            guard !unreadable.contains(Self.folder(of: path)) else { continue }
            if let rule = entries.removeValue(forKey: path)?.rule {
                changes.append(.removed(name: rule.name, path: path))
            }
        }
        for (path, version) in files.sorted(by: { $0.key < $1.key }) where entries[path]?.isStale(version) ?? true {
            if let change = await read(path, version) { changes.append(change) }
        }
        // A name that was taken may be free now.
        for path in entries.keys.sorted() where entries[path]?.mayPass == true {
            guard let version = files[path], let change = await read(path, version) else { continue }
            if case .broken = change { continue }
            changes.append(change)
        }
        return changes
    }

    private mutating func read(_ path: String, _ version: FileVersion) async -> Change? {
        let former = entries[path]
        var modules: Set<RuleInspection.Module> = []
        do throws(RuleFileError) {
            let script: ScriptFile
            do { script = try ScriptFile(reading: path) } catch { throw .script(error) }
            let inspection = await RuleInspection(of: script, by: runner)
            modules = inspection.modules
            let rule = try RuleFile(script, inspection, zone: zone)
            if let rule, let other = other(than: path, named: rule.name) {
                throw .nameTaken(path: path, name: rule.name, by: other)
            }
            entries[path] = Entry(version: version, rule: rule, modules: modules)
            return Self.change(from: former, to: rule, at: path)
        } catch {
            if case .script(.missing) = error { return nil }  // gone since it was listed
            entries[path] = Entry(version: version, rule: former?.rule, modules: modules, isBroken: true)
            // What its own text did it would do again, and that may take seconds.
            if case .failed = error {} else { entries[path]?.mayPass = true }
            return .broken(path: path, error, kept: former?.rule?.name)
        }
    }

    private static func change(from former: Entry?, to rule: RuleFile?, at path: String) -> Change? {
        switch (former?.rule, rule) {
        case (nil, nil): nil
        case (nil, let rule?): .added(rule)
        case (let old?, nil): .removed(name: old.name, path: path)
        case (let old?, let rule?):
            if rule.isSame(as: old) {
                former?.isBroken == true ? .mended(name: rule.name) : nil
            } else {
                .changed(rule, former: old.name)
            }
        }
    }

    private func other(than path: String, named name: String) -> String? {
        entries.first { $0.key != path && $0.value.rule?.name == name }?.key
    }

    // MARK: Files

    private mutating func files(_ changes: inout [Change]) -> [String: FileVersion] {
        var found: [String: FileVersion] = [:]
        for folder in folders {
            do {
                for name in try FileManager.default.contentsOfDirectory(atPath: folder) where Self.isRule(name) {
                    let path = Self.path(of: name, in: folder)
                    if only?.contains(path) ?? true { found[path] = FileVersion(of: path) }
                }
                unreadable.remove(Self.name(of: folder))
            } catch {
                guard unreadable.insert(Self.name(of: folder)).inserted else { continue }
                changes.append(.unreadable(folder: folder, reason: error.localizedDescription))
            }
        }
        return found
    }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private static func path(of name: String, in folder: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// Files that editors make beside a rule are none.
    private static func isRule(_ name: String) -> Bool {
        name.hasSuffix(".lua") && !name.hasPrefix(".") && !name.hasPrefix("#")
    }

    private static func folder(of path: String) -> String { name(of: (path as NSString).deletingLastPathComponent) }

    private static func name(of folder: String) -> String {
        folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }
}
