import Foundation
import Lua
import Testing

@Suite("The same script does the same")
struct DeterminismTests {
    /// Each script tells something that Lua by itself tells differently from process to process, or from state to state.
    private static let scripts = [
        // Text keys, whose hash values Lua seeds by the clock and by addresses.
        "local t = {} for i = 1, 200 do t['key' .. i] = i end for k, v in pairs(t) do print(k, v) end",
        "local t = {} for i = 1, 20 do t['key' .. i] = i end for k in next, t do print(k) end",
        "local t = {} for i = 1, 50 do t[{ i }] = i t[function() return t end] = -i end "
            + "for _, v in pairs(t) do print(v) end",
        "local t = {} for i = 1, 9 do t[coroutine.create(print)] = i end for _, v in pairs(t) do print(v) end",
        "for name, value in pairs(_G) do print(name, value) end",
        "for name in pairs(string) do print(name) end print(next(_G))",
        "print({}, print, function() end, coroutine.create(print), string.format)",
        "print(('%s %p %10p|%-22p|'):format({}, {}, 1, print))",
        "print(pcall(error, {}), select(2, pcall(error, print)))",
        "prnit()", "error({})", "error(print)", "error(function() end)",
        "print(os.time(), os.date(), os.date('*t').hour, os.time { year = 2026, month = 2, day = 31 })",
        "print(math.random(), math.random(1000), math.random(0)) math.randomseed() print(math.random())",
    ]

    private func told(by source: String) async throws -> String {
        let host = ScriptedHost()
        let outcome = try await run(source, for: host)
        return host.printed.joined(separator: "\n") + "\n\(outcome)"
    }

    @Test("Two interpreters print the same bytes, and end the same way", arguments: scripts)
    func twice(_ source: String) async throws {
        let first = try await told(by: source)
        // What was allocated meanwhile moves what comes.
        let others = try (1...20).map { _ in try makeInterpreter() }
        #expect(try await told(by: source) == first)
        _ = others
    }

    @Test("pairs goes by positions, numbers, texts, booleans, and what was made first")
    func pairsOrder() async throws {
        let source = """
            local first, second = {}, {}
            local t = { 'a', 'b', [4] = 'd', [0] = 'zero', [-1] = 'minus', [2.5] = 'half', [1e300] = 'huge' }
            t.b, t.a, t.B, t.ab, t[''] = 1, 1, 1, 1, 1
            t[true], t[false], t[second], t[first] = 1, 1, 'second', 'first'
            local seen = {}
            for k, v in pairs(t) do
              seen[#seen + 1] = type(k) == 'table' and v or tostring(k)
            end
            local again = {}
            for k, v in next, t do again[#again + 1] = type(k) == 'table' and v or tostring(k) end
            return { table.concat(seen, ' '), table.concat(again, ' ') }
            """
        let order = "1 2 4 -1 0 2.5 1e+300  B a ab b false true first second"
        #expect(try await value(of: source) == "[\"\(order)\",\"\(order)\"]")
    }

    @Test("Every key comes once, whatever the size of a table and however it was filled")
    func everyKey() async throws {
        let source = """
            local function check(t, count)
              for _, walk in ipairs { function() return pairs(t) end, function() return next, t end } do
                local seen, n, last = {}, 0, nil
                for k, v in walk() do
                  assert(not seen[k] and rawequal(t[k], v))
                  assert(type(k) ~= 'string' or type(last) ~= 'string' or last < k)
                  seen[k], n, last = true, n + 1, k
                end
                assert(n == count, n .. ' of ' .. count)
              end
            end
            for size = 0, 80 do
              local texts, mixed, holes, backwards = {}, {}, {}, {}
              for i = 1, size do
                texts['k' .. i * 7919 % 101] = i
                mixed[i], mixed['k' .. i] = i, i
                holes[i * 3] = i
                backwards[size + 1 - i] = i
              end
              check(texts, size) check(mixed, 2 * size) check(holes, size) check(backwards, size)
            end
            local large = {}
            for i = 1, 20000 do large['k' .. i] = i end
            check(large, 20000)
            return true
            """
        #expect(try await value(of: source) == "true")
    }

