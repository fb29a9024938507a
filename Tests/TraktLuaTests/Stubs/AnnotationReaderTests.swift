import Testing

@testable import TraktLua

@Suite("The reader of annotations in these tests")
struct AnnotationReaderTests {
    @Test(
        "refuses what is no annotation",
        arguments: [
            "---@clas trakt.Thing", "---@class", "---@class a b", "---@field name string", "---@type \"open",
            "---@type {a: }",
            "---@type fun(a: string", "---@type table<string>", "---@type string[", "---@return string!",
            "---@overload fun(a string)", "---@alias a |", "---| \"word\"", "local", "print(1)",
            "function x.y() return 1 end",
        ])
    func refuses(_ line: String) {
        #expect(throws: AnnotationError.self) { try AnnotatedFiles([EditorStubs.File(name: "a.lua", text: line)]) }
    }

    @Test("reads what is one")
    func reads() throws {
        let text = """
            ---@class a.Thing : a.Other, a.Third
            ---@field name? string|"x" what it is called
            ---@field [integer] (string|number)[]
            ---@field ["3d"] { a: fun(b?: integer, ...: any): string?, boolean }
            local thing = {}

            ---@param x table<string, integer[]> some
            ---@return boolean
            function thing:go(x) end
            """
        let files = try AnnotatedFiles([EditorStubs.File(name: "a.lua", text: text)])
        let members = files.members(of: "a.Thing")
        #expect(Set(members.keys) == ["name", "3d", "go"])
        #expect(members["name"]?.isOptional == true)
        #expect(members["name"]?.type == .union([.named("string"), .literal("x")]))
        #expect(files.element(of: "a.Thing") == .array(.union([.named("string"), .named("number")])))
        #expect(members["go"]?.type == .function(parameters: [], results: [.named("boolean")]))
        #expect(Set(files.mentions.keys).isSuperset(of: ["a.Other", "a.Third", "integer", "boolean", "any"]))
    }
}
