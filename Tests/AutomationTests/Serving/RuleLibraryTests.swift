import Automation
import Foundation
import Lua
import Scheduling
import Synchronization
import Testing
import TraktLua

@Suite("Rule library: the rules in folders, and what changes there")
struct RuleLibraryTests {
    /// A folder of rules that is gone afterwards.
    private func withFolder(_ body: (Folder) async throws -> Void) async throws {
        let folder = Folder(path: NSTemporaryDirectory() + "rules-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        do { try await body(folder) } catch {
            try? FileManager.default.removeItem(atPath: folder.path)
            throw error
        }
        try? FileManager.default.removeItem(atPath: folder.path)
    }

    private struct Folder {
        let path: String

        func write(_ text: String, to name: String) throws {
            let folder = (path + "/" + name as NSString).deletingLastPathComponent
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"), options: .atomic)
        }

        func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

        var library: RuleLibrary { RuleLibrary(folders: [path], zone: .utc) }

        /// A library that has seen a rule in `one.lua`.
        func library(with rule: String) async throws -> RuleLibrary {
            var library = library
            try write(rule, to: "one.lua")
            _ = await library.look()
            return library
        }
    }

    private static func rule(_ name: String, every: String = "1h") -> String {
        "return { name = \"\(name)\", schedule = \"every \(every)\", run = function() end }"
    }

    /// A change in a few words.
    private func words(_ changes: [RuleLibrary.Change]) -> [String] {
        changes.map { change in
            switch change {
            case .added(let rule): "added \(rule.name)"
            case .changed(let rule, let former): "changed \(former) to \(rule.name)"
            case .removed(let name, _): "removed \(name)"
            case .broken(_, _, let kept): "broken, kept \(kept ?? "nothing")"
            case .mended(let name): "mended \(name)"
            case .unreadable: "unreadable"
            }
        }
    }

    @Test("Every file that is a rule is one, by its name; modules, hidden files and those of editors are none")
    func found() async throws {
        try await withFolder { folder in
            try folder.write(Self.rule("One"), to: "one.lua")
            try folder.write("return { schedule = 'daily at 07:30', run = function() end }", to: "no-name.lua")
            try folder.write("return { helper = function() end }", to: "module.lua")
            try folder.write(Self.rule("Hidden"), to: ".hidden.lua")
            try folder.write(Self.rule("Editor"), to: "#one.lua")
            try folder.write(Self.rule("Text"), to: "one.txt")
            var library = folder.library
            #expect(words(await library.look()) == ["added no-name", "added One"])
            #expect(library.rules.map(\.timingText) == ["every day at 07:30, UTC", "every hour"])
            #expect(await library.look().isEmpty)
        }
    }

    @Test("A file that is written, replaced, renamed or removed is noticed, one that is only touched is not")
    func changed() async throws {
        try await withFolder { folder in
            var library = try await folder.library(with: Self.rule("One"))
            try folder.write(Self.rule("One", every: "2h"), to: "one.lua")
            #expect(words(await library.look()) == ["changed One to One"])
            try folder.write(Self.rule("One", every: "2h"), to: "one.lua")
            #expect(await library.look().isEmpty)
            try folder.write(Self.rule("Uno", every: "2h"), to: "one.lua")
            #expect(words(await library.look()) == ["changed One to Uno"])
            try folder.remove("one.lua")
            #expect(words(await library.look()) == ["removed Uno"])
        }
    }

    @Test("A file that breaks keeps the version that worked, says why, and is mended by its former text")
    func broken() async throws {
        try await withFolder { folder in
            var library = try await folder.library(with: Self.rule("One"))
            try folder.write("return {", to: "one.lua")
            let changes = await library.look()
            #expect(words(changes) == ["broken, kept One"])
            guard case .broken(_, let error, _)? = changes.first else { return }
            #expect("\(error)".contains("one.lua:1:"))
            #expect(library.rules.map(\.name) == ["One"])
            try folder.write(Self.rule("One"), to: "one.lua")
            #expect(words(await library.look()) == ["mended One"])
        }
    }

