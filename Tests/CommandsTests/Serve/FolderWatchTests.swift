import Commands
import Foundation
import Synchronization
import Testing

@Suite("A watch on folders", .timeLimit(.minutes(10)))
struct FolderWatchTests {
    /// With the kernel's announcements, and without.
    static let ways = [true, false]

    @Test("tells of every way in which a file can become another", arguments: ways)
    func files(isTold: Bool) async throws {
        try await withFolder { folder in
            let watch = await Watch([folder.path + "/rules"], isTold: isTold)
            try await watch.tells("the folder was made") { try folder.make("rules") }
            for (what, change) in Self.changes {
                try await watch.tells(what) { try change(folder) }
            }
        }
    }

    private static let changes: [(String, @Sendable (Folder) throws -> Void)] = [
        ("added", { try $0.write("rules/a.lua", "1") }),
        ("written to", { try $0.append("rules/a.lua", "2") }),
        (
            "renamed over",
            {
                try $0.write("elsewhere", "3")
                try $0.rename("elsewhere", "rules/a.lua")
            }
        ),
        ("renamed", { try $0.rename("rules/a.lua", "rules/b.lua") }),
        ("made unreadable", { #expect(chmod($0.path + "/rules/b.lua", 0) == 0) }),
        ("moved out", { try $0.rename("rules/b.lua", "b.lua") }),
        ("moved in", { try $0.rename("b.lua", "rules/b.lua") }),
        ("removed", { try $0.remove("rules/b.lua") }),
    ]

    @Test("follows its folder through removals, renames and another in its place", arguments: ways)
    func itself(isTold: Bool) async throws {
        try await withFolder { folder in
            try folder.make("up/rules")
            let watch = await Watch([folder.path + "/up/rules"], isTold: isTold)
            for (what, change) in Self.replacements {
                try await watch.tells(what) { try change(folder) }
                guard FileManager.default.fileExists(atPath: folder.path + "/up/rules") else { continue }
                try await watch.tells("written to after: \(what)") { try folder.write("up/rules/new.lua", what) }
            }
        }
    }

    private static let replacements: [(String, @Sendable (Folder) throws -> Void)] = [
        ("removed", { try $0.remove("up/rules") }),
        ("made again", { try $0.make("up/rules") }),
        ("renamed", { try $0.rename("up/rules", "up/old") }),
        ("renamed back", { try $0.rename("up/old", "up/rules") }),
        ("the folder above removed", { try $0.remove("up") }),
        ("all made again", { try $0.make("up/rules") }),
        ("the folder above renamed", { try $0.rename("up", "down") }),
        ("a link in its place", { try $0.link("up", to: "down") }),
        (
            "the link leads elsewhere",
            {
                try $0.make("other/rules")
                try $0.link("new", to: $0.path + "/other")
                try $0.rename("new", "up")
            }
        ),
    ]

    @Test("tells of what links in the folder lead to", arguments: ways)
    func links(isTold: Bool) async throws {
        try await withFolder { folder in
            try folder.make("rules")
            try folder.make("kept")
            try folder.write("kept/a.lua", "1")
            try folder.link("kept/b.lua", to: "a.lua")
            try folder.link("rules/link.lua", to: "../kept/b.lua")
            let watch = await Watch([folder.path + "/rules"], isTold: isTold)
            for (what, change) in Self.linked {
                try await watch.tells(what) { try change(folder) }
            }
        }
    }

    private static let linked: [(String, @Sendable (Folder) throws -> Void)] = [
        ("written to", { try $0.append("kept/a.lua", "2") }),
        (
            "renamed over",
            {
                try $0.write("new", "3")
                try $0.rename("new", "kept/a.lua")
            }
        ),
        (
            "the link in the middle leads elsewhere",
            {
                try $0.write("c.lua", "4")
                try $0.link("new", to: "../c.lua")
                try $0.rename("new", "kept/b.lua")
            }
        ),
        ("written to where it leads now", { try $0.append("c.lua", "5") }),
        ("the link leads nowhere", { try $0.remove("c.lua") }),
        ("and somewhere again", { try $0.write("c.lua", "6") }),
    ]

    @Test("tells when a cluster swaps the link to its whole content", arguments: ways)
    func cluster(isTold: Bool) async throws {
        try await withFolder { folder in
            try folder.make("rules/..2026_01")
            try folder.write("rules/..2026_01/a.lua", "1")
            try folder.link("rules/..data", to: "..2026_01")
            try folder.link("rules/a.lua", to: "..data/a.lua")
            let watch = await Watch([folder.path + "/rules"], isTold: isTold)
            for (number, text) in [(2, "2"), (3, "3")] {
                // Elsewhere, so that the swap alone is told of.
                try folder.make("..2026_0\(number)")
                try folder.write("..2026_0\(number)/a.lua", text)
                try folder.link("data_tmp", to: "../..2026_0\(number)")
                try await watch.tells("swapped") { try folder.rename("data_tmp", "rules/..data") }
            }
        }
    }

    @Test("tells once of what happens at once")
    func burst() async throws {
        try await withFolder { folder in
            try folder.make("rules")
            // As long as a busy machine may take for a few files.
            let watch = await Watch([folder.path + "/rules"], isTold: true, quiet: .seconds(1))
            try await watch.tells("a burst") {
                for number in 0..<50 { try folder.write("rules/\(number).lua", "1") }
            }
            #expect(await watch.rest() == 0)
        }
    }

    @Test("says nothing of other files, and nothing to who only reads")
    func silence() async throws {
        try await withFolder { folder in
            try folder.make("rules/below")
            try folder.write("rules/a.lua", "1")
            try folder.write("target.lua", "1")
            try folder.link("rules/link.lua", to: "../target.lua")
            let watch = await Watch([folder.path + "/rules"], isTold: true)
            _ = await watch.rest()
            _ = try String(contentsOfFile: folder.path + "/rules/a.lua", encoding: .utf8)
            _ = try String(contentsOfFile: folder.path + "/rules/link.lua", encoding: .utf8)
            _ = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/rules")
            try folder.write("other.lua", "1")
            try folder.write("rules/below/b.lua", "1")
            #expect(await watch.rest() == 0)
        }
    }

    @Test("says once that it has to look each second, and why")
    func notes() async throws {
        try await withFolder { folder in
            try folder.make("rules")
            let notes = Notes()
            let watch = await Watch([folder.path + "/rules"], isTold: false, noted: notes.add)
            for number in 0..<3 { try await watch.tells("written") { try folder.write("rules/\(number).lua", "1") } }
            #expect(
                notes.all == [
                    "Changes of files are not announced, so they are looked at each second: nobody asks the kernel for "
                        + "them."
                ])
        }
    }
}

/// A watch as its user has it.
private final class Watch: Sendable {
    private let words: Words
    private let task: Task<Void, Never>

