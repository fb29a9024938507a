import LineEditing
import REPL
import Testing
import Trakt

@Suite("Completion")
struct CompletionTests {
    private let assistance = Assistance(StagedKnowledge())

    private func completions(_ marked: String) async -> Completions {
        let marked = Marked(marked)
        return await assistance.completions(in: marked.text, at: marked.cursor)
    }

    /// The candidates, up to five of them.
    private func candidates(_ marked: String) async -> [String] {
        await completions(marked).candidates.prefix(5).map(\.text)
    }

    @Test(
        "Names: of the session, of the text, of the language",
        arguments: [
            ("h|", ["hits", "http"]), ("tra|", ["trakt"]), ("wh|", ["while"]), ("print(in|", ["inbox", "in"]),
            ("local hidden = 1\nprint(hi|", ["hidden", "hits"]), ("for hit in x do\n  hi|", ["hit", "hits"]),
            ("local function f(alpha) return al|", ["all", "alpha"]), ("x = { hi|", ["hits"]), ("TRA|", ["trakt"]),
            ("local hi|", []), ("function h|", []), ("for h|", []), ("-- hi|", []), ("'hi|", []), ("12|", []),
            ("x.y(3).hi|", []), ("goto h|", []), ("a = 1 hi| then", ["hits"]),
            ("if hits and i|", ["inbox", "ipairs", "if", "in"]),
        ])
    func names(_ marked: String, _ expected: [String]) async {
        #expect(await candidates(marked) == expected)
    }

    @Test(
        "Below trakt: groups, calls, sets",
        arguments: [
            ("trakt.sea|", ["search", "seasons"]), ("trakt.search.t|", ["text", "trending"]),
            ("trakt.search.e|", ["escape", "exact"]),
            ("trakt.wat|", ["watchlist", "watchnow"]), ("trakt.sync.wat|", ["watched", "watchlist"]),
            ("trakt.search.text:|", ["all", "each"]), ("trakt.search.text.p|", ["path"]), ("trakt.search.add:|", []),
            ("trakt.sync.watchlist.add:|", []), ("trakt.watchlist:a|", ["add", "add_if_room"]),
            ("trakt.history:s|", ["since"]), ("trakt.nothing.|", []), ("x = trakt.calendars.my_sh|", ["my_shows"]),
            ("trakt . search . te|", ["text"]), ("trakt.search:|", []), ("trakt.auth.si|", ["signed_in"]),
        ])
    func trakt(_ marked: String, _ expected: [String]) async {
        #expect(await candidates(marked) == expected)
    }

