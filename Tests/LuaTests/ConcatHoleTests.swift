import Lua
import Testing

/// Debian 12's Lua keeps a pointer into the stack across a `__concat` metamethod. These ordinary scripts went wrong or
/// crashed before every coroutine was given a reserved stack.
@Suite("Innocent scripts on a Lua with the concat hole")
struct ConcatHoleTests {
    private static let metamethod = """
        local depth = 0
        local function stretch(n) if n == 0 then return 0 end return 1 + stretch(n - 1) end
        local u = setmetatable({}, { __concat = function(a, b)
          stretch(150)
          collectgarbage()
          return (type(a) == "table" and "u" or a) .. (type(b) == "table" and "u" or b)
        end })

        """

    @Test(
        "A concatenation with a metamethod gives the right text in every kind of coroutine",
        arguments: [
            #"return "x" .. u .. "z""#,
            #"return coroutine.wrap(function() return "x" .. u .. "z" end)()"#,
            #"return select(2, coroutine.resume(coroutine.create(function() return "x" .. u .. "z" end)))"#,
            #"local r for i = 1, 300 do r = coroutine.wrap(function() return "x" .. u .. "z" end)() end return r"#,
            #"return coroutine.wrap(function() return coroutine.wrap(function() return "x" .. u .. "z" end)() end)()"#,
            #"return coroutine.wrap(function() coroutine.yield() return "x" .. u .. "z" end)() or coroutine.wrap(function() return "x" .. u .. "z" end)()"#,
            #"return coroutine.wrap(function() host.call("e") return "x" .. u .. "z" end)()"#,
            #"return coroutine.wrap(function(...) local a, b, c = ... return "x" .. u .. "z" end)(1, 2, 3)"#,
        ])
    func innocent(_ source: String) async throws {
        #expect(try await value(of: Self.metamethod + source) == #""xuz""#)
    }

    @Test("The release is read from the library that is linked")
    func release() {
        let parts = Release.number.split(separator: ".")
        #expect(parts.count == 3)
        #expect(parts.first == "5")
        #expect(Release.hasConcatHole == (Int(parts[2]).map { $0 <= 4 } ?? false))
    }
}
