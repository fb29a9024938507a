import Foundation
import Lua
import Testing

@Suite("Walking tables")
struct TraversalTests {
    private static let model = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Models/traversal.lua")

    /// `MOONREEL_TEST_SEED`, or as many as `MOONREEL_TEST_RUNS` says.
    private static let seeds: [UInt64] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["MOONREEL_TEST_SEED"].flatMap(UInt64.init) { return [seed] }
        return Array(1...max(1, environment["MOONREEL_TEST_RUNS"].flatMap(UInt64.init) ?? 4))
    }()

    @Test("Whatever is done to tables while they are walked, what comes is what a model says", arguments: seeds)
    func model(seed: UInt64) async throws {
        let text = try String(contentsOf: Self.model, encoding: .utf8)
        let outcome = try await run(
            "local seed, rounds = \(seed), 10 " + text, limits: Limits(time: .seconds(120)))
        guard case .finished(let steps) = outcome else {
            Issue.record("seed \(seed): \(outcome)")
            return
        }
        #expect(Int(String(decoding: steps, as: UTF8.self)) ?? 0 > 1000)
    }

    @Test("A walk that was broken off does not hide what was added since")
    func brokenOff() async throws {
        let source = """
            local function keys(t)
              local keys = {}
              for k in pairs(t) do keys[#keys + 1] = tostring(k) end
              return table.concat(keys, ' ')
            end
            local t = { a = 1, b = 2, c = 3 }
            for _ in pairs(t) do break end
            t.aa = 1
            local first = keys(t)
            local object = {}
            t[object] = 1
            for k in pairs(t) do if k == 'b' then break end end
            t.bb, t[true], t[object] = 1, 1, nil
            return { first, keys(t) }
            """
        #expect(try await value(of: source) == #"["a aa b c","a aa b bb c true"]"#)
    }

    @Test("A table that was walked does not keep what is only weakly in it")
    func weak() async throws {
        let source = """
            local t = setmetatable({}, { __mode = 'k' })
            for _ = 1, 30 do t[{}] = true end
            for _ in pairs(t) do break end
            collectgarbage()
            return next(t) == nil
            """
        #expect(try await value(of: source) == "true")
    }

    @Test("Loops in loops over one table come to every pair, and so do loops over more tables than are remembered")
    func nested() async throws {
        let source = """
            local function pairs_of(t)
              local n = 0
              for a in pairs(t) do for b in pairs(t) do for c in next, t do n = n + 1 end end end
              return n
            end
            local texts, large, mixed = { a = 1, b = 2, c = 3 }, {}, { 1, 2, x = 3, [true] = 4 }
            for k = 1, 20 do large['k' .. k] = k end
            local function deep(level)
              local n = 0
              for _ in pairs { a = 1, b = 2, level } do n = n + (level == 0 and 1 or deep(level - 1)) end
              return n
            end
            return { pairs_of(texts), pairs_of(large), pairs_of(mixed), pairs_of { 1, 2, 3 }, deep(8) }
            """
        #expect(try await value(of: source) == "[27,8000,64,27,19683]")
    }
}
