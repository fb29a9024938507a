import Testing

@Suite("Bad scripts")
struct BadScriptTests {
    @Test(
        "A script that fails ends with 1, and the first line says where and why",
        arguments: [
            ("local a = 1\nlocal b = = 2", "test.lua:2: unexpected symbol near '='"),
            ("error({ code = 7, reason = 'so' })", #"test.lua:1: the error is a table: {"code":7,"reason":"so"}"#),
            (
                "\nerror(setmetatable({}, { __tostring = function() return 'my own words' end }))",
                "test.lua:2: my own words"
            ),
            ("error()", "test.lua:1: error was called without a message"),
            ("error(42)", "test.lua:1: 42"),
            (
                "\n\nlocal s = ('x'):rep(1 << 31)",
                "test.lua:3: resulting string too large (2147483648 bytes; the limit is "
            ),
            (
                "trakt.calendars.my_shows { start_date = '2026-01-01', genre = 'x' }",
                #"test.lua:1: calendars.my_shows has no parameter "genre"; did you mean "genres"?"#
            ),
            (
                "trakt.search.text { type = 'movie', query = 'b', years = '2010-2005' }",
                #"test.lua:1: search.text: years takes a year such as 2016, or a range such as "2005-2010", "#
                    + #"not "2010-2005"; the first end is larger than the second."#
            ),
            (
                "trakt.calendars.my_shows { start_date = '2026-01-01', days = 34 }",
                "test.lua:1: calendars.my_shows: days takes a whole number from 1 to 33, not 34."
            ),
        ])
    func message(_ source: String, _ sentence: String) async throws {
        let ended = try await runScript(source)
        #expect(ended.code == 1)
        #expect(ended.errorLines.count == 1, "\(ended.errors)")
        #expect(ended.errors.hasPrefix("moonreel: " + sentence), "\(ended.errors)")
        #expect(ended.output == "")
    }

    @Test("An error deep in callbacks comes with the way there, innermost first")
    func traceback() async throws {
        let ended = try await runScript(
            """
            local function field(x)
              return x.a.b
            end
            table.sort({ 2, 1 }, function(a, b)
              return (("abc"):gsub("b", function() local c = field(1) return c end))
            end)
            """)
        #expect(ended.code == 1)
        #expect(
            ended.errorLines == [
                "moonreel: test.lua:2: attempt to index a number value (local 'x')",
                "  test.lua:2: in function 'field'",
                "  test.lua:5: in the function of line 5",
                "  test.lua:5: in the function of line 4",
                "  test.lua:4: in the main part",
            ])
    }

    @Test("An error in a branch of all{} ends the script with the branch's line")
    func branch() async throws {
        let ended = try await runScript(
            "all {\n  function() trakt.users.settings.get() end,\n  function() error('broke') end,\n}")
        #expect(ended.code == 1)
        #expect(ended.errorLines.first == "moonreel: test.lua:3: broke")
    }

