import Automation
import Lua
import TestSupport
import Testing
import Trakt

/// Issue: whatever is wrong with a call is said before anything is sent.
@Suite("Calls that are wrong")
struct WrongCallTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let call: String
        let kind: String
        var endpoint: String?
        var parameter: String?
        let says: [String]

        var testDescription: String { call }
    }

    static let mistakes = [
        Mistake(
            call: #"trakt.search.text { type = "movie", qurey = "x" }"#, kind: "unknown_parameter",
            endpoint: "search.text", parameter: "qurey", says: ["search.text", "\"qurey\"", "did you mean \"query\"?"]),
        Mistake(
            call: #"trakt.search.text { type = "movie" }"#, kind: "missing_parameter", endpoint: "search.text",
            parameter: "query", says: ["search.text needs query: text"]),
        Mistake(
            call: #"trakt.search.text { query = "x" }"#, kind: "missing_parameter", endpoint: "search.text",
            parameter: "type", says: ["search.text needs type", "movie, show, episode, person"]),
        Mistake(
            call: #"trakt.search.text { type = "film", query = "x" }"#, kind: "unknown_value", endpoint: "search.text",
            parameter: "type", says: ["movie, show, episode, person", "not \"film\""]),
        Mistake(
            call: #"trakt.genres.list("movies", { years = 2005 })"#, kind: "unknown_parameter",
            endpoint: "genres.list", parameter: "years", says: ["genres.list", "does not take the filter years"]),
        Mistake(
            call: #"trakt.search.text { type = "movie", query = "x", years = "2010-2005" }"#, kind: "reversed_range",
            endpoint: "search.text", parameter: "years", says: ["search.text", "years", "2010-2005"]),
        Mistake(
            call: "trakt.calendars.my_shows { days = 34 }", kind: "out_of_range", endpoint: "calendars.my_shows",
            parameter: "days", says: ["calendars.my_shows", "days", "1 to 33", "not 34"]),
        Mistake(
            call: #"trakt.calendars.my_shows("2026-03-04", 34)"#, kind: "out_of_range", endpoint: "calendars.my_shows",
            parameter: "days", says: ["calendars.my_shows", "days", "1 to 33", "not 34"]),
        Mistake(
            call: #"trakt.calendars.my_shows { days = "many" }"#, kind: "wrong_type", endpoint: "calendars.my_shows",
            parameter: "days", says: ["days", "1 to 33", "\"many\""]),
        Mistake(
            call: #"trakt.calendars.my_shows { start_date = "2026-02-30" }"#, kind: "out_of_range",
            endpoint: "calendars.my_shows", parameter: "start_date", says: ["start_date", "2026-02-30"]),
        Mistake(
            call: "trakt.shows.get()", kind: "missing_parameter", endpoint: "shows.get", parameter: "id",
            says: ["shows.get needs id"]),
        Mistake(
            call: #"trakt.shows.get("a", "b")"#, kind: "too_many_values", endpoint: "shows.get",
            says: ["shows.get takes id", "\"b\""]),
        Mistake(
            call: #"trakt.shows.get("a", { id = "b" })"#, kind: "too_many_values", endpoint: "shows.get",
            parameter: "id", says: ["given twice"]),
        Mistake(
            call: #"trakt.shows.get("..")"#, kind: "unknown_value", endpoint: "shows.get", parameter: "id",
            says: ["shows.get"]),
        Mistake(
            call: "trakt.sync.ratings.add { movies = { { ids = { trakt = 1 }, rating = 11 } } }", kind: "out_of_range",
            endpoint: "sync.ratings.add", parameter: "movies[1].rating", says: ["movies[1].rating", "1 to 10", "11"]),
        Mistake(
            call: #"for _ in trakt.search.text:each { type = "movie" } do end"#, kind: "missing_parameter",
            endpoint: "search.text", parameter: "query", says: ["search.text needs query"]),
        Mistake(
            call: #"trakt.search.text:all { type = "movie" }"#, kind: "missing_parameter", endpoint: "search.text",
            parameter: "query", says: ["search.text needs query"]),
        Mistake(
            call: "trakt.serch.text {}", kind: "unknown_name", says: ["trakt.serch", "did you mean trakt.search?"]),
        Mistake(
            call: "trakt.search.txt {}", kind: "unknown_name",
            says: ["trakt.search.txt", "did you mean trakt.search.text?"]),
        Mistake(
            call: "trakt.users.lists.al()", kind: "unknown_name", says: ["did you mean trakt.users.lists.all?"]),
        Mistake(
            call: "trakt[1]()", kind: "unknown_name", says: ["trakt[1] is not known", "calendars"]),
        Mistake(
            call: #"trakt.search.text.each { type = "movie", query = "x" }"#, kind: "invalid_call",
            says: ["written with a colon"]),
        Mistake(
            call: "trakt.sync.history.add:each {}", kind: "invalid_call", endpoint: "sync.history.add",
            says: ["trakt.sync.history.add changes something", "without :each"]),
        Mistake(
            call: "trakt.watchlist:ad {}", kind: "unknown_name", says: ["did you mean trakt.watchlist.add?"]),
    ]

    @Test(
        "The error names parameter, endpoint and what is accepted, at the script's line; nothing is sent",
        arguments: mistakes)
    func wrong(_ mistake: Mistake) async throws {
        try await withStage { stage in
            let run = try await stage.run("-- first line\nlocal before = 1\n\(mistake.call)\nprint('not reached')")
            let failure = try run.failure
            let fields = try run.failureFields
            #expect(failure.kind == mistake.kind, "\(failure)")
            #expect(failure.place == "test.lua:3", "\(failure)")
            if let endpoint = mistake.endpoint { #expect(fields["endpoint"]?.string == endpoint) }
            if let parameter = mistake.parameter { #expect(fields["parameter"]?.string == parameter) }
            for words in mistake.says { #expect(failure.message.contains(words), "\(failure)") }
            #expect(run.printed.isEmpty)
            #expect(try await stage.requests().isEmpty)
            #expect(!run.report.wasRefused)
        }
    }

    @Test("The line is the one of the innermost call, in a function and in a coroutine of the script's own")
    func lines() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local function week(days)
                  local entries = trakt.calendars.my_shows { days = days }
                  return entries
                end
                local weeks = coroutine.wrap(function()
                  coroutine.yield(1)
                  week(34)
                end)
                weeks()
                weeks()
                """)
            #expect(try run.failure.place == "test.lua:2")
        }
    }

    @Test("A wrong call can be caught, and the run goes on")
    func caught() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local ok, problem = pcall(trakt.calendars.my_shows, { days = 34 })
                return { ok, problem.kind, problem.endpoint, problem.parameter, problem.accepts, problem.got }
                """)
            let value = try run.value.array ?? []
            #expect(value.prefix(4) == [false, "out_of_range", "calendars.my_shows", "days"])
            #expect(value.count == 6 && value[4].string?.contains("1 to 33") == true && value[5] == "34")
        }
    }
}
