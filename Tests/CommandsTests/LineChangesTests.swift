import Commands
import Testing

@Suite("What two runs printed")
struct LineChangesTests {
    private static func told(_ former: [String], _ now: [String]) -> [String] {
        LineChanges(from: former, to: now).changes.map { ($0.isNew ? "+" : "-") + $0.text }
    }

    @Test(
        "Only lines that one of the two printed are told",
        arguments: [
            ("a b c", "a b c", ""), ("a b c", "a x c", "-b +x"), ("a b c", "a c", "-b"), ("a c", "a b c", "+b"),
            ("", "a", "+a"), ("a", "", "-a"), ("a a", "a a a", "+a"), ("a b", "b a b", "+b"),
            ("a b c d", "x a y d", "+x -b -c +y"),
        ])
    func few(_ former: String, _ now: String, _ expected: String) {
        let lines = [former, now, expected].map { $0.split(separator: " ").map(String.init) }
        #expect(Self.told(lines[0], lines[1]) == lines[2])
    }

    @Test("A hundred thousand lines that all differ are looked at once each", .timeLimit(.minutes(10)))
    func many() {
        let former = (0..<100_000).map { "then \($0)" }
        let now = (0..<100_000).map { $0 == 50_000 ? "then 50000" : "now \($0)" }
        let changes = LineChanges(from: former, to: now).changes
        #expect(changes.count == 199_998)
        #expect(changes.prefix(2).map(\.text) == ["then 0", "now 0"])
    }

    @Test("One line among very many is found", .timeLimit(.minutes(10)))
    func one() {
        let lines = (0..<100_000).map { "line \($0)" }
        #expect(Self.told(lines, lines.filter { $0 != "line 70000" }) == ["-line 70000"])
    }
}
