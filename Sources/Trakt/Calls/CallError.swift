internal import Wording

/// Why a call was refused before anything was sent.
public struct CallError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of mistake it was; the raw value is stable.
    public enum Code: String, Sendable, Hashable {
        case unknownParameter = "unknown_parameter"
        case missingParameter = "missing_parameter"
        case wrongType = "wrong_type"
        case outOfRange = "out_of_range"
        case reversedRange = "reversed_range"
        case unknownValue = "unknown_value"
        case tooManyValues = "too_many_values"
        case missingIDs = "missing_ids"
        case tooLong = "too_long"
    }

    public let code: Code
    /// The endpoint's name in the catalogue.
    public let endpoint: String
    /// The parameter, with the way to it inside a body: `shows[2].seasons[1].rating`.
    public let parameter: String
    /// What the parameter accepts, as the end of a sentence.
    public let accepts: String
    /// What was given, as a message shows it; nil where nothing was.
    public let got: String?
    /// The whole story in one or two sentences.
    public let sentence: String

    public var description: String { sentence }

    /// The error as a script sees it.
    public var asJSON: JSONValue {
        var members: [String: JSONValue] = [
            "kind": .string(code.rawValue), "endpoint": .string(endpoint), "parameter": .string(parameter),
            "accepts": .string(accepts), "message": .string(sentence),
        ]
        if let got { members["got"] = .string(got) }
        return .object(members)
    }
}

/// What is wrong with one value; the parameter and endpoint are put around it where they are known.
struct ValueProblem: Error, Hashable {
    var code: CallError.Code
    /// What is wrong where the code alone does not say it.
    var detail: String?
    var got: JSONValue?

    static func wrongType(_ got: JSONValue) -> ValueProblem { ValueProblem(code: .wrongType, got: got) }
    static func outOfRange(_ got: JSONValue) -> ValueProblem { ValueProblem(code: .outOfRange, got: got) }

    /// A word that is not among those known, with the one that was probably meant.
    static func unknown(_ word: String, among known: [String]) -> ValueProblem {
        let meant = Spelling.nearest(to: word, among: known)
        return ValueProblem(
            code: .unknownValue, detail: meant.map { "did you mean \"\($0)\"?" }, got: .string(word))
    }
}

extension Endpoint {
    /// The error about one parameter's value.
    func error(_ problem: ValueProblem, in parameter: String, accepts: String) -> CallError {
        let got = problem.got.map { value in
            value.isNull || value.string != nil || value.number != nil || value.boolean != nil
                ? value.preview : "\(value.kindInWords), \(value.preview)"
        }
        var sentence = "\(id): \(parameter) takes \(accepts)"
        if let got { sentence += ", not \(got)" }
        if let detail = problem.detail { sentence += "; \(detail)" }
        if !sentence.hasSuffix("?") { sentence += "." }
        return CallError(
            code: problem.code, endpoint: id, parameter: parameter, accepts: accepts, got: got, sentence: sentence)
    }

    func missing(_ parameter: String, accepts: String, because reason: String? = nil) -> CallError {
        let sentence = "\(id) needs \(parameter)\(reason.map { " \($0)" } ?? ""): \(accepts)."
        return CallError(
            code: .missingParameter, endpoint: id, parameter: parameter, accepts: accepts, got: nil, sentence: sentence)
    }

    func unknown(_ name: String, at path: String = "", known: [String], what: String = "parameter") -> CallError {
        let accepts = known.isEmpty ? "no \(what)s" : known.joined(separator: ", ")
        var sentence = "\(id) has no \(what) \"\(path)\(name)\""
        if let meant = Spelling.nearest(to: name, among: known) {
            sentence += "; did you mean \"\(meant)\"?"
        } else {
            sentence += "; it takes \(accepts)."
        }
        return CallError(
            code: .unknownParameter, endpoint: id, parameter: path + name, accepts: accepts, got: name,
            sentence: sentence)
    }
}
