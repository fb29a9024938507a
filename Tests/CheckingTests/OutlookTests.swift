import Checking
import Foundation
import LuaSyntax
import Testing

@Suite("What is to be expected of a rule")
struct OutlookTests {
    private let rule = """
        local function list() return trakt.list "Inbox" end
        return {
          name = "Inbox", schedule = "daily at 07:30", writes = { "lists" },
          run = function()
            local moved = trakt.activities(store)
            if not moved("episodes.watched_at") then return end
            local inbox = list()
            inbox:add(trakt.calendars.my_shows { start_date = time.today(), days = 7 })
            for _, entry in ipairs(inbox:items()) do print(trakt.shows.get(entry.show)) end
          end,
        }
        """

    @Test("the next five times")
    func times() throws {
        let outlook = try #require(check(rule).outlook)
        let dates = outlook.next.map { $0.formatted(.iso8601) }
        #expect(dates == (24...28).map { "2026-11-\($0)T07:30:00Z" })
        #expect(outlook.schedule == "every day at 07:30, UTC" && outlook.name == "Inbox")
    }

    @Test("about how many calls a run makes, idle, busy and for each item")
    func calls() throws {
        let estimate = try #require(check(rule).outlook).estimate
        #expect(estimate.always.reads == 1 && estimate.always.writes == 0)
        #expect(estimate.atMost.reads == 3 && estimate.atMost.writes == 1)
        #expect(estimate.perItem.reads == 1 && estimate.perItem.writes == 0)
    }

    @Test("nothing of a script that is no rule, or that has errors")
    func none() {
        #expect(check("print(1)").outlook == nil)
        #expect(check("return { schedule = 'evry 6h', run = function() end }").outlook == nil)
    }
}

@Suite("The place of a finding")
struct FindingPlaceTests {
    private func places(_ source: String) -> [String] {
        check(source).findings.map { finding in
            let text = source.utf8.dropFirst(finding.range.start).prefix(finding.range.end - finding.range.start)
            return "\(finding.place.line):\(finding.place.column) \(String(text) ?? "")"
        }
    }

    @Test("is the value, name or word itself")
    func exact() {
        #expect(places("trakt.search.text { type = 'movie', query = 'x', votes = '7' }") == ["1:58 '7'"])
        #expect(places("trakt.search.text { type = 'movie', query = 'x', vots = '7' }") == ["1:50 vots"])
        #expect(places("trakt.search.txt {}") == ["1:14 txt"])
        #expect(places("trakt.shows.get('a', 'b')") == ["1:22 'b'"])
        #expect(
            places(
                "trakt.sync.history.add { movies = { { ids = { trakt = 1 } }, { ids = { trakt = 2 }, watched_at = 'x' } } }"
            )
                == ["1:98 'x'"])
        #expect(places("print('é', nme)") == ["1:12 nme"])
        #expect(places("return { schedule = 'mon at 25:00', run = print }") == ["1:29 2"])
    }

    @Test("inside pcall is no error: the script expects one")
    func expected() {
        let sources = [
            "pcall(function() return strnig end)", "pcall(trakt.shows.get)", "pcall(function() trakt.shwos() end)",
            "xpcall(function() os.execute() end, print)", "pcall(function() trakt.search.text { type = 'x' } end)",
        ]
        for source in sources {
            let severities = check("print(\(source))").findings.map(\.severity)
            #expect(!severities.isEmpty && Set(severities) == [.warning], "\(source)")
        }
    }

    @Test("inside a function that pcall is given by its name is no error either")
    func named() {
        let function = "local function try() return trakt.shows.get('') end "
        #expect(check("\(function) print(pcall(try))").findings.map(\.severity) == [.warning])
        #expect(check("\(function) print(try())").findings.map(\.severity) == [.error])
    }

    @Test("tells what was probably meant")
    func meant() throws {
        #expect(
            check("pritn(1)").findings.first?.message
                == "there is no 'pritn': it is never assigned; did you mean 'print'?")
        let finding = try #require(check("trakt.sreach.text()").findings.first)
        #expect(finding.suggestion == "'search'")
    }
}