    @Test(
        "Endless loops and endless pattern matches end at --timeout",
        arguments: [
            "while true do end", "while true do pcall(error) end",
            "return (('a'):rep(1e6)):find(('a*'):rep(30) .. 'b')",
        ])
    func timeout(_ source: String) async throws {
        let ended = try await runScript("\n" + source, ["--timeout", "300ms"])
        #expect(ended.code == 1)
        #expect(
            ended.errorLines.first
                == "moonreel: The script was stopped after 300ms, its time limit (--timeout), at test.lua:2.")
    }

    @Test(
        "A script that holds more than it may is stopped, in the line where it did",
        arguments: [
            "local s = 'x' for i = 1, 31 do s = s .. s end", "local t = {} for i = 1, 1e7 do t[i] = {} end",
            "local t = {} for i = 1, 1e6 do t[i] = coroutine.create(function() end) end",
        ])
    func memory(_ source: String) async throws {
        let ended = try await runScript("print('begun')\n" + source)
        #expect(ended.code == 1)
        #expect(ended.output == "begun\n")
        #expect(
            ended.errorLines.first
                == "moonreel: The script was stopped because it held more than 256 MiB of memory, at test.lua:2.")
    }

    @Test(
        "Garbage is no memory: ten million tables and a hundred thousand coroutines come and go",
        arguments: [
            "for i = 1, 1e7 do local t = {} end", "for i = 1, 1e5 do coroutine.wrap(function() end)() end",
        ])
    func garbage(_ source: String) async throws {
        let ended = try await runScript(source + " print('done')")
        #expect(ended.code == 0)
        #expect(ended.output == "done\n")
        #expect(ended.errors == "")
    }

    @Test(
        "A file that is no script is told so",
        arguments: [
            (
                [UInt8]("print('a')\n-- caf".utf8) + [0xE9, 0x0A], 1,
                "moonreel: test.lua:2: the text is not UTF-8; save the file in that encoding\n"
            ),
            (
                [0x1B, 0x4C, 0x75, 0x61, 0x54], 1,
                "moonreel: test.lua: this is compiled Lua; only the source text is run\n"
            ),
            ([], 0, "moonreel: test.lua: the file is empty, so nothing was done.\n"),
        ] as [([UInt8], Int32, String)])
    func file(_ bytes: [UInt8], _ code: Int32, _ sentence: String) async throws {
        try await withWorkspace { workspace in
            try workspace.write("test.lua", bytes)
            let ended = try await Program.run(["run", "--sandbox", "test.lua"], in: workspace)
            #expect(ended.code == code)
            #expect(ended.errors == sentence)
            #expect(ended.output == "")
        }
    }

    @Test("A directory and a missing file are told apart")
    func noFile() async throws {
        try await withWorkspace(["dir/a.lua": ""]) { workspace in
            let directory = try await Program.run(["run", "--sandbox", "dir"], in: workspace)
            #expect(directory.code == 1)
            #expect(directory.errors == "moonreel: dir: this is a directory; name a Lua file in it\n")
            let missing = try await Program.run(["run", "--sandbox", "no.lua"], in: workspace)
            #expect(missing.code == 1)
            #expect(missing.errors == "moonreel: no.lua: there is no such file\n")
        }
    }

    @Test("A byte order mark and a line for the shell are passed over, and lines keep their numbers")
    func mark() async throws {
        let ended = try await runScript("\u{FEFF}#!/usr/bin/env moonreel\nprint('hi')\nerror('third')")
        #expect(ended.code == 1)
        #expect(ended.output == "hi\n")
        #expect(ended.errors == "moonreel: test.lua:3: third\n")
    }

    @Test(
        "A script's path is named as it was written",
        arguments: [
            "with space.lua", "a:7: b.lua", String(repeating: "long", count: 50) + ".lua", "deep/er/x.lua", "ünï.lua",
        ])
    func path(_ name: String) async throws {
        try await withWorkspace([name: "\nerror('here')"]) { workspace in
            let relative = try await Program.run(["run", "--sandbox", name], in: workspace)
            #expect(relative.errors == "moonreel: \(name):2: here\n")
            let absolute = workspace.path + "/" + name
            let other = try await Program.run(["run", "--sandbox", absolute])
            #expect(other.errors == "moonreel: \(absolute):2: here\n")
            try workspace.write(name, "f(\nlocal a")
            let syntax = try await Program.run(["run", "--sandbox", name], in: workspace)
            #expect(syntax.errors.hasPrefix("moonreel: \(name):2: unexpected symbol near 'local'"))
        }
    }

    @Test("require finds what lies beside the script, from any directory")
    func require() async throws {
        let files = [
            "rules/main.lua": "print(require('lib.words').hello)", "rules/lib/words.lua": "return { hello = 'hi' }",
        ]
        try await withWorkspace(files) { workspace in
            for path in ["rules/main.lua", workspace.path + "/rules/main.lua"] {
                let ended = try await Program.run(["run", "--sandbox", path], in: workspace)
                #expect(ended.errors == "")
                #expect(ended.output == "hi\n")
            }
        }
    }
}
