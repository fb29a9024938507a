import Automation
import Foundation
import TestSupport
import Testing
import Trakt

@Suite("Files that are scripts, and files that are not")
struct ScriptFileTests {
    private func inDirectory(_ body: (URL) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "script-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory)
    }

    private func error(reading path: String) -> ScriptFileError? {
        do {
            _ = try ScriptFile(reading: path)
            return nil
        } catch {
            return error
        }
    }

    @Test("A byte order mark and a first line for the shell are passed over; the lines keep their numbers")
    func readable() async throws {
        let text = Array("#!/usr/bin/env moonreel\nlocal x = nil\nreturn x.y".utf8)
        for source in [text, [0xEF, 0xBB, 0xBF] + text] {
            let script = try ScriptFile(path: "test.lua", source: source)
            #expect(script.source.first == UInt8(ascii: "\n"))
        }
        let empty = try ScriptFile(path: "test.lua", source: [0xEF, 0xBB, 0xBF])
        #expect(empty.source.isEmpty)
    }

    @Test("An empty file is a script that does nothing")
    func empty() throws {
        try inDirectory { directory in
            let file = directory.appending(path: "empty.lua")
            try Data().write(to: file)
            let script = try ScriptFile(reading: file.path)
            #expect(script.source.isEmpty)
            #expect(script.directory == directory.path)
        }
    }

    @Test("A missing file, a directory, bytecode and text of another encoding each have their sentence")
    func refused() throws {
        try inDirectory { directory in
            let path = directory.path
            #expect(error(reading: path + "/no.lua") == .missing(path + "/no.lua"))
            #expect(error(reading: path) == .directory(path))
            try Data([0x1B, 0x4C, 0x75, 0x61, 0x54]).write(to: directory.appending(path: "code.lua"))
            #expect(error(reading: path + "/code.lua") == .bytecode(path + "/code.lua"))
            for error in [ScriptFileError.missing("a"), .directory("a"), .bytecode("a"), .tooLong("a")] {
                #expect(error.description.hasPrefix("a: "))
            }
        }
    }

    @Test("The line of the first byte that is not UTF-8 is named", arguments: [1, 2, 3, 40, 1000])
    func encoding(_ line: Int) {
        for before in ["", "é", "🎬x", "plain"] {
            let source = Array(String(repeating: "ö -- Ä\n", count: line - 1).utf8) + Array(before.utf8) + [0xFF, 0x0A]
            #expect(throws: ScriptFileError.notUTF8("test.lua", line: line)) {
                try ScriptFile(path: "test.lua", source: source + Array("\nmore".utf8))
            }
        }
    }

    @Test("A file larger than any script is refused before it is read as a whole")
    func tooLong() throws {
        try inDirectory { directory in
            let file = directory.appending(path: "long.lua")
            try Data(repeating: UInt8(ascii: "\n"), count: ScriptFile.longest + 1).write(to: file)
            #expect(error(reading: file.path) == .tooLong(file.path))
        }
    }
}
