import Commands
import Testing
import Wording

@Suite("What the command line is read into")
struct ValueTests {
    @Test(
        "Lengths of time are read",
        arguments: [
            ("90s", .seconds(90)), ("10m", .seconds(600)), ("1h30m", .seconds(5400)), ("500ms", .milliseconds(500)),
            ("1d", .seconds(86_400)), ("1m1m", .seconds(120)),
        ] as [(String, Duration)])
    func span(_ text: String, _ duration: Duration) {
        #expect(TimeSpan(argument: text)?.duration == duration)
    }

    @Test(
        "What is no length of time is refused",
        arguments: ["", "10", "s", "0s", "-1s", "1.5s", "1 s", "1S", "10x", "99999999s", "1h30", "٣s", "1sm"])
    func noSpan(_ text: String) {
        #expect(TimeSpan(argument: text) == nil)
    }

    @Test(
        "A length of time is written as it would be read", arguments: ["90ms", "1m30s", "10m", "1h30m", "1d2h3m4s5ms"])
    func description(_ text: String) throws {
        #expect(try #require(TimeSpan(argument: text)).description == text)
    }

    @Test("An assignment is split at its first =")
    func assignment() throws {
        let assignment = try #require(OptionAssignment(argument: "list=a=b"))
        #expect(assignment.key == "list")
        #expect(assignment.value == "a=b")
        #expect(OptionAssignment(argument: "list=")?.value == "")
        #expect(OptionAssignment(argument: "list") == nil)
        #expect(OptionAssignment(argument: "=b") == nil)
        #expect(OptionAssignment(argument: "") == nil)
    }
}
