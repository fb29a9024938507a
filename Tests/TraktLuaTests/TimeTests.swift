import Foundation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("`time`")
struct TimeTests {
    private static let calendarFile = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/TraktLua/Prelude/calendar.lua")

    /// Says what is the same, and what fails with which words.
    private static let checks = """
        local function same(got, expected)
          if got ~= expected then error(("got %s, expected %s"):format(tostring(got), tostring(expected)), 2) end
        end
        local function fails(words, body)
          local ok, problem = pcall(body)
          if ok then error("no error, expected: " .. words, 2) end
          if not tostring(problem):find(words, 1, true) then error(tostring(problem) .. ", expected: " .. words, 2) end
        end

        """

    private func check(_ script: String) async throws {
        try await withStage { stage in
            _ = try await stage.run(Self.checks + script).value
        }
    }

    @Test("Every day of the years 1 to 9999, counted one by one")
    func calendar() async throws {
        let calendar = try String(contentsOf: Self.calendarFile, encoding: .utf8)
        let script = """
            local calendar = (function() \(calendar)
            end)()
            local year, month, day, weekday, number = 1, 1, 1, 1, calendar.first  -- 0001-01-01 was a Monday
            local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
            while year <= 9999 do
              local y, m, d = calendar.from_days(number)
              if y ~= year or m ~= month or d ~= day or calendar.weekday(number) ~= weekday
                or calendar.to_days(year, month, day) ~= number then
                error(("%d-%d-%d is %d-%d-%d"):format(year, month, day, y, m, d))
              end
              local leap = year % 400 == 0 or year % 4 == 0 and year % 100 ~= 0
              day, number, weekday = day + 1, number + 1, weekday % 7 + 1
              if day > (month == 2 and leap and 29 or lengths[month]) then day, month = 1, month + 1 end
              if month > 12 then month, year = 1, year + 1 end
            end
            assert(number - 1 == calendar.last)
            return number - calendar.first
            """
        try await withStage { stage in
            let days = try await stage.value(of: script)
            let leapDays = 9999 / 4 - 9999 / 100 + 9999 / 400
            #expect(days.integer == Int64(9999 * 365 + leapDays))
        }
    }

    @Test("Random moments read and print as the platform's own `os.date` prints them")
    func againstOS() async throws {
        let seed = UInt64.random(in: 0..<1 << 40)
        let script = """
            math.randomseed(\(seed))
            for _ = 1, 3000 do
              local seconds = math.random(0, 4102444800)
              local text = os.date("!%Y-%m-%dT%H:%M:%SZ", seconds)
              local moment = time.parse(text)
              assert(moment - time.parse("1970-01-01T00:00:00Z") == seconds, text)
              assert(tostring(moment) == text:sub(1, -2) .. ".000Z", text)
              for _, pattern in ipairs { "%Y-%m-%d %H:%M:%S", "%F %T", "%a %A %b %B %d %e %y %u %%" } do
                assert(moment:format(pattern) == os.date("!" .. pattern, seconds), text)
              end
            end
            """
        try await withStage { stage in
            _ = try await stage.run(script).value
        }
        print("seed \(seed)")
    }

    @Test("The run's clock stands still")
    func now() async throws {
        try await check(
            """
            same(tostring(time.now()), "2026-03-04T12:34:56.000Z")
            same(tostring(time.today()), "2026-03-04")
            same(time.today(), time.now():date())
            same(time.now(), time.now())
            same(os.time(), 1772627696)
            same(time.now().hour, 12) same(time.now().minute, 34) same(time.now().second, 56)
            same(time.today().year, 2026) same(time.today().month, 3) same(time.today().day, 4)
            same(time.today():weekday(), 3)
            """)
    }

    @Test("Text in ISO 8601 is read, with its offset from UTC")
    func parsing() async throws {
        try await check(
            """
            same(tostring(time.parse "2026-11-23T10:00:00+01:00"), "2026-11-23T09:00:00.000Z")
            same(tostring(time.parse "2026-11-23T10:00:00.5Z"), "2026-11-23T10:00:00.500Z")
            same(tostring(time.parse "2026-01-01T00:30:00+01:00"), "2025-12-31T23:30:00.000Z")
            same(tostring(time.parse "2024-02-29"), "2024-02-29")
            for _, text in ipairs { "", "x", "2026-13-01", "2026-1-1", "2026-02-29", "2026-11-23T10:00:00",
              "2026-11-23T25:00:00Z", "2026-11-23T10:60:00Z", "2026-11-23T10:00:60Z", "0000-01-01",
              "2026-11-23T10:00:00.Z", "2026-11-23T10:00:00+1", "2026-11-23T10:00:00+99:00",
              "2026-11-23T10:00:00Z ", "2026-11-23\\0" } do
              fails("is not a time", function() return time.parse(text) end)
            end
            fails("is not a time", function() return time.parse(5) end)
            """)
    }

