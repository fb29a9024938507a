import Automation
import Foundation
import Journal
import Storage
import TestSupport
import Trakt

/// A rule of `scripts/rules` on a stage, run again and again with what it keeps.
struct RuleBench {
    let stage: ScriptStage
    let script: ScriptFile
    let journal: any JournalStore

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../scripts/rules").standardizedFileURL

    /// - Parameter occasion: what the rule is told of its slot, as Lua.
    init(_ name: String, on stage: ScriptStage, journal: (any JournalStore)? = nil, occasion: String? = nil) throws {
        self.stage = stage
        self.journal = try journal ?? SQLiteStore.inMemory()
        let source = try String(contentsOf: Self.folder.appending(path: name + ".lua"), encoding: .utf8)
        // What is told to the person is printed instead.
        var text = "local notify = function(text, options) print('NOTICE', options.title) print(text) end " + source
        if let occasion {
            text =
                "local rule = (function() \(text)\nend)() local run = rule.run "
                + "rule.run = function(options) return run(options, \(occasion)) end return rule"
        }
        script = try ScriptFile(path: name + ".lua", source: Array(text.utf8))
    }

    /// One run and what it sent, without the one call that all rules share.
    struct Tick {
        let run: ScriptRun
        let calls: [SentRequest]
        let looks: Int

        var printed: [String] { run.printed }
        var reads: Int { calls.count { !$0.isWrite } }
        var writes: Int { calls.count { $0.isWrite } }
        var notices: Int { printed.count { $0.hasPrefix("NOTICE") } }
    }

    /// Moves the clock to a moment, if one is given, and runs the rule; throws when it fails.
    func tick(
        _ moment: String? = nil, _ options: [String: String] = [:], client: Client? = nil
    ) async throws -> Tick {
        let tick = try await attempt(moment, options, client: client)
        _ = try tick.run.value
        return tick
    }

    /// The same where the rule may fail.
    func attempt(
        _ moment: String? = nil, _ options: [String: String] = [:], client: Client? = nil
    ) async throws -> Tick {
        if let moment { try await stage.setClock(moment) }
        let now = try await stage.time()
        try await stage.forgetRequests()
        let run = try await stage.run(script, options: options, client: client, journal: journal, now: now)
        let requests = try await stage.requests()
        let looks = requests.count { $0.path == "/sync/last_activities" }
        return Tick(run: run, calls: requests.filter { $0.path != "/sync/last_activities" }, looks: looks)
    }
}

extension ScriptStage {
    /// The sandbox's now.
    func time() async throws -> Date {
        let text = try await answer("/_sandbox/clock")["now"]?.string ?? ""
        return try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// Does something to the account as the person would, at the sandbox's time.
    func person(_ script: String) async throws {
        _ = try await run(script, now: time()).value
    }

    /// The Trakt ids of the episodes on a list, as the sandbox has it.
    func listed(_ slug: String) async throws -> [Int64] {
        let items = try await answer("/users/me/lists/\(slug)/items?limit=250").array ?? []
        return items.compactMap { $0["episode"]?["ids"]?["trakt"]?.integer }.sorted()
    }

    /// What airs of the followed shows in the days from one to another, as the sandbox tells it at its time.
    func airings(from: String, to: String) async throws -> [Airing] {
        let start = String(from.prefix(10))
        let entries = try await answer("/calendars/my/shows/\(start)/33").array ?? []
        return entries.compactMap(Airing.init).filter { from <= $0.at && $0.at <= to }
    }

    /// The episodes that were watched since a moment.
    func watched(since from: String) async throws -> Set<Int64> {
        let plays = try await answer("/sync/history/episodes?limit=250&start_at=\(from)").array ?? []
        return Set(plays.compactMap { $0["episode"]?["ids"]?["trakt"]?.integer })
    }
}

/// An episode and when it airs.
struct Airing: Hashable {
    let id: Int64
    let show: Int64
    let season: Int64
    let number: Int64
    let at: String

    init?(_ entry: JSONValue) {
        guard let id = entry["episode"]?["ids"]?["trakt"]?.integer, let show = entry["show"]?["ids"]?["trakt"]?.integer,
            let season = entry["episode"]?["season"]?.integer, let number = entry["episode"]?["number"]?.integer,
            let at = entry["first_aired"]?.string
        else { return nil }
        (self.id, self.show, self.season, self.number, self.at) = (id, show, season, number, at)
    }
}

/// A Trakt in whose calendars everything is a special.
struct SpecialsTransport: Transport {
    let transport: any Transport

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        var response = try await transport.send(request)
        guard request.url.contains("/calendars/my/") else { return response }
        let text = String(decoding: response.body, as: UTF8.self)
        response.body = Array(text.replacing(/"season":\s*[0-9]+/, with: "\"season\":0").utf8)
        return response
    }
}
