import Automation
import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

import struct TraktSandbox.SandboxInfo

@Suite("http")
struct HTTPTests {
    private func context(_ stage: ScriptStage, _ hosts: String, _ journal: SQLiteStore) throws -> RunContext {
        var context = try stage.context(journal: journal)
        context.web = WebAccess(
            transport: stage.transport, hosts: try #require(AllowedHosts(hosts)), userAgent: "Tests/1.0")
        return context
    }

    private func run(_ source: String, in context: RunContext) async throws -> RunReport {
        let script = try ScriptFile(path: "test.lua", source: Array(source.utf8))
        return try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
    }

    private func value(_ source: String, in context: RunContext) async throws -> JSONValue {
        try ScriptRun(report: try await run(source, in: context), lines: []).value
    }

    @Test("gives what the host answered, with its headers, and sends what the script said")
    func answers() async throws {
        let server = try RecordingServer { request, _ in
            request.line.hasPrefix("GET")
                ? .status(404, headers: ["X-One": "1"], body: "{\"a\":[1,2]}") : .status(201, body: request.body)
        }
        try await withStage { stage in
            let context = try context(stage, server.address, .inMemory())
            let get = """
                local r = http.get("\(server.address)/a?b=c#d", { headers = { ["X-Key"] = "k" } })
                return { r.status, r.headers["x-one"], r.json().a[2], r:json().a[1] }
                """
            #expect(try await value(get, in: context) == [404, "1", 2, 1])
            let post =
                "local r = http.post('\(server.address)/p', { json = { b = { 'ü' } } }) return { r.status, r.body }"
            #expect(try await value(post, in: context) == [201, #"{"b":["ü"]}"#])
            #expect(server.requests.map(\.line) == ["GET /a?b=c", "POST /p"])
            #expect(server.requests[0].header("x-key") == "k" && server.requests[0].header("user-agent") == "Tests/1.0")
            #expect(server.requests[1].header("content-type") == "application/json")
        }
    }

    @Test("asks nobody who is not allowed, and follows no answer there or to another scheme")
    func notAllowed() async throws {
        let other = try RecordingServer()
        let server = try RecordingServer { request, _ in
            switch request.line {
            case "GET /away": .status(302, headers: ["Location": other.address + "/x"])
            case "GET /tls": .status(301, headers: ["Location": request.header("host").map { "https://\($0)/" } ?? ""])
            case "GET /round": .status(307, headers: ["Location": "/round"])
            case "GET /there": .status(303, headers: ["Location": "here"])
            default: .status(200, body: "here")
            }
        }
        try await withStage { stage in
            let context = try context(stage, server.address, .inMemory())
            for address in [other.address, "https://example.org", server.address + "/away", server.address + "/tls"] {
                let source = "return select(2, pcall(http.get, '\(address)')).kind"
                #expect(try await value(source, in: context) == "not_allowed", "\(address)")
            }
            let round = "return select(2, pcall(http.get, '\(server.address)/round')).kind"
            #expect(try await value(round, in: context) == "not_allowed")
            #expect(try await value("return http.get('\(server.address)/there').body", in: context) == "here")
            let trakt = "return select(2, pcall(http.post, '\(stage.sandbox.address)/sync/history')).message"
            #expect(try await value(trakt, in: context).string?.contains("is asked with trakt") == true)
            #expect(other.requests.isEmpty)
            let bare = "return select(2, pcall(http.get, '\(server.address)')).message"
            #expect(try await stage.value(of: bare).string?.contains("allowed_hosts") == true)
        }
    }

    @Test("takes a key along to no other host")
    func keys() async throws {
        let other = try RecordingServer()
        let server = try RecordingServer { _, _ in .status(302, headers: ["Location": other.address]) }
        try await withStage { stage in
            let context = try context(stage, "\(server.address) \(other.address)", .inMemory())
            let source = "return http.get('\(server.address)', { headers = { Authorization = 'Bearer x' } }).status"
            #expect(try await value(source, in: context) == 200)
            #expect(server.requests[0].header("authorization") == "Bearer x")
            #expect(other.requests[0].header("authorization") == nil)
        }
    }

    @Test("is not asked again by a run that goes on, and what may have been sent is not sent again")
    func once() async throws {
        let server = try RecordingServer { request, _ in
            request.line == "POST /cut" ? .nothing : .status(200, body: "1")
        }
        let source = """
            local get = http.get("\(server.address)/get").body
            local post = http.post("\(server.address)/post").body
            local ok, problem = pcall(http.post, "\(server.address)/cut")
            trakt.shows.get("breaking-bad")
            return { get, post, problem.kind }
            """
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let context = try context(stage, server.address, journal)
            try await stage.fault(["method": "GET", "path": "/shows/*", "kind": "status", "status": 404])
            let id = try #require(try await run(source, in: context).run)
            try await stage.removeFaults()
            let failed = try #require(try await journal.run(id))
            let report = try await Resumption(in: context).resume(failed) { _ in }
            #expect(try ScriptRun(report: report, lines: []).value == ["1", "1", "outcome_unknown"])
            #expect(server.requests.map(\.line) == ["GET /get", "POST /post", "POST /cut"])
        }
    }

