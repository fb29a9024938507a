import Automation
import Foundation
import Lua
import TestSupport
import Testing
import Trakt

@testable import TraktLua

@Suite("Annotations for editors")
struct StubTests {
    private let files: AnnotatedFiles

    init() throws { files = try AnnotatedFiles() }

    @Test("are Lua that compiles, in files with names of their own")
    func compiles() throws {
        for file in EditorStubs.files {
            #expect(file.text.hasPrefix("---@meta\n"), "\(file.name)")
            #expect(throws: Never.self, "\(file.name)") {
                try PreludeModule(name: file.name, global: nil, source: Array(file.text.utf8))
            }
        }
        #expect(Set(EditorStubs.files.map(\.name)).count == EditorStubs.files.count)
    }

    @Test("name no type that is not defined")
    func resolves() {
        let lua: Set<String> = [
            "any", "nil", "boolean", "string", "number", "integer", "function", "table", "thread", "userdata",
        ]
        for (name, line) in files.mentions.sorted(by: { $0.key < $1.key }) where !lua.contains(name) {
            #expect(files.classes[name] != nil || files.aliases[name] != nil, "\(name) in \(line)")
        }
    }

    @Test("have every name that a script sees, and no other")
    func names() async throws {
        try await withStage { stage in
            let added = try Prelude.modules.get().compactMap(\.global) + ["json"]
            let names = added.map { "\"\($0)\"" }.joined(separator: ", ")
            let seen = try await stage.value(of: "local added = { \(names) }\n" + Self.walk)
            var told: [String: JSONValue] = [:]
            for (name, type) in files.globals { tell(name, type, &told) }
            // Whole as the editor's own Lua has them.
            for name in ["string", "table", "math", "utf8", "coroutine"] { told[name] = "value" }
            let expected = try #require(seen.object)
            for name in Set(expected.keys).union(told.keys).sorted() {
                #expect(told[name] == expected[name], "\(name)")
            }
            #expect(expected.count > 400)
        }
    }

    /// Names of what a script sees, each with what is below it: groups, endpoints, and functions.
    private static let walk = """
        local seen = {}
        local function look(path, value)
          if type(value) == "table" and path:find("^trakt") then
            local ok, method = pcall(function() return value.method end)
            if ok then seen[path] = value.id return end
            local is_set, add = pcall(function() return value.contains end)
            if is_set then seen[path] = "set" return end
            seen[path] = "group"
            for name, member in pairs(value) do look(path .. "." .. name, member) end
          elseif type(value) == "table" and path ~= "_G" and path ~= "store"
              and not ({ string = 1, table = 1, math = 1, utf8 = 1, coroutine = 1 })[path] then
            seen[path] = "group"
            for name, member in pairs(value) do seen[path .. "." .. name] = type(member) == "function" and "function" or "value" end
          else
            seen[path] = type(value) == "function" and "function" or "value"
          end
        end
        for name, value in pairs(_G) do look(name, value) end
        -- What the program adds is looked up when it is used.
        for _, name in ipairs(added) do look(name, _G[name]) end
        return seen
        """

    private func tell(_ path: String, _ type: AnnotatedType, _ told: inout [String: JSONValue]) {
        switch type {
        case .function: told[path] = "function"
        case .named(let name) where files.inherits(name, from: "trakt.Endpoint"):
            told[path] = .string(String(name.dropFirst("trakt.".count)))
        case .named(let name) where files.inherits(name, from: "trakt.Set"): told[path] = "set"
        case .named(let name) where files.classes[name] != nil:
            told[path] = "group"
            for (member, found) in files.members(of: name) { tell("\(path).\(member)", found.type, &told) }
        default: told[path] = "value"
        }
    }

    @Test("have every method of every set, and no other")
    func sets() async throws {
        let sets = [
            "trakt.watchlist": "Watchlist", "trakt.favorites": "Favorites", "trakt.ratings": "Ratings",
            "trakt.collection": "Collection", "trakt.history": "History", "trakt.hidden('dropped')": "Hidden",
            "trakt.list('Rainy days')": "OneList",
        ]
        try await withStage { stage in
            for (set, name) in sets {
                let names = try await stage.value(
                    of: """
                        local ok, problem = pcall(function() return \(set).zzzzzzzzzzzzzzzzzzzz end)
                        return problem.message
                        """
                ).string
                let told = files.members(of: "trakt.\(name)").filter {
                    if case .function = $0.value.type { true } else { false }
                }
                #expect(names?.hasSuffix(" has \(told.keys.sorted().joined(separator: ", ")).") == true, "\(set)")
            }
        }
    }

    @Test("have the methods and fields of instants and dates")
    func times() async throws {
        try await withStage { stage in
            for (value, name) in [("time.now()", "time.Instant"), ("time.today()", "time.Date")] {
                for member in files.members(of: name).keys {
                    #expect(try await stage.value(of: "return type(\(value).\(member))") != "nil", "\(member)")
                }
                for unit in ["weeks", "days", "hours", "minutes", "seconds"] {
                    let exists = try await stage.value(of: "return pcall(function() return \(value).plus_\(unit) end)")
                    for method in ["plus", "minus"] {
                        let isTold = files.members(of: name)["\(method)_\(unit)"] != nil
                        #expect(isTold == exists.boolean, "\(name) \(method)_\(unit)")
                    }
                }
            }
        }
    }

    @Test("say of every endpoint what it takes, and with which words")
    func parameters() {
        for endpoint in Catalogue.all {
            let name = "trakt.\(endpoint.id)"
            let table = endpoint.pathParameters.isEmpty ? "Options" : "Arguments"
            let told = files.members(of: "\(name).\(table)")
            #expect(Set(told.keys) == Set(endpoint.argumentNames), "\(endpoint.id)")
            for parameter in endpoint.pathParameters + endpoint.query {
                #expect(told[parameter.name]?.isOptional == !parameter.isRequired, "\(endpoint.id) \(parameter.name)")
                if case .oneOf(let words) = parameter.kind {
                    #expect(told[parameter.name]?.type.words == Set(words), "\(endpoint.id) \(parameter.name)")
                }
            }
            for field in endpoint.body ?? [] {
                #expect(told[field.name]?.isOptional == !field.isRequired, "\(endpoint.id) \(field.name)")
                if case .oneOf(let words) = field.kind {
                    #expect(told[field.name]?.type.words == Set(words), "\(endpoint.id) \(field.name)")
                }
            }
            #expect(told["extended"].map { Set(endpoint.extended).isSubset(of: $0.type.words) } ?? true)
            #expect(files.classes[name]?.overloads.isEmpty == false, "\(endpoint.id)")
        }
    }

    @Test("know every surface that a rule may change, and every key that it may wait for")
    func rules() {
        #expect(files.aliases["moonreel.Surface"]?.words == Set(Surface.allCases.map(\.rawValue)))
        #expect(files.aliases["moonreel.ActivityKey"]?.words == Set(ActivityKeys.all))
    }
}