    @Test("Arithmetic, comparison and differences")
    func arithmetic() async throws {
        try await check(
            """
            same(tostring(time.today():minus_days(7)), "2026-02-25")
            same(time.today():plus { weeks = 1, days = 1 }, time.parse "2026-03-12")
            same(time.today():plus_days(7.0), time.parse "2026-03-11")
            same(tostring(time.today():at(20, 30)), "2026-03-04T20:30:00.000Z")
            assert(time.now() > "2026-03-04T12:34:00.000Z" and "2026-03-04T12:34:00.000Z" < time.now())
            same(time.now():days_until(time.parse "2026-03-06T00:10:00Z"), 2)
            same(time.today():days_until "2026-03-03", -1)
            same(time.now() - time.now():minus_minutes(90), 5400)
            same(math.type(time.now() - time.now():minus_minutes(90)), "integer")
            same(json.encode { a = time.today(), b = time.now() },
              '{"a":"2026-03-04","b":"2026-03-04T12:34:56.000Z"}')
            """)
    }

    @Test("What cannot be is refused in a sentence")
    func refusals() async throws {
        try await check(
            """
            fails("cannot compare", function() return time.now() < time.today() end)
            fails("cannot compare", function() return time.now() < 5 end)
            fails("has no plus_hours", function() return time.today():plus_hours(1) end)
            fails("cannot be added to a date", function() return time.today():plus { hours = 1 } end)
            for _, amount in ipairs { 1.5, "1", 0 / 0, 1 / 0, false } do
              fails("whole number", function() return time.today():plus_days(amount) end)
            end
            fails("whole number", function() return time.today():plus_days() end)
            fails("out of range", function() return time.today():plus_days(math.mininteger) end)
            fails("out of range", function() return time.now():plus_weeks(1e12) end)
            fails("out of range", function() return time.date(9999, 12, 31):plus_days(1) end)
            fails("out of range", function() return time.parse("0001-01-01"):minus_days(1) end)
            fails("out of range", function() return time.parse "0001-01-01T00:00:00+01:00" end)
            fails("cannot be changed", function() time.now().year = 5 end)
            fails("read-only", function() time.x = 5 end)
            fails("%Q is not known", function() return time.now():format "%Q" end)
            fails("has no hour", function() return time.today():format "%H" end)
            fails("time of day", function() return time.today():at(24) end)
            """)
    }

    @Test("A zone's clocks: every quarter of an hour of a year, there and back, against the system's own arithmetic")
    func zones() async throws {
        for zone in ["America/New_York", "Australia/Lord_Howe"] {
            let system = try #require(TimeZone(identifier: zone))
            let beginning = Date(timeIntervalSince1970: 1_767_225_600)  // 2026-01-01
            let offsets = (0..<365 * 96).map { system.secondsFromGMT(for: beginning + Double($0) * 900) / 900 }
            // Where the offset changes, and to what: enough to tell all of them.
            let changes = offsets.indices.filter { $0 == 0 || offsets[$0] != offsets[$0 - 1] }
            let expected = changes.map { "{ \($0), \(offsets[$0]) }" }.joined(separator: ", ")
            try await check(
                """
                local zone, changes = "\(zone)", { \(expected) }
                local moment, offset, next_change = time.parse "2026-01-01T00:00:00Z", 0, 1
                local shown_first = {}
                for quarter = 0, 365 * 96 - 1 do
                  if changes[next_change] and changes[next_change][1] == quarter then
                    offset, next_change = changes[next_change][2], next_change + 1
                  end
                  local clock = moment:plus_minutes(offset * 15)
                  local text = clock:format "%FT%T"
                  same(moment:format("%FT%T", zone), text)
                  same(moment:date(zone), clock:date())
                  shown_first[text] = shown_first[text] or moment
                  same(clock:date():at(clock.hour, clock.minute, 0, zone), shown_first[text])
                  moment = moment:plus_minutes(15)
                end
                """)
        }
    }

    @Test("A time that clocks skip is the moment they do so; one they show twice is the first; no zone is made up")
    func zonesAtChanges() async throws {
        try await check(
            """
            local spring, autumn = time.date(2026, 3, 29), time.date(2026, 10, 25)
            for minute = 0, 59 do
              same(tostring(spring:at(2, minute, 0, "Europe/Berlin")), "2026-03-29T01:00:00.000Z")
            end
            same(tostring(spring:at(3, 0, 0, "Europe/Berlin")), "2026-03-29T01:00:00.000Z")
            same(tostring(autumn:at(2, 0, 0, "Europe/Berlin")), "2026-10-25T00:00:00.000Z")
            same(tostring(autumn:at(2, 59, 59, "Europe/Berlin")), "2026-10-25T00:59:59.000Z")
            same(tostring(autumn:at(3, 0, 0, "Europe/Berlin")), "2026-10-25T02:00:00.000Z")
            same(time.today("Pacific/Kiritimati"), time.date(2026, 3, 5))
            same(time.today("UTC"), time.today())
            for _, zone in ipairs { "Berlin", "", 5, true, {} } do
              fails("is not a time zone", function() return time.today(zone) end)
              fails("is not a time zone", function() return time.now():format("%H", zone) end)
              fails("is not a time zone", function() return time.today():at(0, 0, 0, zone) end)
            end
            """)
    }

    @Test("The error stands at the script's line")
    func place() async throws {
        try await withStage { stage in
            let run = try await stage.run("local day = time.today()\n\nprint(day:plus_days('1'))")
            #expect(try run.failure.place == "test.lua:3")
        }
    }
}
