import Commands
import Foundation
import Logging
import Testing
import Trakt

@Suite("The log of moonreel serve", .timeLimit(.minutes(10)))
struct ServeLogTests {
    @Test("is a JSON object a line for programs, with what belongs to a message beside it")
    func json() throws {
        let log = Log(.json)
        log.logger.info("Rule ran", metadata: ["rule": "watched", "writes": "\(3)", "count": .stringConvertible(3)])
        log.logger.error(
            "It failed", metadata: ["list": ["a", "b"], "by": ["kind": "timeout"], "ok": .stringConvertible(false)])
        let time = #""time":"2026-11-29T12:00:00.250Z""#
        #expect(
            log.lines == [
                #"{\#(time),"level":"info","message":"Rule ran","count":3,"rule":"watched","writes":"3"}"#,
                #"{\#(time),"level":"error","message":"It failed","by":{"kind":"timeout"},"list":["a","b"],"ok":false}"#,
            ])
    }

    @Test("is text for persons, in their time")
    func text() {
        let log = Log(.text)
        log.logger.notice(
            "Rule ran", metadata: ["rule": "watched", "took": "3 seconds", "said": "a \"b\"", "none": ""])
        log.logger.critical("Nothing works")
        #expect(
            log.lines == [
                #"2026-11-29 13:00:00 notice   Rule ran  none="" rule=watched said="a \"b\"" took="3 seconds""#,
                "2026-11-29 13:00:00 critical Nothing works",
            ])
    }

    @Test("chooses by itself what a pipe gets")
    func auto() {
        let log = Log(.auto)
        log.logger.info("Hello")
        #expect(log.lines.first?.hasPrefix("{") == true)
    }

    @Test("leaves out what is below its level")
    func levels() {
        let log = Log(.json, level: .warning)
        log.logger.notice("no")
        log.logger.warning("yes")
        #expect(log.lines.count == 1)
    }

    @Test("is one line for each event and does nothing to a terminal", arguments: [ServeLog.Format.json, .text])
    func control(format: ServeLog.Format) throws {
        let nasty = "a\nb\u{1B}[2J\u{9B}m\u{2028}\u{202E}\t\0\u{7F}\r"
        let log = Log(format)
        log.logger.info("\(nasty)", metadata: [nasty: "\(nasty)"])
        let lines = log.lines
        #expect(lines.count == 1)
        let line = try #require(lines.first)
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control || $0.value == 0x202E })
        guard format == .json else { return }
        let value = try JSONValue(parsing: line)
        #expect(value["message"]?.string == nasty && value[nasty]?.string == nasty)
    }

    @Test("does not let a field take the place of what the log itself says")
    func names() throws {
        let log = Log(.json)
        log.logger.info("real", metadata: ["time": "never", "level": "none", "message": "made up"])
        let value = try JSONValue(parsing: try #require(log.lines.first))
        #expect(value["message"]?.string == "real" && value["level"]?.string == "info")
        #expect(value["message_"]?.string == "made up")
    }

    @Test("never shows a secret, whatever it is called and wherever it is", arguments: [ServeLog.Format.json, .text])
    func secrets(format: ServeLog.Format) {
        let log = Log(format, hiding: [Secret("s3cr3t-of-the-app")])
        log.logger.info(
            "sent s3cr3t-of-the-app with Authorization: Bearer abcdef123",
            metadata: [
                "access_token": "abcdef123", "body": ["refresh_token": "abcdef123", "list": ["s3cr3t-of-the-app"]],
                "header": "bearer abcdef123", "app": .stringConvertible(Shown("s3cr3t-of-the-app")),
            ])
        let lines = log.lines
        #expect(lines.count == 1)
        #expect(!lines.joined().contains("s3cr3t") && !lines.joined().contains("abcdef"))
    }

    private struct Shown: CustomStringConvertible, Sendable {
        let description: String
        init(_ text: String) { description = text }
    }

    @Test("ends nothing when nobody reads it any more")
    func brokenPipe() {
        let log = Log(.json)
        log.closeReader()
        for _ in 0..<3 { log.logger.info("Hello") }
    }

    @Test("keeps the lines of many apart, also long ones")
    func many() async throws {
        let log = Log(.json)
        let text = String(repeating: "x", count: 10_000)
        let logger = log.logger
        // On threads of their own: a full pipe holds up whoever writes until it is read.
        for _ in 0..<20 { Thread.detachNewThread { for _ in 0..<3 { logger.info("\(text)") } } }
        let lines = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: log.read(60)) }
        }
        #expect(lines.count == 60)
        for line in lines { #expect(try JSONValue(parsing: line)["message"]?.string == text) }
    }
}

/// A log at the other end of a pipe.
private final class Log: Sendable {
    let logger: Logger
    private let pipe = Pipe()

    init(_ format: ServeLog.Format, level: ServeLog.Level = .info, hiding secrets: [Secret] = []) {
        let handler = ServeLog(
            format, level: level, to: pipe.fileHandleForWriting.fileDescriptor, hiding: secrets,
            zone: TimeZone(secondsFromGMT: 3600) ?? .gmt, now: { Date(timeIntervalSince1970: 1_795_953_600.25) })
        logger = Logger(label: "test") { _ in handler }
    }

    func closeReader() { try? pipe.fileHandleForReading.close() }

    /// What was written since this was last asked, of which there must be something, and little.
    var lines: [String] { split(pipe.fileHandleForReading.availableData) }

    func read(_ count: Int) -> [String] {
        var data = Data()
        while data.count(where: { $0 == 10 }) < count { data += pipe.fileHandleForReading.availableData }
        return split(data)
    }

    private func split(_ data: Data) -> [String] {
        String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
