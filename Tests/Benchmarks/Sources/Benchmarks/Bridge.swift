import CBaselines

extension [Comparison] {
    /// Calls of host functions, ten in a turn of the loop so that the loop hardly counts.
    static var calls: [Comparison] {
        func script(_ call: String) -> String {
            let calls = String(repeating: call + " ", count: 10)
            return "local nothing, add = nothing, add mark() for i = 1, 200000 do \(calls) end mark()"
        }
        return [
            Comparison(
                "call/nothing", .nanoseconds, script: script("nothing()"), count: 2_000_000,
                aim: .ratio(.atMost(2)), "a C function that does nothing"),
            Comparison(
                "call/add", .nanoseconds, script: script("add(i, 1)"), count: 2_000_000, aim: .ratio(.atMost(2)),
                "a C function that adds two integers"),
        ]
    }

    /// Suspending a script and resuming it, against nothing but Lua's own functions for it and against what Swift
    /// needs for a child task.
    static var waits: [Comparison] {
        let wait = "local wait = wait mark(true) for _ = 1, 50000 do wait() end mark(true)"
        let call = "local call = host.call mark(true) for _ = 1, 50000 do call('wait') end mark(true)"
        let aim = Aim.figure(.atMost(1000))
        return [
            Comparison(
                "wait/function", .nanoseconds, script: wait, count: 50_000, aim: aim, "lua_yieldk and lua_resume in C"),
            Comparison(
                "wait/message", .nanoseconds, script: call, plain: wait, count: 50_000, aim: aim,
                "lua_yieldk and lua_resume in C"),
            Comparison(
                name: "wait/task", unit: .nanoseconds, baseline: "a child task of a task group, without Lua",
                measure: { try await Script(source: wait).nanoseconds() / 50_000 },
                measureBaseline: { await childTasks(50_000) }),
        ]
    }

    /// What a script does by itself: limits must cost nothing here.
    static var loops: [Comparison] {
        func loop(_ name: String, _ before: String, _ count: Int, _ body: String) -> Comparison {
            Comparison(
                "loop/\(name)", .nanoseconds, script: "\(before) mark() for i = 1, \(count) do \(body) end mark()",
                count: count, aim: .ratio(.atMost(1.1)), "the same script in luaL_newstate")
        }
        return [
            loop("arithmetic", "local x = 0", 20_000_000, "x = (x + i * 3) % 1000003"),
            loop("functions", "local function f(a, b) return a + b end local x = 0", 5_000_000, "x = f(x, i)"),
            loop("tables", "local t = {}", 2_000_000, "t[i % 1000 + 1] = { id = i, title = 'x' }"),
            loop("globals", "count = 0", 5_000_000, "count = count + 1"),
            loop("concatenation", "local s", 1_000_000, "s = 'id ' .. i .. ' of'"),
            loop("format", "local format, s = string.format", 500_000, "s = format('%d: %s', i, 'title')"),
            loop("find", "local s, x = ('a'):rep(40) .. '2026-11-23'", 500_000, "x = s:find('%d+-%d+')"),
            loop("match", "local x", 500_000, "x = ('2026-11-23T10:00'):match('^(%d+)-(%d+)-(%d+)T')"),
            loop("gsub", "local x", 200_000, "x = ('the quick brown fox'):gsub('%w+', string.upper)"),
            loop("concat", "local t, s = {} for i = 1, 100 do t[i] = 'item' end", 50_000, "s = table.concat(t, ',')"),
            loop(
                "sort", "local t = {}", 20_000, "for k = 1, 50 do t[k] = (k * 7919 + i) % 101 end table.sort(t)"),
            loop(
                "coroutine", "local co = coroutine.wrap(function() while true do coroutine.yield(1) end end)",
                1_000_000, "co()"),
            loop(
                "new coroutine", "local wrap, f = coroutine.wrap, function() end", 100_000, "wrap(f)()"),
        ]
    }
}

extension [Comparison] {
    /// Tables in the order of their keys, where Lua follows its hash values.
    static var walks: [Comparison] {
        func walk(_ name: String, _ table: String, _ count: Int, loop: String = "pairs(t)", aim: Aim? = nil)
            -> Comparison
        {
            Comparison(
                "walk/\(name)", .nanoseconds,
                script:
                    "local x, t = 0, {} \(table) mark() for _ = 1, \(count) do for k, v in \(loop) do x = v end end mark()",
                count: count, aim: aim, "the same script in luaL_newstate")
        }
        func first(_ name: String, _ table: String) -> Comparison {
            Comparison(
                "first/\(name)", .nanoseconds,
                script: "local x, t = nil, {} \(table) mark() for _ = 1, 500000 do x = next(t) == nil end mark()",
                count: 500_000, "the same script in luaL_newstate")
        }
        let record = "t = { id = 1, title = 2, year = 3, ids = 4, slug = 5 }"
        return [
            walk("array of 100", "for k = 1, 100 do t[k] = k end", 20_000, aim: .ratio(.atMost(2))),
            walk("array of 5", "t = { 1, 2, 3, 4, 5 }", 200_000, aim: .ratio(.atMost(2))),
            walk("record of 5", record, 200_000, aim: .ratio(.atMost(2.5))),
            walk("record of 5, next", record, 200_000, loop: "next, t"),
            walk("nothing", "", 500_000, aim: .ratio(.atMost(1.5))),
            walk("ids, 1000", "for k = 1, 1000 do t[k * 7919 % 1000003] = k end", 500),
            walk("map of 1000", "for k = 1, 1000 do t['key' .. k] = k end", 500),
            walk("map of 100000", "for k = 1, 100000 do t['key' .. k] = k end", 5),
            first("nothing", ""), first("array", "t = { 1, 2, 3 }"), first("record of 5", record),
            Comparison(
                "make/functions", .nanoseconds,
                script: "local f mark() for i = 1, 1000000 do f = function() return i end end mark()",
                count: 1_000_000, "the same script in luaL_newstate"),
        ]
    }
}

/// Nanoseconds it takes to add a child task that returns at once and to await it.
@concurrent
private func childTasks(_ count: Int) async -> Double {
    let begin = plain_now()
    await withTaskGroup(of: Int.self) { group in
        for k in 0..<count {
            group.addTask { k }
            _ = await group.next()
        }
    }
    return Double(plain_now() - begin) / Double(count)
}