    @Test("Fields may be changed and cleared while a table is walked; what is cleared does not come")
    func clearing() async throws {
        let source = """
            local function walked(walk)
              local t, seen = { 1, 2, 3, a = 1, b = 2, c = 3, d = 4 }, {}
              for k, v in walk(t) do
                seen[#seen + 1] = tostring(k) .. v
                t[k] = nil
                if k == 'a' then t.c, t.d = nil, 5 end
                if k == 1 then t[2] = nil end
              end
              assert(next(t) == nil)
              return table.concat(seen, ' ')
            end
            return { walked(pairs), walked(function(t) return next, t end) }
            """
        #expect(try await value(of: source) == #"["11 33 a1 b2 d5","11 33 a1 b2 d5"]"#)
    }

    @Test("pairs keeps to the manual: __pairs, three values, nested and broken off walks, and errors")
    func manual() async throws {
        let source = """
            local t = { x = 1, y = 2 }
            local f, s, c = pairs(t)
            assert(type(f) == 'function' and s == t and c == nil)
            assert(f(s, nil) == 'x' and f(s, 'x') == 'y' and f(s, 'y') == nil and f(s, nil) == 'x')
            local own = setmetatable({}, { __pairs = function(t) return function(_, k) return not k and 1 or nil end, t end })
            for k in pairs(own) do assert(k == 1) end
            local n = 0
            for _ in pairs(t) do for _ in pairs(t) do n = n + 1 end end
            for _ in next, t do for _ in next, t do n = n + 1 end end
            for _ in next, t do break end
            t.a = 0
            assert(next(t) == 'a' and next({}) == nil and next({ 5 }) == 1 and next({ 5 }, 1) == nil)
            local function told(f) return (select(2, pcall(f)):gsub('^[^ ]* ', '')) end
            return { n, told(function() pairs() end), told(function() next(5) end) }
            """
        #expect(
            try await value(of: source)
                == #"[8,"bad argument #1 to 'pairs' (table expected, got no value)","bad argument #1 to 'next' (table expected, got number)"]"#
        )
    }

    @Test("An endless number of keys does not keep a script from being stopped")
    func stopping() async throws {
        let outcome = try await run(
            "local t = {} for i = 1, 100000 do t['k' .. i] = i end while true do for _ in pairs(t) do end end",
            limits: Limits(time: .milliseconds(300)))
        guard case .stopped(.deadline, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test("string.format tells of values as tostring does, and of everything else as Lua does")
    func format() async throws {
        let source = """
            local t, s = {}, setmetatable({}, { __tostring = function() return 'mine' end })
            assert(('%s|%5s'):format(t, 'x') == tostring(t) .. '|    x')
            assert(('%p'):format(t) == tostring(t):match('0x%x+') and ('%p'):format(t) ~= ('%p'):format({}))
            assert(('%%p %s %d%%'):format(s, 5) == '%p mine 5%')
            assert(('%p'):format('text') == ('%p'):format('te' .. 'xt'))
            local function told(f) return (select(2, pcall(f)):gsub('^[^ ]* ', '')) end
            return { told(function() string.format('%s %s', t) end), told(function() string.format('%d', t) end) }
            """
        #expect(
            try await value(of: source)
                == #"["bad argument #3 to 'format' (no value)","bad argument #2 to 'format' (number expected, got table)"]"#
        )
    }

    @Test("Dates are in UTC wherever the machine stands, and a date beyond its month is put right")
    func dates() async throws {
        let source = """
            local date = { year = 2026, month = 2, day = 31 }
            local time = os.time(date)
            return { time, date.month, date.day, date.hour, date.isdst, os.date('%Y-%m-%d %H:%M:%S', time),
              os.date('*t', time).hour, select(2, pcall(os.time, { year = 2026 })) }
            """
        // 3 March 2026, 12:00:00 UTC.
        #expect(
            try await value(of: source)
                == #"[1772539200,3,3,12,false,"2026-03-03 12:00:00",12,"field 'day' missing in date table"]"#)
    }
}
