import Automation
import Lua
import Simulation
import Synchronization
import TestSupport
import Testing
import Trakt

import struct TraktSandbox.SandboxInfo

/// Random changes of a set, compared with a model of it and with what the sandbox itself answers.
@Suite("Sets against a model")
struct SetModelTests {
    /// A set as a script writes it, how the sandbox is asked for its content, and what it takes.
    struct Subject: Sendable, CustomTestStringConvertible {
        let handle: String
        let content: String
        let kinds: Set<String>
        /// Whether an item carries a rating.
        var rates = false
        /// Whether Trakt tells apart what was added and what was there.
        var counts = true

        var testDescription: String { handle }
    }

    static let subjects = [
        Subject(
            handle: "trakt.watchlist", content: "trakt.sync.watchlist.get:all()",
            kinds: ["movie", "show", "season", "episode"]),
        Subject(handle: "trakt.favorites", content: "trakt.sync.favorites.get:all()", kinds: ["movie", "show"]),
        Subject(
            handle: #"trakt.list("Model")"#, content: #"trakt.users.lists.items:all("me", "model")"#,
            kinds: ["movie", "show", "season", "episode", "person"]),
        Subject(
            handle: "trakt.ratings", content: "trakt.sync.ratings.get:all()",
            kinds: ["movie", "show", "season", "episode"], rates: true, counts: false),
        Subject(
            handle: "trakt.collection", content: #"trakt.sync.collection.get:all("media")"#,
            kinds: ["movie", "episode"]),
        Subject(
            handle: #"trakt.hidden "dropped""#, content: #"trakt.users.hidden.get:all("dropped")"#, kinds: ["show"],
            counts: false),
        Subject(
            handle: #"trakt.hidden("progress_watched")"#, content: #"trakt.users.hidden.get:all("progress_watched")"#,
            kinds: ["show", "season"], counts: false),
    ]

    /// A thing, and the ways a script may write it.
    struct Thing: Sendable {
        let key: String
        let forms: [JSONValue]

        var kind: String { String(key.prefix { $0 != ":" }) }
    }

    private static func things(of stage: ScriptStage) async throws -> [Thing] {
        let seasons = try await stage.answer("/shows/breaking-bad/seasons?extended=episodes").array ?? []
        var things: [Thing] = [
            Thing(
                key: "movie:16662",
                forms: [
                    ["type": "movie", "trakt": 16662], "tt1375666", ["type": "movie", "imdb": "tt1375666"],
                    ["movie": ["title": "Inception", "ids": ["trakt": 16662, "slug": "inception-2010"]]],
                    ["type": "movie", "slug": "inception-2010"], "inception-2010",
                ]),
            Thing(key: "movie:481", forms: [["type": "movie", "trakt": 481], "tt0133093", "the-matrix-1999"]),
            Thing(key: "movie:507", forms: [["item": ["type": "movie", "trakt": 507]]]),
            Thing(
                key: "show:1388",
                forms: [
                    "breaking-bad", "tt0903747", ["type": "show", "tvdb": 81189],
                    ["plays": 3, "show": ["title": "Breaking Bad", "ids": ["trakt": 1388, "imdb": "tt0903747"]]],
                ]),
            Thing(key: "show:142206", forms: [["type": "show", "trakt": 142206], "tt7366338", ["item": "chernobyl"]]),
            Thing(key: "person:1797", forms: [["type": "person", "trakt": 1797]]),
        ]
        for season in seasons {
            guard let number = season["number"]?.integer, (1...2).contains(number),
                let id = season["ids"]?["trakt"]?.integer
            else { continue }
            things.append(
                Thing(
                    key: "season:\(id)",
                    forms: [
                        ["type": "season", "trakt": .integer(id)],
                        ["type": "season", "show": "breaking-bad", "season": .integer(number)],
                        ["season": season, "show": ["ids": ["trakt": 1388]], "type": "season"],
                    ]))
            for episode in (season["episodes"]?.array ?? []).prefix(2) {
                guard let id = episode["ids"]?["trakt"]?.integer, let place = episode["number"] else { continue }
                things.append(
                    Thing(
                        key: "episode:\(id)",
                        forms: [
                            ["type": "episode", "trakt": .integer(id)],
                            ["episode": episode, "show": ["ids": ["trakt": 1388]]],
                            ["show": "tt0903747", "season": .integer(number), "episode": place],
                        ]))
            }
        }
        return things
    }

