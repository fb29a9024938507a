import TestSupport

/// Writes programs that follow Lua's grammar, and mostly its rules about names, labels and `...`.
struct ProgramGenerator {
    var chance: SeededChance
    private var depth = 0

    init(seed: UInt64) { chance = SeededChance(seed) }

    mutating func program() -> String { block(of: 1 + chance.below(6)) }

    private mutating func block(of count: Int) -> String {
        var text = ""
        for _ in 0..<count { text += statement() + chance.one(of: ["\n", " ", ";", " -- note\n", " --[[ note ]] "]) }
        if chance.below(6) == 0 { text += "return " + chance.one(of: ["", expressions(), "f(x);"]) + "\n" }
        return text
    }

    private mutating func nested() -> String {
        guard depth < 4 else { return "" }
        depth += 1
        defer { depth -= 1 }
        return block(of: chance.below(4))
    }

    private mutating func statement() -> String {
        switch chance.below(20) {
        case 0: "local \(name())\(attribute()) = \(expressions())"
        case 1: "local \(name()), \(name())\(attribute())"
        case 2: "\(variable()) = \(expressions())"
        case 3: "\(variable()), \(variable()) = \(expressions())"
        case 4, 5: call()
        case 6: "do \(nested()) end"
        case 7: "while \(expression()) do \(nested()) \(chance.one(of: ["break", "", "goto done"])) end"
        case 8: "repeat \(nested()) until \(expression())"
        case 9: "if \(expression()) then \(nested()) elseif \(expression()) then \(nested()) else \(nested()) end"
        case 10: "for \(name()) = \(expression()), \(expression()) do \(nested()) end"
        case 11: "for \(name()), \(name()) in \(expressions()) do \(nested()) end"
        case 12: "function \(name()).\(name()):\(name())\(functionBody())"
        case 13: "local function \(name())\(functionBody())"
        case 14: "function \(name())\(functionBody())"
        case 15: "goto \(label())"
        case 16: "::\(label())::"
        case 17: chance.one(of: ["break", ";", "::\(label()):: ;;", "do break end"])
        case 18: "for \(name()) = 1, 2, \(expression()) do \(nested()) goto done ::done:: end"
        default: "\(name()) = \(expression())"
        }
    }

    private mutating func functionBody() -> String {
        "(\(chance.one(of: ["", "...", "a", "a, b", "x, ..."]))) \(nested()) end"
    }

    private mutating func attribute() -> String { chance.one(of: ["", "", "", " <const>", "<close>"]) }
    private mutating func name() -> String { chance.one(of: ["a", "b", "c", "x", "_G1", "self"]) }
    private mutating func label() -> String { chance.one(of: ["done", "again", "next1"]) }

    private mutating func variable() -> String {
        chance.one(of: ["\(name())", "\(name()).\(name())", "\(name())[\(expression())]", "\(call()).\(name())"])
    }

    private mutating func call() -> String {
        switch chance.below(5) {
        case 0: "\(name()){ \(fields()) }"
        case 1: "\(name())\(string())"
        case 2: "\(name()):\(name())(\(expressions()))"
        case 3: "(\(expression())):\(name()) \(string())"
        default: "\(name())(\(chance.one(of: ["", expressions()])))"
        }
    }

    private mutating func fields() -> String {
        chance.one(of: ["", "1, 2", "a = 1; [2] = 3,", expressions(), "[\(expression())] = \(expression()), x = ..."])
    }

    private mutating func expressions() -> String {
        expression() + (chance.below(3) == 0 ? ", " + expression() : "")
    }

    private mutating func expression() -> String {
        guard depth < 6 else { return name() }
        depth += 1
        defer { depth -= 1 }
        switch chance.below(14) {
        case 0: return number()
        case 1: return string()
        case 2: return chance.one(of: ["nil", "true", "false", "..."])
        case 3: return "{ \(fields()) }"
        case 4: return "function \(functionBody())"
        case 5, 6:
            let symbols = [
                "+", "-", "*", "/", "//", "%", "^", "..", "<<", ">>", "&", "|", "~", "==", "~=", "<", "<=", ">", ">=",
                " and ", " or ",
            ]
            return "\(expression()) \(chance.one(of: symbols)) \(expression())"
        case 7: return chance.one(of: ["not ", "-", "#", "~"]) + expression()
        case 8: return "(\(expression()))"
        case 9, 10: return call()
        default: return variable()
        }
    }

    private mutating func number() -> String {
        chance.one(of: [
            "0", "12", "3.5", ".5", "5.", "1e10", "1E-3", "0x1F", "0xA.8p3", "0x.1p-2", "9223372036854775808", "3e+2",
            "0xffffffffffffffffff", "3..2", "0x", "1e", "3x",
        ])
    }

    private mutating func string() -> String {
        chance.one(of: [
            "'a'", "\"b\\n\"", "[[long]]", "[==[ ]] ]==]", "'\\x41\\u{20AC}\\065'", "'\\z  \n  z'", "\"\\\n\"", "''",
            "'\\q'", "'\\300'", "'\\u{110000000}'", "'\\xg1'", "'caf\u{E9}'",
        ])
    }
}
