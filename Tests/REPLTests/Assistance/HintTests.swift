import REPL
import Testing

@Suite("Hints")
struct HintTests {
    private let assistance = Assistance(StagedKnowledge())

    @Test(
        "A hint tells what is still to come",
        arguments: [
            ("trakt.search.text|", " { type = …, query = …, fields?, years?, genres?, subgenres?, … }" as String?),
            ("trakt.search.te|", nil), ("trakt.search|", nil), ("trakt.shows.get|", "(id, { extended? })"),
            ("trakt.seasons.episodes(|", "id: a show's Trakt id, slug or IMDb id, or a show, …"),
            ("trakt.search.text { |", "type = …, query = …, fields?, years?, genres?, subgenres?, …"),
            ("trakt.search.text { type = 'movie', |}", "query = …, fields?, years?, genres?, subgenres?, …"),
            ("trakt.search.text { ty|", "pe =   what to look for"), ("trakt.search.text { s|", nil),
            ("trakt.search.text { type = |", "one or several of movie, show, episode, person, list, media"),
            ("trakt.search.text { type = 'sh|", "ow"),
            ("trakt.search.text { type = '|", "one or several of movie, show, episode, person, list, media"),
            ("trakt.search.text { years = |", "a year such as 2016, or a range such as \"2005-2010\""),
            ("trakt.search.text { | x", nil), ("hits|", nil), ("-- trakt.search.text|", nil),
            (":save|", " FILE   writes what was typed to a file"),
            (":save |", "FILE   writes what was typed to a file"),
            (":save x|", nil), (":plan|", " shows what would be changed"), (":nothing|", nil),
        ])
    func hints(_ marked: String, _ expected: String?) {
        let marked = Marked(marked)
        #expect(assistance.hint(in: marked.text, at: marked.cursor) == expected)
    }

    @Test("A hint is never wider than it may be", arguments: [20, 40, 72])
    func width(_ columns: Int) {
        var assistance = assistance
        assistance.hintColumns = columns
        for text in ["trakt.search.text { ", "trakt.search.text { type = ", "trakt.search.text", ":save "] {
            let hint = assistance.hint(in: text, at: text.count) ?? ""
            #expect(!hint.isEmpty && hint.count <= columns, "\(hint)")
        }
    }
}