    /// Runs the operations; after each it answers what the set said and what the sandbox has.
    private static func driver(_ subject: Subject) -> String {
        """
        local operations = json.decode((...))
        local set, answers = \(subject.handle), json.array {}
        for position, operation in ipairs(operations) do
          local told = { counts = {}, outcomes = json.array {} }
          if operation.name == "contains" then
            told.contains = set:contains(operation.values[1])
          elseif operation.name == "items" then
            told.complete = set:items().complete
          else
            local answer = set[operation.name](set, operation.values)
            for _, name in ipairs { "added", "updated", "existing", "deleted" } do
              told.counts[name] = answer[name]
            end
            told.missing = #answer.not_found
            for place, result in ipairs(answer.results) do told.outcomes[place] = result.outcome end
          end
          told.content = json.array {}
          for _, entry in ipairs(\(subject.content)) do
            local rating = entry.rating and "=" .. entry.rating or ""
            table.insert(told.content, entry.type .. ":" .. entry[entry.type].ids.trakt .. rating)
          end
          answers[position] = told
        end
        return answers
        """
    }

    /// One operation and what the model says of it.
    private struct Operation {
        let name: String
        let values: [JSONValue]
        let given: [String: String]
        let before: [String: String]
        let after: [String: String]

        var json: JSONValue { ["name": .string(name), "values": .array(values)] }
        var deleted: Int { before.count { after[$0.key] == nil } }
        var added: Int { after.count { before[$0.key] == nil } }
    }

    private static func operations(
        _ subject: Subject, _ things: [Thing], starting content: [String: String], _ random: inout SeededRandom
    ) -> [Operation] {
        var content = content
        var operations: [Operation] = []
        for _ in 0..<14 {
            let name = ["add", "add", "remove", "set", "contains", "items"].randomElement(using: &random) ?? "add"
            let count = name == "contains" ? 1 : Int.random(in: 1...4, using: &random)
            var given: [String: String] = [:]
            var values: [JSONValue] = []
            for thing in things.shuffled(using: &random).prefix(count) where name != "items" {
                var value = thing.forms.randomElement(using: &random) ?? .null
                let rating = subject.rates ? Int64.random(in: 6...8, using: &random) : nil
                if let rating { value = ["item": value, "rating": .integer(rating)] }
                values.append(value)
                given[thing.key] = rating.map { "=\($0)" } ?? ""
            }
            var after = content
            switch name {
            case "add": after.merge(given) { _, new in new }
            case "remove": for key in given.keys { after[key] = nil }
            case "set": after = given
            default: break
            }
            operations.append(Operation(name: name, values: values, given: given, before: content, after: after))
            content = after
        }
        return operations
    }

    @Test("Random changes, in every way of writing a thing, with pages of every size", arguments: subjects)
    func changes(_ subject: Subject) async throws {
        let seed = UInt64.random(in: 1...1_000_000)
        var random = SeededRandom(seed: seed)
        try await withStage(isVIP: true) { stage in
            let things = try await Self.things(of: stage).filter { subject.kinds.contains($0.kind) }
            try #require(things.count >= 2)
            // Begins with an empty set.
            _ = try await stage.run("\(subject.handle):set {}").value
            for round in 1...3 {
                let start = try await stage.value(
                    of: """
                        local keys = {}
                        for _, entry in ipairs(\(subject.content)) do
                          keys[entry.type .. ":" .. entry[entry.type].ids.trakt] =
                            entry.rating and "=" .. entry.rating or ""
                        end
                        return keys
                        """)
                let content = (start.object ?? [:]).compactMapValues(\.string)
                let operations = Self.operations(subject, things, starting: content, &random)
                let document = JSONValue.array(operations.map(\.json)).encoded
                let run = try await stage.run(
                    Self.driver(subject), arguments: [String(decoding: document, as: UTF8.self)],
                    client: stage.client(pageSize: Int.random(in: 1...6, using: &random)),
                    limits: Limits(time: .seconds(300)))
                let answers = try run.value.array ?? []
                #expect(answers.count == operations.count)
                for (position, (operation, answer)) in zip(operations, answers).enumerated() {
                    check(operation, answer, of: subject, "seed \(seed), round \(round), operation \(position + 1)")
                }
            }
        }
    }

