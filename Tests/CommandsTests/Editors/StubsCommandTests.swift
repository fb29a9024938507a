import Foundation
import Testing
import Trakt

@Suite("moonreel stubs")
struct StubsCommandTests {
    @Test("prints the annotations")
    func prints() async throws {
        let ended = try await Program.run(["stubs"])
        #expect(ended.code == 0 && ended.errors == "")
        for line in ["---@class trakt.shows", "---@class moonreel.Rule", "function time.now() end"] {
            #expect(ended.output.contains(line + "\n"), "\(line)")
        }
    }

    @Test("writes them beside scripts, out of the way of moonreel serve, with settings that name them")
    func writes() async throws {
        try await withWorkspace { workspace in
            let ended = try await Program.run(["stubs", "-o", "rules"], in: workspace)
            #expect(ended.code == 0 && ended.output == "")
            let settings = try JSONValue(parsing: Array(workspace.text("rules/.luarc.json").utf8))
            #expect(settings["workspace.library"] == [".moonreel"])
            #expect(settings["runtime.builtin"]?["io"] == "disable")
            #expect(try workspace.text("rules/.moonreel/endpoints.lua").hasPrefix("---@meta\n"))
            let rules = try FileManager.default.contentsOfDirectory(atPath: workspace.path + "/rules")
            #expect(Set(rules) == [".luarc.json", ".moonreel"])
        }
    }

    @Test("leaves somebody's own settings as they are, and says what they lack")
    func ownSettings() async throws {
        let own = #"{ "workspace.library": ["mine"], "runtime": { "version": "Lua 5.4" } }"#
        try await withWorkspace(["rules/.luarc.json": own]) { workspace in
            let ended = try await Program.run(["stubs", "-o", "rules"], in: workspace)
            #expect(ended.code == 0)
            #expect(try workspace.text("rules/.luarc.json") == own)
            #expect(ended.errors.contains(#""workspace.library": [".moonreel"]"#))
            #expect(!ended.errors.contains("runtime.version"))
        }
    }

    @Test("has nothing to say of settings that name them, and cannot read those with comments")
    func settled() async throws {
        try await withWorkspace { workspace in
            _ = try await Program.run(["stubs", "-o", "."], in: workspace)
            let again = try await Program.run(["stubs", "-o", "."], in: workspace)
            #expect(again.code == 0 && again.errorLines.count == 1)
            try workspace.write(".luarc.json", "// mine\n{}")
            let commented = try await Program.run(["stubs", "-o", "."], in: workspace)
            #expect(commented.errors.contains("is not read here"))
            #expect(try workspace.text(".luarc.json") == "// mine\n{}")
        }
    }

    @Test("says where it cannot write, and that a directory has a name")
    func unwritable() async throws {
        try await withWorkspace(["taken": "a file", "rules/.moonreel": "a file"]) { workspace in
            for (directory, file) in [("taken", "taken"), ("rules", "rules/.moonreel")] {
                let ended = try await Program.run(["stubs", "-o", directory], in: workspace)
                let said =
                    "The annotations could not be written: \(file) is a file; name the directory of the scripts."
                #expect(ended.code == 1 && ended.errorLines == ["moonreel: \(said)"])
            }
            #expect(try await Program.run(["stubs", "-o", ""], in: workspace).code == 2)
        }
    }

    @Test("removes annotations that another version wrote, and nothing else")
    func outdated() async throws {
        let files = ["old.lua": "---@meta\n", "own.lua": "return 1", "notes.txt": "---@meta\n"]
        let placed = Dictionary(uniqueKeysWithValues: files.map { (".moonreel/" + $0.key, $0.value) })
        try await withWorkspace(placed) { workspace in
            #expect(try await Program.run(["stubs", "-o", "."], in: workspace).code == 0)
            let names = Set(try FileManager.default.contentsOfDirectory(atPath: workspace.path + "/.moonreel"))
            #expect(!names.contains("old.lua"))
            #expect(names.isSuperset(of: ["own.lua", "notes.txt", "endpoints.lua"]))
        }
    }

    /// A script with a slip on each of its lines from the third on.
    private static let slips = """
        local show = trakt.shows.get("breaking-bad", { extended = "full" })
        local list = trakt.list { name = "Tonight" }
        print(show.titel)
        print(trakt.serch)
        trakt.watchlist:ad(show)
        print(trakt.hidden("droped"))
        io.write(list.name)
        """

    @Test(
        "lets a language server find slips, and none in the rules that come with the program",
        .enabled(if: Shells.path(of: "lua-language-server") != nil, "lua-language-server is not installed"))
    func languageServer() async throws {
        let rules = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../scripts/rules")
        try await withWorkspace(["slips.lua": Self.slips]) { workspace in
            _ = try await Program.shell(
                """
                cp "\(rules.standardizedFileURL.path)"/*.lua . && $M stubs -o . 2>/dev/null
                lua-language-server --check . --logpath="$PWD/log"
                """, in: workspace)
            let findings = try JSONValue(parsing: Array(workspace.text("log/check.json").utf8)).object ?? [:]
            let slips = findings.first { $0.key.hasSuffix("/slips.lua") }?.value.array ?? []
            let lines = Set(slips.compactMap { $0["range"]?["start"]?["line"]?.integer })
            #expect(lines == Set(2...6))
            #expect(!findings.contains { $0.key.hasSuffix("-episodes.lua") || $0.key.hasSuffix("-digest.lua") })
        }
    }
}
