import Foundation
import Testing

private let rule = """
    return {
      name = "Inbox", schedule = "daily at 07:30", writes = { "lists" },
      run = function() trakt.list("Inbox"):add(trakt.calendars.my_shows { days = 7 }) end,
    }
    """

@Suite("moonreel check")
struct CheckCommandTests {
    private func check(
        _ arguments: [String], _ files: [String: String], environment: [String: String] = [:]
    ) async throws -> Program.Ended {
        try await withWorkspace(files) { directory in
            try await Program.run(["check"] + arguments, environment: environment, in: directory)
        }
    }

    @Test("A finding is told with its place, the line and a caret; a rule with its next times and its calls")
    func people() async throws {
        let ended = try await check(
            ["a.lua", "rule.lua"],
            [
                "a.lua": "local text, shows = '日本', {}\n\tprint('日本', shwos)\nfor i = 1, 2 do total = i end\n",
                "rule.lua": rule,
            ],
            environment: ["TZ": "UTC"])
        #expect(ended.code == 1 && ended.errors == "")
        #expect(
            ended.outputLines.prefix(6) == [
                "a.lua:2:14: error: there is no 'shwos': it is never assigned; did you mean 'shows'? [unknown-global]",
                "  \tprint('日本', shwos)", "  \t              ^~~~~",
                "a.lua:3:17: warning: 'total' is a global: write local where it is first assigned [global-assignment]",
                "  for i = 1, 2 do total = i end", "                  ^~~~~",
            ])
        #expect(ended.outputLines.count { $0.hasSuffix("07:30:00 +00:00") } == 5)
        #expect(
            ended.output.hasSuffix(
                """
                  Calls, as far as the text tells: 2 reads and 1 write when nothing is to be done
                1 error, 1 warning in 2 scripts

                """))
    }

    @Test(
        "A rule is told with what starts it",
        arguments: [
            ("schedule = 'daily at 07:30',", "every day at 07:30, UTC"),
            ("schedule = os.date(),", "on a schedule that is worked out when the script runs"),
            ("on_change = 'episodes.watched_at',", "when something changes in the account"),
            ("", "by hand only"),
            (
                "schedule = 'daily at 07:30', on_change = 'episodes.watched_at',",
                "every day at 07:30, UTC, and when something changes in the account"
            ),
        ])
    func start(_ fields: String, _ sentence: String) async throws {
        let text = "return { name = 'A', \(fields) writes = {}, run = function() end }"
        let ended = try await check(["rule.lua"], ["rule.lua": text], environment: ["TZ": "UTC"])
        #expect(ended.outputLines.first == "\"A\": \(sentence)")
    }

    @Test("--json has file, line, column, code, severity and message of each finding, and what rules will do")
    func json() async throws {
        let ended = try await check(["--json", "a.lua", "rule.lua"], ["a.lua": "print(nme)", "rule.lua": rule])
        let document = try #require(try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
        let finding = try #require((document["findings"] as? [[String: Any]])?.first)
        #expect(finding["file"] as? String == "a.lua" && finding["code"] as? String == "unknown-global")
        #expect(finding["line"] as? Int == 1 && finding["column"] as? Int == 7)
        #expect(finding["severity"] as? String == "error" && finding["message"] as? String != nil)
        let rule = try #require((document["rules"] as? [[String: Any]])?.first)
        #expect((rule["next"] as? [String])?.count == 5 && rule["name"] as? String == "Inbox")
    }

    @Test("Of a folder all Lua files are checked, also deep ones, and hidden ones are not")
    func folders() async throws {
        let names = ["a.lua", "deep/er/b.lua", ".hidden/c.lua", "notes.txt"]
        let files = Dictionary(uniqueKeysWithValues: names.map { ("rules/\($0)", "print(nme)") })
        let ended = try await check(["rules"], files)
        let found = ended.outputLines.filter { $0.contains("error:") }.map { String($0.prefix { $0 != ":" }) }
        #expect(found == ["rules/a.lua", "rules/deep/er/b.lua"])
        #expect(ended.outputLines.last == "2 errors in 2 scripts")
    }

    @Test("The status is 0 with warnings alone, 1 with an error, 2 where something cannot be read")
    func status() async throws {
        let files = ["warned.lua": "total = 1", "broken.lua": "x =", "empty/notes.txt": ""]
        #expect(try await check(["warned.lua"], files).code == 0)
        #expect(try await check(["warned.lua", "broken.lua"], files).code == 1)
        #expect(try await check(["--errors-only", "warned.lua"], files).output == "1 script: nothing found\n")
        let missing = try await check(["warned.lua", "nowhere.lua", "empty"], files)
        #expect(missing.code == 2 && missing.output.contains("1 warning in 1 script"))
        #expect(
            Set(missing.errorLines) == [
                "moonreel: nowhere.lua: there is no such file", "moonreel: empty: there is no .lua file in this folder",
            ])
        #expect(try await check([], files).code == 2)
    }

    @Test("The script is not run, whatever its text does")
    func notRun() async throws {
        let ended = try await check(["endless.lua"], ["endless.lua": "print('ran') while true do end"])
        #expect(ended.code == 0 && ended.output == "1 script: nothing found\n")
    }

    @Test(
        "Of a folder, also behind a link, what only has the name of a Lua file is passed over", .timeLimit(.minutes(10))
    )
    func oddEntries() async throws {
        try await withWorkspace(["rules/a.lua": "print(nme)", "rules/folder.lua/b.lua": "print(nme)"]) { workspace in
            let ended = try await Program.shell(
                """
                ln -s nowhere.lua rules/dangling.lua; ln -s a.lua rules/linked.lua; mkfifo rules/pipe.lua
                ln -s rules link; $M check link
                """, in: workspace)
            let found = ended.outputLines.filter { $0.contains("error:") }.map { String($0.prefix { $0 != ":" }) }
            #expect(found == ["link/a.lua", "link/folder.lua/b.lua", "link/linked.lua"])
            #expect(ended.code == 1 && ended.errors == "")
        }
    }

    @Test("A folder that cannot be read is said to be so")
    func closedFolder() async throws {
        try await withWorkspace(["rules/a.lua": "", "rules/closed/b.lua": "", "own/c.lua": ""]) { workspace in
            // Root may read everything, so another user asks.
            let ended = try await Program.shell(
                """
                chmod 755 .; chmod 0 rules/closed own; as=; [ "$(id -u)" != 0 ] || as="setpriv --reuid 65534 --clear-groups"
                HOME=$PWD $as $M check rules own; code=$?; chmod 755 rules/closed own; exit $code
                """, in: workspace)
            #expect(
                ended.code == 2
                    && Set(ended.errorLines) == [
                        "moonreel: rules/closed: the folder cannot be read; check its permissions",
                        "moonreel: own: the folder cannot be read; check its permissions",
                    ], "\(ended.errors)")
        }
    }

    @Test(
        "Standard input and pipes that are named are read",
        arguments: ["- <", "/dev/stdin <", "<(cat", "/dev/stdin < <(cat"])
    func pipes(_ way: String) async throws {
        try await withWorkspace(["a.lua": "print(nme)", "empty.lua": ""]) { workspace in
            let close = way.hasSuffix("cat") ? ")" : ""
            let ended = try await Program.shell("$M check \(way) a.lua\(close)", in: workspace)
            #expect(ended.code == 1 && ended.errors == "" && ended.output.contains(":1:7: error: "), "\(ended.errors)")
            #expect(!way.hasPrefix("-") || ended.output.hasPrefix("-:1:7: "))
            // A name of one character is a name too.
            #expect(try await Program.shell("cp a.lua x && $M check x", in: workspace).code == 1)
            let empty = try await Program.shell("$M check \(way) empty.lua\(close)", in: workspace)
            #expect(empty.code == 0 && empty.errors == "", "\(empty.errors)")
        }
    }
}
