import Automation
import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@Suite("What a script logs")
struct LogTests {
    @Test("has a level, a message and fields, and is no printed line")
    func lines() async throws {
        let source = """
            print("printed")
            log.debug("one")
            log.info("two", { count = 2, names = { "a" } })
            log.warning(12, { at = time.date(2026, 3, 4), f = print ~= nil })
            log.error("four", { what = function() end, ["a\\xff"] = "b\\xff" })
            """
        try await withStage { stage in
            let run = try await stage.run(source)
            #expect(run.printed == ["printed"])
            let four = try #require(run.lines.last)
            #expect(
                run.lines.dropLast() == [
                    "printed", LogLine(.debug, "one"), LogLine(.info, "two", ["count": 2, "names": ["a"]]),
                    LogLine(.warning, "12", ["at": "2026-03-04", "f": true]),
                ])
            #expect(four.level == .error && four.message == "four")
            #expect(four.fields["what"]?.string?.hasPrefix("function") == true)
            #expect(four.fields["a\u{FFFD}"] == "b\u{FFFD}")
        }
    }

    @Test("is in the journal as it was logged, and a replay compares it")
    func kept() async throws {
        let source = "print(1) log.warning('no calendar', { status = 503 })"
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let id = try #require(try await stage.run(source, journal: journal).report.run)
            let record = try #require(try await journal.run(id))
            #expect(record.output == ["1", LogLine(.warning, "no calendar", ["status": 503])])
            #expect(record.output.map(\.text) == ["1", "warning: no calendar (status 503)"])
            #expect(try await Replay(of: record, steps: []).perform { _ in }.isSame)
            let louder = try ScriptFile(
                path: "test.lua", source: Array("print(1) log.error('no calendar', { status = 503 })".utf8))
            let report = try await Replay(of: record, steps: [], with: louder).perform { _ in }
            #expect(!report.hasSameOutput)
        }
    }

    @Test("is bounded like what it prints: the rest is counted")
    func bounded() async throws {
        try await withStage { stage in
            var limits = Limits(time: .seconds(300))
            limits.output = 1000
            let run = try await stage.run("for n = 1, 1000 do log.info('line ' .. n) end", limits: limits)
            #expect(run.lines.count < 30 && run.report.outputDropped > 30_000)
        }
    }

    @Test("is bounded by what is written, whatever a value says of itself when it is asked again")
    func fickle() async throws {
        try await withStage { stage in
            var limits = Limits(time: .seconds(300))
            limits.output = 1000
            let source = """
                local asked = 0
                local value = setmetatable({}, { __tojson = function()
                  asked = asked + 1
                  return asked <= 2 and "short" or ("x"):rep(5000)
                end })
                log.info("a", { value = value })
                """
            let run = try await stage.run(source, limits: limits)
            #expect(run.lines == [LogLine(.info, "a", ["value": "short"])])
        }
    }

    @Test("takes a table of fields and nothing else")
    func fields() async throws {
        try await withStage { stage in
            let error = try await stage.failure(of: "log.info('a', 'b')")
            #expect(error.kind == "invalid_argument" && error.message.contains("not b"))
            #expect(try await stage.failure(of: "log.warn('a')").message.contains("warn"))
        }
    }
}
