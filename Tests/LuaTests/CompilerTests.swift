import Foundation
import Subprocess
import Testing

@Suite("The compiler guards the bridge")
struct CompilerTests {
    @Test(
        "Swift that calls what leaves by longjmp does not compile",
        arguments: [
            "lua_error(L)", "_ = lua_yieldk(L, 0, 0, nil)", "lua_callk(L, 0, 0, 0, nil)",
            "_ = lua_getfield(L, 1, \"x\")",
            "lua_setglobal(L, \"x\")", "_ = lua_next(L, 1)", "lua_concat(L, 2)", "_ = luaL_checkinteger(L, 1)",
            "_ = luaL_tolstring(L, 1, nil)", "luaL_openlibs(L)",
        ])
    func refused(_ call: String) async throws {
        let output = try await typecheck(call)
        #expect(output.contains("may leave by longjmp across the Swift frame"), "\(output)")
    }

    @Test("Swift that calls what never raises compiles")
    func accepted() async throws {
        #expect(try await typecheck("lua_pushinteger(L, 1); _ = lua_gettop(L); _ = lua_resume(L, nil, 0, nil)") == "")
    }

    private func typecheck(_ call: String) async throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).swift")
        try "import CLua\nfunc body(_ L: OpaquePointer) { \(call) }\n".write(
            to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let flags = try await Subprocess.run(
            .name("pkg-config"), arguments: ["--cflags-only-I", "lua5.4"], output: .string(limit: 4096))
        let include = flags.standardOutput.split(whereSeparator: \.isWhitespace).flatMap {
            ["-Xcc", String($0)]
        }
        let result = try await Subprocess.run(
            .name("swiftc"),
            arguments: Arguments(
                ["-typecheck", "-I", root.appending(path: "Modules/CLua").path] + include + [file.path]),
            output: .discarded, error: .string(limit: 1 << 20))
        return result.standardError
    }
}
