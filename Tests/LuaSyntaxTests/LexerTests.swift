import LuaSyntax
import TestSupport
import Testing

@Suite("The lexer")
struct LexerTests {
    @Test("loses no byte of any source")
    func covers() {
        var chance = SeededChance(3)
        for _ in 0..<2_000 {
            let source = (0..<chance.below(40)).map { _ in UInt8.random(in: 0...255, using: &chance) }
            let ranges = Lexer.tokens(of: source).map(\.range)
            #expect(ranges.first?.start == 0 && ranges.last?.end == source.count)
            for (one, next) in zip(ranges, ranges.dropFirst()) { #expect(one.end == next.start && one.end > one.start) }
        }
    }

    @Test(
        "takes what is half typed",
        arguments: [
            ("x = 'half", Token.Kind.string, TokenProblem.unfinishedString),
            ("x = 'half\\z ", .string, .continuedString),
            ("x = [[half\n", .string, .unfinishedBrackets),
            ("--[==[ half ]] ", .comment, .unfinishedBrackets),
            ("x = 3x", .number, .malformedNumber),
            ("x = '\\q'", .string, .invalidEscape(SourceRange(5, 7))),
            ("x = é", .unknown, .unknownCharacter),
        ])
    func halfTyped(_ source: String, _ kind: Token.Kind, _ problem: TokenProblem) throws {
        let token = try #require(Lexer.tokens(of: Array(source.utf8)).dropLast().last)
        #expect(token.kind == kind && token.problem == problem)
    }

    @Test(
        "gives texts their value (Lua manual, section 3.1)",
        arguments: [
            (#"'alo\n123"'"#, "alo\n123\""), (#""alo\n123\"""#, "alo\n123\""), (#"'\97lo\10\04923"'"#, "alo\n123\""),
            ("[[alo\n123\"]]", "alo\n123\""), ("[==[\nalo\n123\"]==]", "alo\n123\""), ("[[\n\nx]]", "\nx"),
            (#"'\u{20AC}\x41\z   b'"#, "€Ab"), ("'a\\\nb'", "a\nb"),
        ])
    func values(_ literal: String, _ value: String) {
        #expect(StringLiteral.bytes(of: Array(literal.utf8)[...]) == Array(value.utf8))
    }

    @Test(
        "gives numbers their value (Lua manual, section 3.1)",
        arguments: [
            ("3", NumberLiteral.integer(3)), ("0xff", .integer(255)), ("0xffffffffffffffff", .integer(-1)),
            ("3.0", .float(3)), ("314.16e-2", .float(3.1416)), ("34e1", .float(340)), (".5", .float(0.5)),
            ("5.e1", .float(50)), ("0x0.1E", .float(0.1171875)), ("0xA23p-4", .float(162.1875)),
            ("9223372036854775808", .float(9_223_372_036_854_775_808)),
        ])
    func numbers(_ literal: String, _ value: NumberLiteral) throws {
        let chunk = Chunk(parsing: Array("return \(literal)".utf8))
        guard case .return(let values) = chunk.block.statements.first?.kind, case .number(let number) = values[0].kind
        else { return #expect(Bool(false), "\(chunk.errors)") }
        #expect(number == value)
    }
}
