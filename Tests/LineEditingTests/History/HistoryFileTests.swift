import Foundation
import LineEditing
import Testing

@Suite struct HistoryFileTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)")

    private func file(limit: Int = 10_000) throws -> HistoryFile {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        return HistoryFile(directory.appending(path: "deep/history").path, limit: limit)
    }

    private func add(_ text: String, to file: HistoryFile) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: file.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    @Test func whatIsAddedIsThereInTheNextSession() throws {
        let file = try file()
        #expect(try file.read() == [])
        let entries = ["print(1)", "for i = 1, 3 do\n  print('\\n\\\\', i)\nend", "日本 👩‍👩‍👧", "a\tb", "\\", "x \\n"]
        for entry in entries { try file.append(entry) }
        #expect(try HistoryFile(file.path).read() == entries)
    }

    @Test func onlyItsOwnerMayReadIt() throws {
        let file = try file()
        try file.append("secret")
        let permissions = { try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int }
        #expect(try permissions() == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        _ = try file.read()
        #expect(try permissions() == 0o600)
    }

    @Test func aDamagedLineTakesNoOtherWithIt() throws {
        let file = try file()
        try file.append("first")
        for damage in ["\\q\n", "\\\n", "\n\n", "a\0b\n", "half a li"] { try add(damage, to: file) }
        let handle = try FileHandle(forWritingTo: URL(filePath: file.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([0xFF, 0xFE, 0x0A]))
        try add("cut off", to: file)
        try file.append("last")
        #expect(try file.read() == ["first", "cut off", "last"])
    }

    @Test func aLongHistoryIsMadeShorter() throws {
        let file = try file(limit: 10)
        for number in 1...16 { try file.append("\(number)") }
        #expect(try file.read() == (7...16).map(String.init))
        let lines = try String(contentsOfFile: file.path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 10)
        try file.append("17")
        #expect(try file.read() == (8...17).map(String.init))
    }

    @Test func sessionsAtTheSameTimeLoseNothing() async throws {
        let file = try file(limit: 10)
        await withTaskGroup { group in
            for session in 0..<8 {
                group.addTask { @concurrent in
                    for number in 0..<40 { try? file.append("\(session) \(number)\n\(session)") }
                }
            }
        }
        let entries = try HistoryFile(file.path, limit: 1_000).read()
        #expect(entries.count == 320)
        for session in 0..<8 {
            #expect(entries.filter { $0.hasPrefix("\(session) ") } == (0..<40).map { "\(session) \($0)\n\(session)" })
        }
    }

    @Test func whatIsAddedWhileAnotherMakesItShorterIsNotLost() async throws {
        let file = try file(limit: 10)
        for number in 0..<20 { try file.append("old \(number)") }
        await withTaskGroup { group in
            for session in 0..<4 {
                group.addTask { @concurrent in
                    for number in 0..<2 {
                        try? file.append("new \(session) \(number)")
                        _ = try? file.read()
                    }
                }
            }
        }
        let entries = try file.read().filter { $0.hasPrefix("new") }
        #expect(Set(entries).count == 8)
    }

    @Test func whatCannotBeWrittenIsSaidAndNothingElseHappens() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let below = directory.appending(path: "a file")
        try Data().write(to: below)
        #expect(throws: HistoryError.self) { try HistoryFile(below.path + "/history").append("a") }
        #expect(throws: HistoryError.self) { try HistoryFile(directory.path).append("a") }
        #expect(throws: HistoryError.self) { try HistoryFile(directory.path).read() }
        let full = #expect(throws: HistoryError.self) { try HistoryFile("/dev/full").append("a") }
        #expect(full.map { "\($0)".contains("/dev/full") } == true)
    }
}
