import Automation
import Foundation
import Lua
import TestSupport
import Testing
import Trakt
import TraktLua

@Suite("Every endpoint, called from a script as its documentation shows")
struct EveryEndpointTests {
    private let shapes: [String: AnswerShape]
    private let answers: [String: AnswerShape]
    /// 10:00 UTC on 23 November 2026: the examples ask for the week before.
    private static let now = Date(timeIntervalSince1970: 1_795_428_000)
    private let endpoints = Catalogue.all.filter { $0.host == .api }

    init() throws {
        let shapeLines = Self.lines(of: ExpectedAnswers.shapes)
        let names = Set(shapeLines.map(\.name))
        func table(_ lines: [(name: String, text: String)]) throws -> [String: AnswerShape] {
            try Dictionary(uniqueKeysWithValues: lines.map { ($0.name, try AnswerShape($0.text, names: names)) })
        }
        shapes = try table(shapeLines)
        answers = try table(Self.lines(of: ExpectedAnswers.answers))
    }

    @Test("has an answer that the documentation describes")
    func isListed() {
        #expect(Set(answers.keys) == Set(endpoints.map(\.id)))
        #expect(endpoints.count == 325)
    }

    @Test("reads what the documentation says, without an objection of the server")
    func reads() async throws {
        try await withStage(now: Self.now, isVIP: true) { stage in
            for endpoint in endpoints where !endpoint.isWrite {
                try await check(endpoint, on: stage)
            }
        }
    }

    @Test("writes and is answered what the documentation says, without an objection of the server")
    func writes() async throws {
        try await withStage(now: Self.now, isVIP: true) { stage in
            for endpoint in endpoints where endpoint.isWrite {
                try await stage.reset()
                try await check(endpoint, on: stage)
            }
        }
    }

    private func check(_ endpoint: Endpoint, on stage: ScriptStage) async throws {
        try await stage.forgetRequests()
        let run = try await stage.run("return \(endpoint.luaExample)", now: Self.now)
        guard case .finished(let document) = run.report.outcome else {
            Issue.record("\(endpoint.id): \(run.report.outcome)")
            return
        }
        let value = try JSONValue(parsing: document)
        let problems = try #require(answers[endpoint.id]).problems(in: value, at: endpoint.id, shapes: shapes)
        #expect(problems.isEmpty, "\(endpoint.luaExample)")
        for request in try await stage.requests() {
            #expect(request.objections.isEmpty, "\(endpoint.id): \(request)")
        }
        let sent = try await stage.requests().last { $0.method == endpoint.method.rawValue }
        if let status = sent?.status {
            #expect(endpoint.success.contains(status), "\(endpoint.id) was answered \(status)")
        }
    }

    private static func lines(of table: String) -> [(name: String, text: String)] {
        table.split(separator: "\n").map { line in
            let name = line.prefix { $0 != " " }
            return (String(name), String(line.dropFirst(name.count + 1)))
        }
    }
}