    @Test("Every call and group of the catalogue is found below its group, with what it does")
    func wholeCatalogue() async {
        for endpoint in Catalogue.all {
            let parts = endpoint.id.split(separator: ".")
            let group = parts.dropLast().map { "." + $0 }.joined()
            let found = await completions("trakt\(group).|").candidates
            #expect(
                found.contains { $0.text == parts.last.map { String($0) } && $0.note == endpoint.summary },
                "\(endpoint.id)")
        }
    }

    @Test(
        "Fields of values at hand",
        arguments: [
            ("hits[1].|", ["movie", "score"]), ("hits[1].movie.t|", ["title"]), ("hits[1]['movie'].y|", ["year"]),
            ("hits.c|", ["complete"]), ("inbox:|", ["add", "add_if_room", "contains", "items", "remove"]),
            ("inbox.n|", ["name"]), ("today:plus_|", ["plus_days", "plus_weeks"]), ("word:up|", ["upper"]),
            ("('x'):lo|", ["lower"]), ("call:e|", ["each"]), ("hits[i].|", []), ("hits[1][\"odd|", ["odd-name"]),
            ("hits[1]['t|", []), ("x(1)['t|", []), ("hits[1].movie.TI|", ["title"]),
        ])
    func fields(_ marked: String, _ expected: [String]) async {
        #expect(await candidates(marked) == expected)
    }

    @Test(
        "Inside the braces of a call: the names that have no value yet, those that are required first",
        arguments: [
            ("trakt.search.text { |", ["type = ", "query = ", "fields = ", "years = ", "genres = "]),
            (
                "trakt.search.text { type = 'movie', |",
                ["query = ", "fields = ", "years = ", "genres = ", "subgenres = "]
            ),
            (
                "trakt.search.text { |, query = 'x', type = 'show' }",
                ["fields = ", "years = ", "genres = ", "subgenres = ", "languages = "]
            ),
            ("trakt.search.text:each {\n  type = 'movie',\n  qu|", ["query = "]),
            ("trakt.search.text { ty| = 'movie' }", ["type"]), ("trakt.search.text({ li|", ["limit = "]),
            ("trakt.shows.get('x', { |", ["extended = "]), ("trakt.shows.get { |", ["id = ", "extended = "]),
            ("trakt.search.text { query = f({ a = 1 }, 2), li|", ["limit = "]),
            ("trakt.search.text { years = { 1990, 2000 }, li|", ["limit = "]),
            ("print(trakt.search.text { ex|", ["extended = "]),
            ("local ok, hits = pcall(trakt.search.text, { ex|", ["extended = "]),
            ("pcall(trakt.shows.get, 'x', { |", ["extended = "]),
            ("trakt.sync.watchlist.add { |", ["movies = ", "shows = ", "seasons = ", "episodes = "]),
            ("trakt.sync.history.add { movies = { { |", ["ids = ", "watched_at = "]),
            ("trakt.sync.history.add { movies = { { ids = { |", ["trakt = ", "slug = ", "imdb = ", "tmdb = "]),
            ("trakt.sync.history.add { movies = { { ids = { trakt = 1 }, |", ["watched_at = "]),
            ("trakt.list { |", ["name = ", "privacy = ", "description = ", "user = ", "make = "]),
            ("trakt.airings(store, { a|", ["ahead = ", "anew = "]), ("notify('x', { p|", ["priority = "]),
        ])
    func argumentNames(_ marked: String, _ expected: [String]) async {
        #expect(await candidates(marked) == expected)
    }

    @Test("Each name comes with what it means")
    func notes() async {
        let candidates = await completions("trakt.search.text { |").candidates
        #expect(candidates.first == .init("type = ", note: "required: what to look for"))
        #expect(candidates.last == .init("limit = ", note: "how many a page"))
    }

    @Test(
        "The names of every call are those that the catalogue takes",
        arguments: Catalogue.all)
    func everyName(_ endpoint: Endpoint) async {
        let found = Set(await completions("trakt.\(endpoint.id) { |").candidates.map(\.text))
        guard !endpoint.argumentNames.isEmpty else { return }
        #expect(found == Set(endpoint.argumentNames.map { ($0 == "3d" ? "[\"3d\"]" : $0) + " = " }))
    }

    @Test(
        "Behind the sign: the values that are accepted",
        arguments: [
            ("trakt.search.text { type = |", ["\"movie\"", "\"show\"", "\"episode\"", "\"person\"", "\"list\""]),
            ("trakt.search.text { type = \"|", ["movie", "show", "episode", "person", "list"]),
            ("trakt.search.text { type = 'mo|", ["movie"]), ("trakt.search.text { type = 'movie,sh|' }", ["show"]),
            ("trakt.search.text { type = 'movie, sh|", ["show"]),
            ("trakt.search.text { type = { 'movie', 'e|", ["episode"]),
            ("trakt.search.text { type = ep|", ["\"episode\""]), ("trakt.search.text { extended = 'f|", ["full"]),
            ("trakt.search.text { genres = '|", ["action", "animation", "drama"]),
            ("trakt.search.text { genres = 'action,an|", ["animation"]),
            ("trakt.search.text { genres = an|", ["\"animation\"", "and"]),
            ("trakt.search.text { languages = 'e|", ["en"]), ("trakt.search.text { countries = { 'u|", ["us"]),
            ("trakt.search.id('im|", ["imdb"]), ("pcall(trakt.search.id, 'im|", ["imdb"]), ("pcall(hi|", ["hits"]),
            ("trakt.search.id(|", ["\"trakt\"", "\"imdb\"", "\"tmdb\"", "\"tvdb\""]),
            (
                "trakt.calendars.my_shows { start_date = |",
                ["time.today()", "time.today():minus_days(7)", "time.today():plus_days(7)"]
            ),
            (
                "trakt.calendars.my_shows(|",
                ["time.today()", "time.today():minus_days(7)", "time.today():plus_days(7)"]
            ),
            ("trakt.list { name = 'x', privacy = 'p|", ["private", "public"]),
            ("trakt.list { make = |", ["true", "false"]),
            ("trakt.search.text { query = hi|", ["hits"]), ("trakt.search.text { query = 'hi|", []),
            ("trakt.search.text { query = x .. hi|", ["hits"]),
            (
                "trakt.sync.ratings.add { movies = { { rated_at = |",
                ["time.now()", "time.now():minus_days(1)", "time.today()"]
            ),
            ("trakt.hidden('cal|", ["calendar"]), ("trakt.hidden 'rec|", ["recommendations"]),
            ("trakt.image(hits, 'p|", ["poster"]),
            ("trakt.search.text { type = \"a\\\"m|", []), ("trakt.search.text { type = [[mo|", []),
        ])
    func values(_ marked: String, _ expected: [String]) async {
        #expect(await candidates(marked) == expected)
    }

    @Test(
        "Modules, commands and what stands behind them",
        arguments: [
            ("require \"da|", ["dates"]), ("require('lists.|", ["lists.by_year"]), (":s|", ["save", "sandbox"]),
            (":|", ["save", "doc", "sandbox", "time", "plan"]), (":save ru|", ["rules/new.lua", "rules/old.lua"]),
            (":doc trakt.sear|", ["search"]), (":doc search.te|", ["text"]), (":doc tra|", ["trakt"]),
            (":sandbox o|", ["on", "off"]), (":time trakt.search.te|", ["text"]), (":plan x|", []), (":unknown x|", []),
            ("  :sa|", ["save", "sandbox"]), ("::la|", []),
        ])
    func commands(_ marked: String, _ expected: [String]) async {
        #expect(await candidates(marked) == expected)
    }

    @Test(
        "What a candidate takes the place of ends at the cursor and is counted in characters",
        arguments: [
            ("trakt.sea|rch", 6..<9), ("x = 'größe 🎬'; tra|", 15..<18), (":save ru|les", 6..<8),
            ("trakt.search.text { type = 'movie, sh|' }", 35..<37), (":time trakt.se|", 12..<14), ("|", 0..<0),
        ])
    func ranges(_ marked: String, _ expected: Range<Int>) async {
        #expect(await completions(marked).range == expected)
    }
}
