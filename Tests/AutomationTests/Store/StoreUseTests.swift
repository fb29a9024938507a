import Automation
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@Suite("What a script can do with its store")
struct StoreUseTests {
    private static let contents = "store.name, store[1], store[2] = 'n', 'a', 'b'"

    @Test(
        "Whatever touches it first, it is a table like any other",
        arguments: [
            "return store.name == 'n'",
            "return #store == 2",
            "return next(store) == 1",
            "local n = 0 for _ in next, store do n = n + 1 end return n == 3",
            "local n = 0 for _ in pairs(store) do n = n + 1 end return n == 3",
            "local n = 0 for _ in ipairs(store) do n = n + 1 end return n == 2",
            "store.name = nil return next(store, 2) == nil",
            "store[3] = 'c' table.sort(store, function(a, b) return a > b end) return store[1] == 'c'",
            "local s = store s.name = 'other' return rawget(store, 'name') == 'other'",
            "return pcall(function() return store.name end) and store.name == 'n'",
            "return coroutine.wrap(function() return store.name end)() == 'n'",
            "local a, b = all { function() store.name = 'm' return store.name end, function() return store[1] end } return a .. b == 'ma' and store.name == 'm'",
            "return require('store').name == 'n'",
            "local s = setmetatable({}, { __index = store }) return s.name == 'n'",
        ])
    func touched(_ body: String) async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            _ = try await stage.run(StoreTests.rule(Self.contents), journal: journal).value
            #expect(try await stage.run(StoreTests.rule(body), journal: journal).value == true)
        }
    }

    @Test(
        "Where a script cannot wait it cannot be touched first, and stays as it was",
        arguments: [
            "table.sort({ 2, 1 }, function(a, b) return store.name ~= nil and a < b end)",
            "table.insert(store, 'c')",
            "json.encode(store)",
            "('x'):gsub('x', function() return store.name end)",
        ])
    func unwaitable(_ body: String) async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let whole = "local ok, problem = pcall(function() \(body) end) store.ok = ok return problem.kind"
            #expect(try await stage.run(StoreTests.rule(whole), journal: journal).value == "cannot_wait")
        }
    }

    @Test(
        "Only a rule has one, and only inside its function",
        arguments: [
            "return store.a", "store.a = 1 return { run = function() end }", "for _ in pairs(store) do end",
            "return #store",
        ])
    func outside(_ source: String) async throws {
        try await withStage { stage in
            let error = try await stage.failure(of: source)
            #expect(error.kind == "invalid_call" && error.message.contains("use it inside run"))
        }
    }

    @Test(
        "What cannot be kept is told with its path, and the run fails",
        arguments: [
            ("store.a = { b = { print } }", "store.a.b[1] is a function"),
            ("store[12] = { ['a b'] = coroutine.create(print) }", #"store[12]["a b"] is a thread"#),
            ("store.a = 0/0 store.b = 1", "store.a is the number"),
            ("store.a = { big = math.huge }", "store.a.big is the number inf"),
            ("store.a = { '\\xff' }", "store.a[1] is text that is not UTF-8"),
            ("store.a = {} store.a.a = store.a", "or contains itself"),
            ("store.a = { [1.5] = 1 }", "store.a is a table whose key 1.5 is a number"),
            ("store[print] = 1", "store is a table whose key"),
            ("store.a = { json.null }", "store.a[1] is a null"),
        ])
    func unkeepable(_ body: String, _ says: String) async throws {
        try await withStage { stage in
            let error = try await stage.run(StoreTests.rule(body)).failure
            #expect(error.kind == "not_kept" && error.message.contains(says), "\(error)")
        }
    }

    @Test("It has a limit: what is larger fails the run and leaves it as it was")
    func tooLarge() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            _ = try await stage.run(StoreTests.rule("store.a = ('x'):rep(999000)"), journal: journal).value
            let grown = try await stage.run(StoreTests.rule("store.b = ('x'):rep(1000)"), journal: journal).failure
            #expect(grown.kind == "too_large" && grown.message.contains("at most 1000000 are kept"))
            #expect(try await stage.run(StoreTests.rule("return store.b == nil"), journal: journal).value == true)
        }
    }
}
