import Automation
import Foundation
import Journal
import Storage
import TestSupport
import Testing
import Trakt

@Suite("Delivering notices")
struct NoticeDeliveryTests {
    @Test("Each service gets the document it takes, whatever is in the text")
    func formats() async throws {
        let notice = Notice(
            "<b> & @everyone: schön\nzweite", title: "Tonight: \"Ünder\"", priority: .high,
            link: "https://trakt.tv/a?b=c&d")
        let server = try RecordingServer()
        try await NoticeStage.with { stage in
            let url = Secret(server.address + "/hook")
            let channels = [
                Channel("phone", .ntfy(url: url, topic: Secret("films"), token: Secret("tk"))),
                Channel("chat", .discord(url)), Channel("team", .slack(url)), Channel("own", .webhook(url)),
            ]
            let run = try await stage.queue(notice, to: channels.map(\.name))
            for channel in channels { #expect(try await stage.delivery(to: [channel]).deliver(within: .seconds(1))) }
            #expect(try await stage.states(run) == [.delivered, .delivered, .delivered, .delivered])
            let bodies = try server.requests.map { try JSONValue(parsing: $0.body) }
            try #require(bodies.count == 4)
            #expect(
                bodies[0] == [
                    "topic": "films", "title": "Tonight: \"Ünder\"", "message": "<b> & @everyone: schön\nzweite",
                    "priority": 4, "click": "https://trakt.tv/a?b=c&d",
                ])
            #expect(server.requests[0].header("authorization") == "Bearer tk")
            let text = "**Tonight: \"Ünder\"**\n<b> & @everyone: schön\nzweite\nhttps://trakt.tv/a?b=c&d"
            #expect(bodies[1] == ["content": .string(text), "allowed_mentions": ["parse": []]])
            #expect(
                bodies[2] == [
                    "text":
                        "*Tonight: \"Ünder\"*\n&lt;b&gt; &amp; @everyone: schön\nzweite\nhttps://trakt.tv/a?b=c&amp;d"
                ])
            #expect(bodies[3]["rule"] == "Tonight" && bodies[3]["priority"] == "high" && bodies[3]["run"] == 1)
            #expect(
                bodies[3]["message"] == "<b> & @everyone: schön\nzweite" && bodies[3]["at"] == "2026-03-04T12:34:56Z")
            #expect(bodies[3]["id"]?.string == server.requests[3].header("idempotency-key"))
        }
    }

    @Test("Discord takes 2,000 characters and not one more; the title and the link stay whole")
    func long() async throws {
        let server = try RecordingServer()
        try await NoticeStage.with { stage in
            let message = String(repeating: "🎬a", count: 2000)
            try await stage.queue(Notice(message, title: "T", link: "https://trakt.tv/x"), to: ["chat"])
            _ = try await stage.delivery(to: [Channel("chat", .discord(Secret(server.address)))]).deliver(
                within: .seconds(1))
            let content = try #require(try JSONValue(parsing: server.requests[0].body)["content"]?.string)
            #expect(content.utf16.count <= 2000 && content.utf16.count > 1990)
            #expect(content.hasPrefix("**T**\n🎬a") && content.hasSuffix("…\nhttps://trakt.tv/x"))
        }
    }

    @Test("What was not taken is sent again after pauses that double, and after the server's own when that is longer")
    func again() async throws {
        let server = try RecordingServer { _, before in
            switch before {
            case 0: .status(503)
            case 1: .status(429, headers: ["Retry-After": "600"])
            default: .status(200)
            }
        }
        try await NoticeStage.with { stage in
            let run = try await stage.queue(Notice("a"), to: ["own"])
            let delivery = stage.delivery(to: [Channel("own", .webhook(Secret(server.address)))])
            #expect(try await !delivery.deliver(within: .seconds(1)))
            stage.clock.pass(9)
            #expect(try await !delivery.deliver(within: .milliseconds(50)))
            #expect(server.requests.count == 1)
            stage.clock.pass(1)
            #expect(try await !delivery.deliver(within: .seconds(1)))
            stage.clock.pass(599)
            #expect(try await !delivery.deliver(within: .milliseconds(50)))
            #expect(server.requests.count == 2)
            stage.clock.pass(1)
            #expect(try await delivery.deliver(within: .seconds(1)))
            #expect(server.requests.count == 3)
            #expect(try await stage.states(run) == [.delivered])
            #expect(Set(server.requests.map { $0.header("idempotency-key") }).count == 1)
        }
    }

    @Test("After a day it is given up, with the reason; what the server will never take, at once")
    func givenUp() async throws {
        let server = try RecordingServer { request, _ in .status(request.line.hasSuffix("bad") ? 400 : 500) }
        try await NoticeStage.with { stage in
            let channels = [
                Channel("down", .webhook(Secret(server.address + "/down"))),
                Channel("bad", .webhook(Secret(server.address + "/bad"))),
            ]
            let run = try await stage.queue(Notice("a"), to: ["down", "bad", "gone"])
            let delivery = stage.delivery(to: channels)
            for _ in 0..<60 {
                _ = try await delivery.deliver(within: .milliseconds(1))
                stage.clock.pass(1800)
            }
            let records = try await stage.journal.notices(of: run)
            #expect(records.map(\.state) == [.givenUp, .givenUp, .givenUp])
            #expect(records[0].reason == "the server answered with status 500" && records[0].attempts > 20)
            #expect(records[1].reason == "the server answered with status 400" && records[1].attempts == 1)
            #expect(records[2].reason == "no such channel has been configured since" && records[2].attempts == 0)
        }
    }

    @Test("What waited for a day with no chance to go is tried first, and what has no channel is given up for that")
    func patience() async throws {
        let server = try RecordingServer { _, before in .status(before == 0 ? 503 : 200) }
        try await NoticeStage.with { stage in
            let own = Channel("own", .webhook(Secret(server.address)))
            let tried = try await stage.queue(Notice("a"), to: ["own"])
            #expect(try await !stage.delivery(to: [own]).deliver(within: .milliseconds(1)))
            let untried = try await stage.queue(Notice("b"), to: ["own", "gone"])
            stage.clock.pass(200_000)
            #expect(try await stage.delivery(to: [own]).deliver(within: .milliseconds(1)))
            #expect(try await stage.states(tried) == [.delivered])
            #expect(try await stage.states(untried) == [.delivered, .givenUp])
        }
        let down = try RecordingServer { _, _ in .status(503) }
        try await NoticeStage.with { stage in
            let run = try await stage.queue(Notice("a"), to: ["own"])
            _ = try await stage.delivery(to: [Channel("own", .webhook(Secret(down.address)))]).deliver(
                within: .milliseconds(1))
            stage.clock.pass(200_000)
            _ = try await stage.delivery(to: []).deliver(within: .milliseconds(1))
            #expect(
                try await stage.journal.notices(of: run).first?.reason
                    == "the server answered with status 503, and no such channel has been configured since")
        }
    }

    @Test(
        "After an error behind a gateway nobody knows; only a service that tells a notice by its key gets it again",
        arguments: [500, 502, 503, 504, 520, 522, 524])
    func behindGateway(_ status: Int) async throws {
        let server = try RecordingServer { _, _ in .status(status) }
        try await NoticeStage.with { stage in
            let url = Secret(server.address)
            let channels = [
                Channel("phone", .ntfy(url: url, topic: Secret("a"), token: nil)), Channel("chat", .discord(url)),
                Channel("team", .slack(url)), Channel("own", .webhook(url)),
            ]
            let run = try await stage.queue(Notice("a"), to: channels.map(\.name))
            _ = try await stage.delivery(to: channels).deliver(within: .milliseconds(1))
            let others: NoticeRecord.State = status == 503 ? .pending : .unknown
            #expect(try await stage.states(run) == [others, others, others, .pending])
        }
    }

    @Test("What may have arrived is not sent again; what never left is")
    func unknown() async throws {
        let server = try RecordingServer { _, _ in .nothing }
        try await NoticeStage.with { stage in
            let channels = [
                Channel("cut", .webhook(Secret(server.address))),
                Channel("off", .webhook(Secret("http://127.0.0.1:1"))),
            ]
            let run = try await stage.queue(Notice("a"), to: ["cut", "off"])
            let delivery = stage.delivery(to: channels)
            for _ in 0..<3 {
                _ = try await delivery.deliver(within: .milliseconds(1))
                stage.clock.pass(60)
            }
            #expect(server.requests.count == 1)
            let records = try await stage.journal.notices(of: run)
            #expect(records.map(\.state) == [.unknown, .pending] && records[1].attempts == 3)
        }
    }

    @Test("What a process that died was sending may have arrived; nobody else sends what one has taken")
    func taken() async throws {
        try await NoticeStage.with { stage in
            let run = try await stage.queue(Notice("a"), to: ["own"])
            let taken = try #require(try await stage.journal.takeNotice(for: "own"))
            #expect(taken.attempts == 1 && taken.rule == "Tonight")
            #expect(try await stage.journal.takeNotice(for: "own") == nil)
            stage.clock.pass(31)
            #expect(try await stage.journal.takeNotice(for: "own") == nil)
            #expect(try await stage.states(run) == [.unknown])
            // Its late word counts for nothing any more.
            try await stage.journal.settle(taken, .again(at: stage.clock.now, reason: "late"))
            #expect(try await stage.states(run) == [.unknown])
        }
    }

    @Test("A channel for mail is a program with a whole message on its input; its status says whether it took it")
    func mail() async throws {
        try await NoticeStage.with { stage in
            let channel = Channel(
                "mail",
                .mail(command: ["sendmail", "-t"], from: "a@example.org", to: ["b@example.org", "c@example.org"]))
            let run = try await stage.queue(
                Notice(
                    "Größe\n.\nend", title: "Ü\nBcc: x@example.org \(String(repeating: "é", count: 60))",
                    priority: .urgent),
                to: ["mail"])
            let inputs = NoticeStage.Box<[String]>([])
            let delivery = stage.delivery(to: [channel]) { words, input in
                inputs.change { $0.append(input) }
                return words == ["sendmail", "-t"] && inputs.now.count > 1 ? .exited(0) : .exited(75)
            }
            _ = try await delivery.deliver(within: .milliseconds(1))
            #expect(try await stage.states(run) == [.pending])
            stage.clock.pass(60)
            _ = try await delivery.deliver(within: .milliseconds(1))
            #expect(try await stage.states(run) == [.delivered])
            #expect(inputs.now.count == 2 && inputs.now[0] == inputs.now[1])
            let parts = inputs.now[0].components(separatedBy: "\n\n")
            let lines = parts[0].components(separatedBy: "\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0.utf8.allSatisfy { $0 < 0x80 } })
            #expect(!lines.contains { $0.lowercased().hasPrefix("bcc") })
            #expect(lines.contains("To: b@example.org,") && lines.contains("Date: Wed, 04 Mar 2026 12:34:56 +0000"))
            #expect(lines.contains("Importance: high") && lines.contains { $0.hasPrefix("Subject: =?utf-8?B?") })
            let body = Data(base64Encoded: parts[1].replacing("\n", with: "")).map {
                String(decoding: $0, as: UTF8.self)
            }
            #expect(body == "Größe\n.\nend\n")
        }
    }

    @Test("One channel that is down keeps no other from its notices, and a worker delivers until it is cancelled")
    func worker() async throws {
        let server = try RecordingServer()
        try await NoticeStage.with { stage in
            let channels = [
                Channel("off", .webhook(Secret("http://127.0.0.1:1"))),
                Channel("own", .webhook(Secret(server.address))),
            ]
            let delivery = stage.delivery(to: channels)
            let worker = Task { await delivery.run() }
            let run = try await stage.queue(Notice("a"), to: ["off", "own"])
            while try await stage.states(run).last != .delivered { await Task.yield() }
            worker.cancel()
            _ = await worker.result
            #expect(server.requests.count == 1)
        }
    }
}
