import Foundation
import Testing
import Trakt

@Suite("moonreel api")
struct APICommandTests {
    private func lines(_ arguments: String...) async throws -> [String] {
        let ended = try await Program.run(["api"] + arguments)
        #expect(ended.code == 0 && ended.errors == "")
        return ended.outputLines
    }

    @Test("lists every endpoint under its group, one line each, with marks")
    func list() async throws {
        let lines = try await lines()
        let groups = lines.filter { !$0.hasPrefix(" ") }
        #expect(groups.count == Set(groups).count)
        #expect(groups.starts(with: ["search", "calendars"]) && groups.contains("younify"))
        #expect(lines.count - groups.count == Catalogue.all.count)
        func line(_ name: String) -> String? { lines.first { $0.hasPrefix("  \(name) ") } }
        #expect(line("search.text")?.hasSuffix("  Finds movies, shows, episodes, people and lists by words.") == true)
        #expect(line("notes.add")?.hasSuffix("[account, VIP enhanced]") == true)
        #expect(line("movies.refresh")?.hasSuffix("[account, VIP only]") == true)
        #expect(line("media.streaming")?.hasSuffix("[2026, unmerged]") == true)
    }

    @Test("lists a group, or a group within a group")
    func group() async throws {
        #expect(
            try await lines("users.requests") == [
                "users",
                "  users.requests.list       The follow requests the user received and has not answered. [account]",
                "  users.requests.following  The follow requests the user sent and that wait for an answer. [account]",
                "  users.requests.approve    Accepts a follow request. [account]",
                "  users.requests.deny       Turns a follow request down. [account]",
            ])
        #expect(try await lines("trakt.search").count == 7)
    }

    @Test("documents one endpoint whole, as Lua prints it")
    func endpoint() async throws {
        let whole = try await Program.run(["api", "scrobble.stop"]).output
        #expect(
            whole == """
                trakt.scrobble.stop
                POST /scrobble/stop
                Tells Trakt that playing ends; above 80 percent it becomes a play, else it is saved as paused.

                Body, by name, exactly one of movie, episode:
                  movie     the movie: a movie with its ids
                  episode   the episode: an episode with its ids, or its season and number beside a show
                  show      the show of an episode that is named by its numbers: a show with its ids
                  progress  how far it is, in percent: a number from 0 to 100 (required)

                Account:    Needs an account.
                Answers:    {id, action: scrobble | pause, progress, sharing, movie | episode+show}
                Status:     201
                Error 409:  same item scrobbled a moment ago; body {watched_at, expires_at}
                Error 422:  progress below 1%
                Sent twice: Refused with 409 for a while, which then means that the first sending was carried out.
                Source:     Trakt's API documentation.

                Example:
                  trakt.scrobble.stop { movie = { ids = { slug = "the-wizard-of-oz-1939" } }, progress = 95 }

                """)
        let printed = try await runScript("print(trakt.scrobble.stop)").output
        #expect(printed == whole)
        #expect(try await Program.run(["api", "trakt.users.lists.create"]).output.hasPrefix("trakt.lists.create\n"))
    }

    @Test(
        "says what was probably meant where a name is misspelt",
        arguments: [
            ("serach.text", "There is no endpoint and no group called serach.text. Did you mean search.text?"),
            ("user", "There is no endpoint and no group called user. Did you mean users?"),
            ("weather", "There is no endpoint and no group called weather. moonreel api lists them all."),
        ])
    func misspelt(_ name: String, _ sentence: String) async throws {
        let ended = try await Program.run(["api", name])
        #expect(ended.code == 2)
        #expect(ended.errors == "moonreel: \(sentence)\n")
        #expect(ended.output == "")
    }

    @Test("prints JSON in the words of Trakt's documentation")
    func json() async throws {
        let all = try JSONValue(parsing: Array(try await Program.run(["api", "--json"]).output.utf8))
        #expect(all.array?.count == Catalogue.all.count)
        let one = try JSONValue(parsing: Array(try await Program.run(["api", "--json", "notes.update"]).output.utf8))
        let expected: [String: JSONValue] = [
            "id": "notes.update", "group": "notes", "method": "PUT", "path": "/notes/{id}", "auth": "required",
            "pagination": "none", "extended": [], "filters": [], "emoji": true, "vip": "none", "success": [200],
            "source": "classic", "errors": ["401": "not the author", "404": "not found", "422": "validation errors"],
            "query": [], "example": [201, ["notes": "Even better on a large screen."]],
        ]
        for (name, value) in expected { #expect(one[name] == value, "\(name)") }
        #expect(one["path_params"]?.array?.first?["name"] == "id")
        #expect(one["body"]?["notes"] == "text of at most 500 characters")
        #expect(all.array?.contains(one) == true)
    }

    @Test("writes Markdown, one page a group")
    func markdown() async throws {
        try await withWorkspace { workspace in
            let ended = try await Program.run(["api", "--markdown", "-o", "pages/api"], in: workspace)
            #expect(ended.code == 0 && ended.output == "" && ended.errors == "")
            let pages = try FileManager.default.contentsOfDirectory(atPath: workspace.path + "/pages/api")
            #expect(Set(pages) == Set(Catalogue.all.map { $0.group + ".md" }))
            let page = try workspace.text("pages/api/scrobble.md")
            #expect(page.hasPrefix("# trakt.scrobble\n"))
            #expect(page.contains("- [scrobble.stop](#traktscrobblestop): "))
            #expect(page.contains("## trakt.scrobble.stop\n\n`POST /scrobble/stop` — account\n"))
            #expect(page.contains("| `progress` | how far it is, in percent | a number from 0 to 100 | required |\n"))
            #expect(page.contains("```lua\ntrakt.scrobble.stop { movie = "))
            #expect(try await Program.run(["api", "scrobble", "--markdown"]).output == page + "\n")
        }
    }

    @Test("tells a directory it cannot write to, and options that do not go together")
    func mistakes() async throws {
        try await withWorkspace(["taken": "a file"]) { workspace in
            let ended = try await Program.run(["api", "--markdown", "-o", "taken"], in: workspace)
            #expect(ended.code == 1)
            #expect(ended.errors.hasPrefix("moonreel: The pages could not be written to taken: "))
        }
        for arguments in [["--json", "--markdown"], ["-o", "x"], ["--json", "-o", "x"]] {
            #expect(try await Program.run(["api"] + arguments).code == 2, "\(arguments)")
        }
    }
}