    @Test(
        "is sent once however often the run is tried again, and the last attempt's replay is the same",
        arguments: [("cut", "outcome_unknown"), ("large", "too_large")])
    func onceForAll(_ path: String, _ kind: String) async throws {
        let server = try RecordingServer { request, _ in
            request.line == "POST /cut" ? .nothing : .status(200, body: String(repeating: "x", count: (4 << 20) + 1))
        }
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let context = try context(stage, server.address, journal)
            let first = try await run("http.post('\(server.address)/\(path)', { body = 'b' })", in: context)
            #expect(try ScriptRun(report: first, lines: []).failure.kind == kind)
            let id = try #require(first.run)
            for _ in 1...3 {
                let record = try #require(try await journal.run(id))
                #expect(try await Replay(of: record, steps: journal.steps(of: id)).perform { _ in }.isSame)
                let report = try await Resumption(in: context).resume(record) { _ in }
                #expect(try ScriptRun(report: report, lines: []).failure.kind == "outcome_unknown")
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test("is sent by the attempt after one that could not send it")
    func notSent() async throws {
        let server = try RecordingServer()
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            var context = try context(stage, server.address, journal)
            let hosts = try #require(AllowedHosts(server.address))
            context.web = WebAccess(transport: ClosedTransport(), hosts: hosts, userAgent: "Tests/1.0")
            let first = try await run("return http.post('\(server.address)/p').status", in: context)
            #expect(try ScriptRun(report: first, lines: []).failure.kind == "not_sent")
            context.web = WebAccess(transport: stage.transport, hosts: hosts, userAgent: "Tests/1.0")
            let id = try #require(first.run)
            let record = try #require(try await journal.run(id))
            let report = try await Resumption(in: context).resume(record) { _ in }
            #expect(try ScriptRun(report: report, lines: []).value == 200)
            #expect(server.requests.count == 1)
        }
    }

    @Test("sends a header as the script has it, however it is spelt")
    func spelling() async throws {
        let server = try RecordingServer()
        let source = """
            http.post("\(server.address)", { json = {}, headers = { ["content-TYPE"] = "application/vnd.x+json" } })
            """
        try await withStage { stage in
            _ = try await value(source, in: try context(stage, server.address, .inMemory()))
            let lines = server.requests[0].head.lowercased().split(separator: "\r\n")
            #expect(lines.filter { $0.hasPrefix("content-type:") } == ["content-type: application/vnd.x+json"])
        }
    }

    @Test("tells no more of an address than its host, and no header, in errors, in the log and in the journal")
    func secrets() async throws {
        let server = try RecordingServer { request, _ in
            request.line.hasPrefix("GET")
                ? .status(302, headers: ["Location": "https://far.example/s3cret"]) : .status(200)
        }
        let source = """
            local _, one = pcall(http.get, "https://s3cret:s3cret@a.org/s3cret")
            local _, two = pcall(http.get, "\(server.address)/s3cret?key=s3cret", { headers = { Key = "s3cret" } })
            http.post("\(server.address)/s3cret", { headers = { Key = "s3cret" } })
            return { one.message, two.message }
            """
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let report = try await run(source, in: try context(stage, server.address, journal))
            let messages = try ScriptRun(report: report, lines: []).value
            let second = messages.array?.last?.string ?? ""
            #expect(second.contains("sends on to https://far.example,"), "\(messages)")
            #expect(!messages.encodedText.contains("s3cret"))
            let steps = try await journal.steps(of: try #require(report.run))
            #expect(steps.count == 3)
            for step in steps { #expect(!String(decoding: step.question, as: UTF8.self).contains("s3cret")) }
            #expect(String(decoding: steps[1].question, as: UTF8.self).contains(server.address))
            #expect(server.requests.allSatisfy { $0.header("key") == "s3cret" })
        }
    }

    @Test("sends nothing from a plan, nor from a sandbox, and says what it would send; reading is done")
    func told() async throws {
        let server = try RecordingServer { _, _ in .status(200, body: "1") }
        let source =
            "return http.get('\(server.address)').body .. http.post('\(server.address)/p', { body = 'b' }).status"
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            var context = try context(stage, server.address, journal)
            let plan = try await stage.plan(source, in: context)
            #expect(plan.printed == ["info: would send to \(server.address) (body b)"])
            context.server = .fleetingSandbox
            #expect(try await value(source, in: context) == "1202")
            #expect(server.requests.allSatisfy { $0.line == "GET /" } && server.requests.count == 2)
        }
    }

    @Test(
        "refuses what is no request",
        arguments: [
            ("http.get()", "expects an address"), ("http.get('https://u:p@a.org')", "no user and no password"),
            ("http.get('https://a.org', { body = 'x' })", "http.get.body is not known"),
            ("http.post('https://a.org', { body = 1 })", "is text, not 1"),
            ("http.post('https://a.org', { body = 'a', json = 1 })", "body or json"),
            ("http.get('https://a.org', { headers = { Host = 'b.org' } })", "the header Host"),
            ("http.get('https://a.org', { headers = { ['X-A'] = 1, ['x-a'] = 2 } })", "twice"),
            ("http.get('https://a.org', { headers = { ['X-A'] = 'a\\r\\nX-B: c' } })", "the header X-A"),
        ])
    func refused(_ source: String, _ says: String) async throws {
        try await withStage { stage in
            let report = try await run(source, in: context(stage, "a.org", .inMemory()))
            let error = try ScriptRun(report: report, lines: []).failure
            #expect(error.message.contains(says), "\(error)")
        }
    }

    @Test("takes no answer that is larger than 4 MiB")
    func large() async throws {
        let server = try RecordingServer { _, _ in .status(200, body: String(repeating: "x", count: (4 << 20) + 1)) }
        try await withStage { stage in
            let context = try context(stage, server.address, .inMemory())
            let source = "return select(2, pcall(http.get, '\(server.address)')).kind"
            #expect(try await value(source, in: context) == "too_large")
        }
    }
}

/// A network that is down.
private struct ClosedTransport: Transport {
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        throw .notSent(Obstacle(.refused, "Connection refused"))
    }
}