    /// Begins a watch, and returns when nothing is missed any more.
    init(
        _ directories: [String], isTold: Bool, quiet: Duration = .milliseconds(20),
        noted: @escaping @Sendable (String) -> Void = { _ in }
    ) async {
        var pace = FolderWatch.Pace()
        pace.isTold = isTold
        pace.interval = .milliseconds(20)
        pace.quiet = quiet
        pace.patience = quiet * 20
        let watch = FolderWatch(directories, pace: pace, noted: noted)
        let words = Words()
        self.words = words
        task = Task { for await _ in watch.changes { words.add() } }
        #expect(await next(within: .seconds(120)), "the watch began")
    }

    deinit { task.cancel() }

    /// Makes a change when nothing of an earlier one is left to be told, and expects that it is told.
    func tells(
        _ what: String, at place: SourceLocation = #_sourceLocation, _ change: () throws -> Void
    ) async throws {
        _ = await rest()
        try change()
        #expect(await next(within: .seconds(120)), "\(what)", sourceLocation: place)
    }

    /// How often it says "look again" until it is silent.
    func rest() async -> Int {
        var count = 0
        while await next(within: .milliseconds(120)) { count += 1 }
        return count
    }

    func next(within limit: Duration) async -> Bool { await words.next(within: limit) }
}

/// The words that were said and not taken yet, and who waits for the next one.
private final class Words: Sendable {
    private struct State {
        var count = 0
        var turn = 0
        /// The last turn whose time was up, perhaps before anybody waited.
        var expired = 0
        var waiting: CheckedContinuation<Bool, Never>?
    }

    private let state = Mutex(State())

    func add() {
        let waiting = state.withLock { state in
            if state.waiting == nil { state.count += 1 }
            return state.waiting.take()
        }
        waiting?.resume(returning: true)
    }

    /// Takes a word, when there is one within the time.
    func next(within limit: Duration) async -> Bool {
        let turn = state.withLock { state in
            state.turn += 1
            return state.turn
        }
        let alarm = Task { if (try? await Task.sleep(for: limit)) != nil { giveUp(turn) } }
        defer { alarm.cancel() }
        return await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                if state.count > 0 {
                    state.count -= 1
                    return true
                }
                if state.expired == turn { return false }
                state.waiting = continuation
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    private func giveUp(_ turn: Int) {
        let waiting = state.withLock { state in
            state.expired = turn
            return state.turn == turn ? state.waiting.take() : nil
        }
        waiting?.resume(returning: false)
    }
}

private final class Notes: Sendable {
    private let notes = Mutex<[String]>([])
    var all: [String] { notes.withLock { $0 } }
    func add(_ note: String) { notes.withLock { $0.append(note) } }
}