    private func check(_ operation: Operation, _ answer: JSONValue, of subject: Subject, _ place: String) {
        let content = Set(answer["content"]?.array?.compactMap(\.string) ?? [])
        #expect(content == Set(operation.after.map { $0.key + $0.value }), "\(place): \(operation.json)")
        func count(_ name: String) -> Int64 { answer["counts"]?[name]?.integer ?? -1 }
        switch operation.name {
        case "contains":
            let key = operation.given.keys.first ?? ""
            #expect(answer["contains"] == .boolean(operation.before[key] != nil), "\(place): \(operation.json)")
        case "items":
            #expect(answer["complete"] == true, "\(place)")
        default:
            #expect(answer["missing"] == 0, "\(place)")
            #expect(count("deleted") == operation.deleted, "\(place): \(operation.json)")
            if subject.counts { #expect(count("added") == operation.added, "\(place): \(operation.json)") }
            let outcomes = answer["outcomes"]?.array?.compactMap(\.string) ?? []
            let expected = operation.given.count + (operation.name == "set" ? operation.deleted : 0)
            #expect(outcomes.count == expected, "\(place): \(outcomes)")
            #expect(Set(outcomes).isSubset(of: ["added", "updated", "existing", "deleted", "absent", "accepted"]))
            #expect(outcomes.count { $0 == "deleted" } <= operation.deleted, "\(place): \(outcomes)")
            if subject.counts {
                #expect(outcomes.count { $0 == "added" } <= operation.added, "\(place): \(outcomes)")
            }
        }
    }

    private static let plays = """
        math.randomseed((...) // 1)
        local movies, model = { 16662, 481, 507 }, {}
        local function movie(id) return { type = "movie", trakt = id } end
        for _, id in ipairs(movies) do trakt.history:remove(movie(id)) end

        local function plays_of(id) return trakt.history:items { type = "movies", id = id } end

        local function check(step)
          for _, id in ipairs(movies) do
            local found, count = {}, 0
            for _, play in ipairs(plays_of(id)) do found[play.watched_at] = (found[play.watched_at] or 0) + 1 end
            for moment, times in pairs(model) do
              local wanted = times[id] or 0
              count = count + wanted
              assert((found[moment] or 0) == wanted, ("step %d: %d at %s"):format(step, id, moment))
            end
            assert(trakt.history:contains(movie(id)) == (count > 0), step)
          end
        end

        local function add()
          local values, distinct = {}, 0
          local before = {}
          for position = 1, math.random(4) do
            local id, moment = movies[math.random(3)], ("2026-01-0%dT10:00:00.000Z"):format(math.random(3))
            values[position] = { item = movie(id), watched_at = moment }
            model[moment] = model[moment] or {}
            -- One film in one minute is one play, whenever it is asked for.
            if not before[id .. moment] and (model[moment][id] or 0) == 0 then
              distinct = distinct + 1
              model[moment][id] = 1
            end
            before[id .. moment] = true
          end
          assert(trakt.history:add(values).added == distinct)
        end

        local function remove_all()
          local id, count = movies[math.random(3)], 0
          for _, times in pairs(model) do
            count, times[id] = count + (times[id] or 0), nil
          end
          assert(trakt.history:remove(movie(id)).deleted == count)
        end

        local function remove_some()
          local id, chosen = movies[math.random(3)], {}
          for _, play in ipairs(plays_of(id)) do
            if math.random(2) == 1 then
              chosen[#chosen + 1] = play
              model[play.watched_at][id] = model[play.watched_at][id] - 1
            end
          end
          assert(trakt.history:remove(chosen).deleted == #chosen)
        end

        for step = 1, 12 do
          local choice = math.random(4)
          if choice <= 2 then add() elseif choice == 3 then remove_some() else remove_all() end
          check(step)
        end
        """

    @Test("Random plays, added and removed one by one or all of a movie")
    func history() async throws {
        let seed = UInt64.random(in: 1...1_000_000)
        try await withStage { stage in
            let client = stage.client(pageSize: Int.random(in: 1...6))
            let run = try await stage.run(
                Self.plays, arguments: ["\(seed)"], client: client, limits: Limits(time: .seconds(300)))
            #expect(throws: Never.self, "seed \(seed)") { try run.value }
        }
    }

    @Test("What is added or removed between two pages: the read is right, or says that it is incomplete")
    func movingPages() async throws {
        let seed = UInt64.random(in: 1...1_000_000)
        var random = SeededRandom(seed: seed)
        try await withStage(shows: 130) { stage in
            var incomplete = 0
            for round in 1...12 {
                let meddler = Meddler(
                    stage, at: Int.random(in: 2...5, using: &random),
                    [.add, .remove].randomElement(using: &random) ?? .add, Int64.random(in: 0..<100, using: &random))
                let client = stage.client(pageSize: Int.random(in: 2...9, using: &random), through: meddler)
                let run = try await stage.run(
                    """
                    local items = trakt.watchlist:items()
                    local ok, problem = pcall(trakt.list "Copy".set, trakt.list "Copy", items)
                    return { #items, items.complete, ok, problem.kind }
                    """, client: client)
                let value = try run.value.array ?? []
                let place: Testing.Comment = "seed \(seed), round \(round): \(value)"
                let complete = value[1] == true
                #expect(value[2] == .boolean(complete), place)
                if !complete {
                    incomplete += 1
                    #expect(value[3] == "incomplete", place)
                }
                let there = try await stage.answer("/sync/watchlist?limit=250").array?.count
                if complete { #expect(value[0].integer.map(Int.init) == there, place) }
            }
            #expect(incomplete > 0, "seed \(seed): something did change between pages")
        }
    }

    @Test("An exchange between two pages, which no count tells, drives no delete")
    func exchangedBetweenPages() async throws {
        try await withStage(shows: 130) { stage in
            _ = try await stage.run("trakt.list('Copy'):set(trakt.watchlist:items())")
            let before = try await stage.value(of: "return #trakt.list('Copy'):items()")
            // The first entry goes: the one that page 2 began with is on page 1, which has been read.
            let meddler = Meddler(stage, at: 2, .exchange, 0)
            let run = try await stage.run(
                """
                local items = trakt.watchlist:items()
                local ok, problem = pcall(trakt.list "Copy".set, trakt.list "Copy", items)
                return { items.complete, ok, problem.kind, #trakt.list("Copy"):items() }
                """, client: stage.client(pageSize: 3, through: meddler))
            #expect(try run.value == [true, false, "incomplete", before])
        }
    }
}

/// Changes the watchlist just before the page of a number is asked for.
private final class Meddler: Transport {
    enum Change: Sendable {
        case add, remove
        /// One goes and another comes, so that no count tells.
        case exchange
    }

    private let stage: ScriptStage
    private let page: Int
    private let change: Change
    private let number: Int64
    private let isDone = Mutex(false)

    init(_ stage: ScriptStage, at page: Int, _ change: Change, _ number: Int64) {
        self.stage = stage
        self.page = page
        self.change = change
        self.number = number
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let isPage =
            request.url.contains("/sync/watchlist") && request.url.contains("page=\(page)&")
            || request.url.hasSuffix("page=\(page)")
        let isNow =
            isPage
            && isDone.withLock { done in
                defer { done = true }
                return !done
            }
        if isNow { try await meddle(request) }
        return try await stage.transport.send(request)
    }

    private func meddle(_ request: TransportRequest) async throws(TransportError) {
        if change != .add, let first = try? await stage.answer("/sync/watchlist?limit=100").array {
            let entry = first[Int(number) % max(1, first.count)]
            let kind = entry["type"]?.string ?? "movie"
            try await post("/remove", [kind + "s": [["ids": entry[kind]?["ids"] ?? .null]]], as: request)
        }
        if change != .remove {
            try await post("", ["shows": [["ids": ["trakt": .integer(900_001 + number)]]]], as: request)
        }
    }

    private func post(
        _ path: String, _ body: [String: JSONValue], as request: TransportRequest
    ) async throws(TransportError) {
        var post = request
        post.method = .post
        post.url = stage.sandbox.address + "/sync/watchlist" + path
        post.body = JSONValue.object(body).encoded
        _ = try await stage.transport.send(post)
    }
}
