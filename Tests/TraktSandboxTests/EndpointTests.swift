import Testing

@testable import TraktSandbox

@Suite("Endpoints")
struct EndpointTests {
    @Test(
        "each classic one answers as documented, with the status and the keys",
        arguments: [
            ClassicEndpoints.calendars, ClassicEndpoints.sync, ClassicEndpoints.users,
            ClassicEndpoints.listsAndSearch, ClassicEndpoints.movies, ClassicEndpoints.shows,
            ClassicEndpoints.peopleAndRest, ClassicEndpoints.social,
        ])
    func table(_ lines: String) throws {
        try walk(lines)
    }

    @Test(
        "each of 2026 answers as documented",
        arguments: [NewEndpoints.reading, NewEndpoints.writing, NewEndpoints.social])
    func recent(_ lines: String) throws {
        try walk(lines)
    }

    private func walk(_ lines: String) throws {
        let client = try LocalClient.demo(SandboxConfiguration(isVIP: true))
        let translated = try Seed.embedded.get().movies.first { $0.translations != nil && $0.aliases != nil }
        let slug = translated?.ids.slug ?? ""
        for line in lines.split(separator: "\n") {
            let parts = line.replacing("%TRANSLATED%", with: slug).split(separator: " ", maxSplits: 4).map(String.init)
            let answer = client.send(parts[0], parts[1], parts.count > 4 ? Array(parts[4].utf8) : [])
            #expect(String(answer.status) == parts[2], "\(line)")
            expect(answer, has: parts[3], "\(line)")
        }
    }

    private func expect(_ answer: Answer, has shape: String, _ line: Testing.Comment) {
        guard shape != "-" else {
            #expect(answer.bytes.isEmpty, line)
            return
        }
        let inner = shape.filter { !"[]{}".contains($0) }
        guard shape.hasPrefix("[") else {
            expect(answer.json, hasKeys: inner, line)
            return
        }
        guard let items = answer.json.array else {
            Issue.record(line)
            return
        }
        guard !inner.isEmpty else { return }
        #expect(!items.isEmpty, line)
        guard inner != "#" else {
            #expect(items.allSatisfy { $0.int != nil }, line)
            return
        }
        for item in items.prefix(5) { expect(item, hasKeys: inner, line) }
    }

    private func expect(_ json: JSONValue, hasKeys names: String, _ line: Testing.Comment) {
        let isWhole = !names.contains(",") && ClassicEndpoints.objects[names] != nil && json[names] == nil
        let keys = (isWhole ? ClassicEndpoints.objects[names] ?? names : names).split(separator: ",").map(String.init)
        let missing = keys.filter { json[$0] == nil }
        #expect(missing.isEmpty, line)
    }
}
