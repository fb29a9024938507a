import Lua
import REPL
import Testing
import Trakt

@Suite("Errors on a terminal")
struct ErrorPrinterTests {
    private func shown(_ error: JSONValue, width: Int = 80) -> [String] {
        ErrorPrinter(width: width).lines(of: ScriptError(document: error.encoded)).map(\.text)
    }

    @Test("An error is its sentence, its place, the way there, and what to do")
    func whole() {
        let error: JSONValue = [
            "kind": "out_of_range", "endpoint": "calendars.my_shows",
            "message": "calendars.my_shows: days takes a whole number from 1 to 33, not 99.", "where": "input 3:1",
            "traceback": "input 3:1: in local 'f'\ninput 3:5: in function 'g'",
        ]
        #expect(
            shown(error, width: 60) == [
                "calendars.my_shows: days takes a whole number from 1 to 33,", "not 99.", "  at input 3:1",
                "  from input 3:5: in function 'g'", ":doc trakt.calendars.my_shows tells what it takes.",
            ])
    }

    @Test(
        "What to do follows from the kind, and is not said twice",
        arguments: [
            (
                ["kind": "signed_out", "message": "m"],
                "moonreel login signs in; with --sandbox the session needs no account."
            ),
            (["kind": "unauthorized", "message": "m"], "moonreel login signs in anew."),
            (["kind": "sign_in_again", "message": "run moonreel login"], nil),
            (["kind": "not_sent", "message": "m"], "moonreel doctor looks for the reason."),
            (["kind": "rate_limited", "message": "m"], ":calls tells what this session has sent."),
            (
                ["kind": "outcome_unknown", "message": "m", "may_have_happened": true],
                "Look whether it was done before sending it again."
            ),
            (
                [
                    "kind": "outcome_unknown",
                    "message": "The change may have been made; look before sending it again.",
                    "may_have_happened": true,
                ], nil
            ),
            (["kind": "outcome_unknown", "message": "m"], nil),
            (["kind": "unknown_global", "message": "there is no 'trkat': did you mean 'trakt'?"], nil),
            (
                ["kind": "unknown_global", "message": "there is no 'x': it was never assigned"],
                "Tab shows the names that there are."
            ),
            (
                [
                    "kind": "vip_only", "message": "Become a VIP member at https://trakt.tv/vip.",
                    "upgrade_url": "https://trakt.tv/vip",
                ], nil
            ),
            (["message": "my own"], nil),
        ] as [(JSONValue, String?)])
    func advice(_ error: JSONValue, _ expected: String?) {
        #expect(shown(error) == [error["message"]?.string, expected].compactMap(\.self))
    }

    @Test("A long way there is cut, and an error's text cannot drive the terminal")
    func bounded() {
        let frames = (1...50).map { "a.lua:\($0): in function 'f'" }.joined(separator: "\n")
        let lines = shown(["message": "bad\u{1B}[2J\nthing", "traceback": .string(frames)])
        #expect(lines.prefix(2) == ["bad␛[2J", "thing"])
        #expect(lines.count == 2 + 8 + 1)
        #expect(lines.last == "  … 41 more")
    }

    @Test("An error that was caught shows its fields too")
    func caught() async throws {
        let text = try await REPLTests.shown(
            "local ok, problem = pcall(function() return trakt.searhc end) return problem", width: 100)
        #expect(
            text == """
                trakt.searhc is not known: did you mean trakt.search?
                  at test.lua:2
                  kind = "unknown_name"
                """)
    }
}
