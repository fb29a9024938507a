import Foundation
import GRDB
import Journal
import Testing

@testable import Storage

@Suite("A look at the journal while somebody types")
struct JournalGlanceTests {
    @Test("sees the newest runs and the rules that are there, while another program writes")
    func whileInUse() async throws {
        try await withJournalFile { path in
            let store = try SQLiteStore.open(path)
            for _ in 1...3 { _ = try await store.begin(someRun) }
            let other = RuleKey(account: someRule.account, name: "weekly")
            for rule in [someRule, other] { _ = try await store.note(note(rule, at: slot(0))) }
            try await store.noteAbsent([other], at: slot(1))
            let glance = JournalGlance(path: path)
            try await store.writer.write { database in
                try database.execute(sql: "UPDATE run SET path = 'b.lua'")
                #expect(glance.runs(atMost: 2) == [3, 2])
                #expect(glance.rules() == ["nightly"])
            }
        }
    }

    @Test("sees nothing in a file that is none, or that is not there, and leaves everything as it is")
    func leavesNothing() async throws {
        try await withJournalFile { path in
            let glance = JournalGlance(path: path)
            #expect(glance.runs(atMost: 9).isEmpty && glance.rules().isEmpty)
            #expect(!FileManager.default.fileExists(atPath: path))

            let store = try SQLiteStore.open(path)
            _ = try await store.begin(someRun)
            try await close(store)
            let before = try Directory(of: path)
            #expect(glance.runs(atMost: 9) == [1])
            #expect(try Directory(of: path) == before)

            try Data("no database at all".utf8).write(to: URL(filePath: path))
            let broken = try Directory(of: path)
            #expect(glance.runs(atMost: 9).isEmpty)
            #expect(try Directory(of: path) == broken)
        }
        #expect(JournalGlance([:]).runs(atMost: 9).isEmpty)
    }
}
