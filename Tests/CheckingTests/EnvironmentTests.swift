import Checking
import Foundation
import Lua
import LuaSyntax
import Synchronization
import Testing
import TraktLua

@Suite("What the checks know of the environment")
struct EnvironmentTests {
    /// Takes what a script prints, and answers nothing.
    private final class Listener: ScriptHost {
        private let printed = Mutex<[String]>([])
        var lines: [String] { printed.withLock { $0 } }

        func answer(_ message: Message) async -> Answer { .failure(Array("{}".utf8)) }

        func receive(_ message: Message) {
            guard let text = try? JSONDecoder().decode(String.self, from: Data(message.document)) else { return }
            printed.withLock { $0.append(text) }
        }
    }

    private func run(_ source: String) async -> [String] {
        let listener = Listener()
        let work = ScriptWork(
            source: Array(source.utf8), chunkName: "@test.lua", limits: Limits(), facts: Facts(now: 0), seed: 0)
        _ = await InProcess().run(work, for: listener, stop: StopSwitch())
        return listener.lines
    }

    @Test("is what a script sees: every global and every function of a library, and no other")
    func same() async throws {
        let names = await run(
            """
            for name in pairs(_G) do print(name) end
            for _, name in ipairs { "trakt", "time", "json", "all", "log", "store", "notify", "http" } do print(name) end
            for _, name in ipairs {
              "string", "table", "math", "utf8", "coroutine", "os", "debug", "json", "time", "log", "http"
            } do
              for field in pairs(_G[name]) do print(name .. "." .. field) end
            end
            """)
        #expect(names.count > 100)
        // What is there is known, whether it is called or not.
        for name in names { #expect(check("print(\(name))").findings.isEmpty, "\(name)") }
        // What is not there is told: each name with a letter more.
        for name in names.filter({ $0.contains(".") }) where !names.contains(name + "x") {
            #expect(check("\(name)x()").findings.map(\.severity) == [.error], "\(name)x")
        }
        for name in ["io", "package", "dofile", "loadfile", "warn", "unpack"] {
            #expect(!names.contains(name))
            #expect(check("print(\(name))").findings.map(\.code) == [.notAvailable], "\(name)")
        }
        for name in ["string.dump", "os.clock", "os.exit", "os.getenv", "table.getn", "math.pow"] {
            #expect(!names.contains(name))
            #expect(check("\(name)()").findings.map(\.code) == [.notAvailable], "\(name)")
        }
    }

    @Test("has every name in trakt, and the methods of every set")
    func tree() async throws {
        let names = await run(
            """
            local function visit(group, path)
              for name, value in pairs(group) do
                print(path .. "." .. name)
                local label = tostring(value)
                if type(value) == "table" and label:find("^trakt[%w_.]*: ") then visit(value, path .. "." .. name) end
              end
            end
            visit(trakt, "trakt")
            """)
        #expect(names.count > 300)
        for name in names { #expect(check("print(\(name))").findings.isEmpty, "\(name)") }
        let methods = await run(
            """
            for _, name in ipairs { "watchlist", "collection", "favorites", "ratings", "history" } do
              for _, method in ipairs { "items", "contains", "add", "add_if_room", "remove", "set", "since", "nothing" } do
                local has = pcall(function() return trakt[name][method] end)
                print((has and "+" or "-") .. name .. ":" .. method)
              end
            end
            """)
        #expect(methods.count == 40)
        for line in methods {
            let found = check("trakt.\(line.dropFirst())(x_y)").findings.map(\.code)
            #expect(found.contains(.unknownMethod) == line.hasPrefix("-"), "\(line)")
        }
    }
}
