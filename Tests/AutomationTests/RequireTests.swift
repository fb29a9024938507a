import Foundation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("`require`")
struct RequireTests {
    /// A script's directory with these files, and beside it a directory `outside`.
    private func inDirectory(
        _ files: [String: String], _ body: (ScriptStage, URL) async throws -> Void
    ) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "require-\(UUID().uuidString)")
        let directory = root.appending(path: "rules")
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(
            at: root.appending(path: "outside"), withIntermediateDirectories: true)
        for (name, text) in files {
            let file = directory.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try await withStage { try await body($0, directory) }
    }

    @Test("A file beside the script is a module, run once; dots go into directories")
    func files() async throws {
        let files = [
            "dates.lua": "count = (count or 0) + 1 return { name = ..., deep = require 'lists.by_year' }",
            "lists/by_year.lua": "return 2026", "nothing.lua": "", "falsy.lua": "count = count + 1 return false",
        ]
        try await inDirectory(files) { stage, directory in
            let run = try await stage.run(
                """
                count = 0
                local dates = require "dates"
                assert(rawequal(dates, require "dates"))
                local falsy = { require "falsy", require "falsy" }
                return { dates.name, dates.deep, require "nothing", falsy[1], falsy[2], count }
                """, in: directory.path)
            #expect(try run.value == ["dates", 2026, true, false, false, 2])
        }
    }

    @Test("What comes with every script is there by name")
    func builtIn() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local ours = require "json"
                assert(not pcall(function() ours.encode = nil end), "a script cannot change what the prelude works with")
                return { rawequal(require "trakt", trakt), rawequal(require "time", time), rawequal(require "all", all),
                  rawequal(ours.null, json.null) and ours.encode { 1 } == json.encode { 1 } }
                """)
            #expect(try run.value == [true, true, true, true])
        }
    }

    @Test("A module may call Trakt while it loads")
    func waiting() async throws {
        try await inDirectory(["show.lua": "return trakt.shows.get('breaking-bad')"]) { stage, directory in
            let run = try await stage.run("return require('show').title", in: directory.path)
            #expect(try run.value == "Breaking Bad")
        }
    }

    @Test("Modules that require each other are named in their order")
    func cycle() async throws {
        let files = ["x.lua": "return require 'y'", "y.lua": "return require 'z'", "z.lua": "return require 'x'"]
        try await inDirectory(files) { stage, directory in
            let run = try await stage.run("require 'x'", in: directory.path)
            #expect(try run.failure.kind == "cycle")
            #expect(try run.failure.message.contains("x -> y -> z -> x"))
            // A cycle that was caught does not leave its modules half loaded.
            let again = try await stage.run(
                "local a, b = pcall(require, 'x'), pcall(require, 'x') return { a, b }", in: directory.path)
            #expect(try again.value == [false, false])
        }
    }

    @Test("An error in a module says the module's file and line")
    func errors() async throws {
        let files = ["syntax.lua": "local x =\n= 1", "broken.lua": "local nothing\n\nreturn nothing.field"]
        try await inDirectory(files) { stage, directory in
            let syntax = try await stage.run("\nrequire 'syntax'", in: directory.path)
            #expect(try syntax.failure.description.contains("syntax.lua:2:"))
            let broken = try await stage.run("\nrequire 'broken'", in: directory.path)
            #expect(try broken.failure.place?.hasSuffix("rules/broken.lua:3") == true)
        }
    }

    @Test("A module that is not there: which file was looked for, at the script's line")
    func missing() async throws {
        try await inDirectory(["a.lua": ""]) { stage, directory in
            let run = try await stage.run("\nlocal missing = require 'lists.missing'", in: directory.path)
            #expect(try run.failure.kind == "no_module")
            #expect(try run.failure.message.contains(directory.appending(path: "lists/missing.lua").path))
            #expect(try run.failure.place?.hasSuffix("test.lua:2") == true)
        }
    }

    @Test(
        "Names that are no names of modules are refused",
        arguments: ["../outside/secret", "..outside.secret", "/etc/passwd", "a/b", ".a", "a.", "", "a-b", "1a", "a..b"])
    func names(_ name: String) async throws {
        try await inDirectory(["a.lua": "return 1"]) { stage, directory in
            try Data("return 'secret'".utf8).write(
                to: directory.deletingLastPathComponent().appending(path: "outside/secret.lua"))
            let run = try await stage.run("local module = require(...)", in: directory.path, arguments: [name])
            #expect(try run.failure.kind == "invalid_argument")
            #expect(try run.failure.message.contains("require expects a name"))
            #expect(try run.failure.place?.hasSuffix("test.lua:1") == true)
        }
    }

    @Test("A link that leads out of the directory is not followed; one inside it is")
    func links() async throws {
        try await inDirectory(["real.lua": "return 'inside'"]) { stage, directory in
            let outside = directory.deletingLastPathComponent().appending(path: "outside")
            try Data("return 'secret'".utf8).write(to: outside.appending(path: "secret.lua"))
            let files = FileManager.default
            try files.createSymbolicLink(
                at: directory.appending(path: "out.lua"), withDestinationURL: outside.appending(path: "secret.lua"))
            try files.createSymbolicLink(at: directory.appending(path: "folder"), withDestinationURL: outside)
            try files.createSymbolicLink(
                at: directory.appending(path: "alias.lua"), withDestinationURL: directory.appending(path: "real.lua"))
            let out = try await stage.failure(of: "return require 'out'", in: directory.path)
            #expect(out.kind == "no_module")
            #expect(out.message.hasSuffix("is a link that leads out of the script's directory"))
            let through = try await stage.run("return require 'folder.secret'", in: directory.path)
            #expect(try through.failure.kind == "no_module")
            #expect(try await stage.value(of: "return require 'alias'", in: directory.path) == "inside")
        }
    }

    @Test("Bytecode and text that is not UTF-8 are no modules")
    func unreadable() async throws {
        try await inDirectory(["code.lua": "\u{1B}Lua"]) { stage, directory in
            try Data([0x72, 0x0A, 0xFF]).write(to: directory.appending(path: "latin.lua"))
            let bytecode = try await stage.run("require 'code'", in: directory.path)
            #expect(try bytecode.failure.message.contains("compiled Lua"))
            let latin = try await stage.run("require 'latin'", in: directory.path)
            #expect(try latin.failure.message.contains("latin.lua:2: the text is not UTF-8"))
        }
    }

    @Test("Two branches of `all` that load one module: one of them is told, none gets half of it")
    func branches() async throws {
        try await inDirectory(["slow.lua": "return trakt.shows.get('breaking-bad').title"]) { stage, directory in
            let run = try await stage.run(
                """
                local load = function() return require "slow" end
                local ok, problem = pcall(all, { load, load })
                return { ok, problem.kind, require "slow" }
                """, in: directory.path)
            #expect(try run.value == [false, "conflict", "Breaking Bad"])
        }
    }
}