    @Test(
        "What a file says wrongly is told with its place and what is accepted",
        arguments: [
            ("return { schedule = 'every', run = function() end }", "one.lua: its schedule cannot be read."),
            ("return { schedule = 5, run = function() end }", "one.lua: its schedule cannot be read."),
            (
                "return { on_change = { 'episode.watched_at' }, run = function() end }",
                "did you mean \"episodes.watched_at\"?"
            ),
            ("return { on_change = 'all', run = function() end }", "keys such as \"episodes.watched_at\""),
            ("return { schedule = 'every 1h' }", "no function run"),
            ("return { schedule = function() end, run = function() end }", "a rule's schedule is a text, or a table"),
            ("return { on_change = { print }, run = function() end }", "a rule's on_change is a text, or a table"),
            ("local l = trakt.sync.last_activities() return { run = function() end }", "ask for it inside run"),
            ("while true do end", "one.lua:1"),
        ])
    func wrong(_ text: String, _ says: String) async throws {
        try await withFolder { folder in
            var library = folder.library
            try folder.write(text, to: "one.lua")
            guard case .broken(_, let error, nil)? = await library.look().first else {
                Issue.record("the file is taken for a rule")
                return
            }
            #expect("\(error)".contains(says), "\(error)")
        }
    }

    @Test("Of two files with rules of one name the second is refused, until the name is free")
    func sameName() async throws {
        try await withFolder { folder in
            var library = folder.library
            try folder.write(Self.rule("One"), to: "a.lua")
            try folder.write(Self.rule("One"), to: "b.lua")
            let changes = await library.look()
            #expect(words(changes) == ["added One", "broken, kept nothing"])
            guard case .broken(_, let error, _)? = changes.last else { return }
            #expect("\(error)".contains("there is a rule \"One\" already, in \(folder.path)/a.lua"))
            try folder.remove("a.lua")
            #expect(words(await library.look()) == ["removed One", "added One"])
        }
    }

    @Test("A rule that broke through a module is in use again when the module is mended")
    func module() async throws {
        try await withFolder { folder in
            var library = folder.library
            try folder.write("return {", to: "util.lua")
            try folder.write("local util = require 'util' " + Self.rule("One"), to: "one.lua")
            _ = await library.look()
            #expect(library.rules.isEmpty)
            try folder.write("return {}", to: "util.lua")
            #expect(words(await library.look()) == ["added One"])
        }
    }

    @Test("What a rule says with the help of a module, also of one in a folder, changes and breaks with that")
    func fromModule() async throws {
        try await withFolder { folder in
            var library = folder.library
            try folder.write("return { every = 'every 1h' }", to: "lists/times.lua")
            try folder.write(
                "local times = require 'lists.times' return { name = 'One', schedule = times.every, run = print }",
                to: "one.lua")
            // No rule: it is not directly in the folder.
            try folder.write(Self.rule("Two"), to: "lists/two.lua")
            #expect(words(await library.look()) == ["added One"])
            #expect(library.moduleFolders == [folder.path + "/lists"])
            try folder.write("return { every = 'every 2h' }", to: "lists/times.lua")
            #expect(words(await library.look()) == ["changed One to One"])
            #expect(library.rules.map(\.timingText) == ["every 2 hours"])
            try folder.write("return { every = 'every 2h', more = 1 }", to: "lists/times.lua")
            #expect(await library.look().isEmpty)
            try folder.remove("lists")
            #expect(words(await library.look()) == ["broken, kept One"])
            #expect(library.moduleFolders == [folder.path + "/lists"])
            try folder.write("return { every = 'every 2h' }", to: "lists/times.lua")
            #expect(words(await library.look()) == ["mended One"])
        }
    }

    @Test("A folder that cannot be read is told once, and its rules stay in use")
    func unreadable() async throws {
        try await withFolder { folder in
            var library = try await folder.library(with: Self.rule("One"))
            let elsewhere = folder.path + "-moved"
            try FileManager.default.moveItem(atPath: folder.path, toPath: elsewhere)
            #expect(words(await library.look()) == ["unreadable"])
            #expect(await library.look().isEmpty)
            #expect(library.rules.map(\.name) == ["One"])
            try FileManager.default.moveItem(atPath: elsewhere, toPath: folder.path)
            #expect(await library.look().isEmpty)
        }
    }
}

/// Counts the scripts it runs.
private final class CountingRunner: ScriptRunner {
    private let runs = Mutex(0)

    var count: Int { runs.withLock { $0 } }

    func run(_ work: ScriptWork, for host: some ScriptHost, stop: StopSwitch) async -> ScriptEnding {
        runs.withLock { $0 += 1 }
        return await InProcess().run(work, for: host, stop: stop)
    }
}

extension RuleLibraryTests {
    @Test("A file whose text fails is run once, and not again before it is another")
    func failsOnce() async throws {
        try await withFolder { folder in
            try folder.write("error('no')", to: "a.lua")
            let runner = CountingRunner()
            var library = RuleLibrary(folders: [folder.path], zone: .utc, runner: runner)
            for _ in 1...3 { _ = await library.look() }
            #expect(runner.count == 1)
            try folder.write("return 1 -- mended", to: "a.lua")
            _ = await library.look()
            #expect(runner.count == 2)
        }
    }
}
