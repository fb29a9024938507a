internal import Foundation
package import Lua
package import Trakt

/// What a script is told when its run begins.
package struct Facts: Sendable {
    /// Milliseconds since 1970; stands still for the run.
    package var now: Int64
    /// What stood behind the script's name on the command line.
    package var arguments: [String]
    /// What was set for a rule's options.
    package var options: [String: JSONValue]
    /// Where Trakt's website is, without a slash at the end.
    package var websiteURL: String

    package static let websiteURL = "https://trakt.tv"

    package init(
        now: Int64, arguments: [String] = [], options: [String: JSONValue] = [:], websiteURL: String = Self.websiteURL
    ) {
        self.now = now
        self.arguments = arguments
        self.options = options
        self.websiteURL = websiteURL
    }

    fileprivate var document: [UInt8] {
        let value: JSONValue = [
            "now": .integer(now),
            "today": .string(Day(at: .init(timeIntervalSince1970: Double(now) / 1000)).description),
            "arguments": .array(arguments.map { .string($0) }),
            "options": .object(options),
            "website": .string(websiteURL),
        ]
        return value.encoded
    }
}

/// An interpreter that could not be prepared for a script.
package enum PreparationError: Error, CustomStringConvertible {
    case interpreter(InterpreterError)
    case prelude(ScriptError)

    package var description: String {
        switch self {
        case .interpreter(let error): "\(error)"
        case .prelude(let error): "the program's own Lua does not compile: \(error)"
        }
    }
}

extension Interpreter {
    /// An interpreter whose script sees `trakt`, `time`, `all` and `require`, and sends its calls as messages.
    package static func forTrakt(
        limits: Limits, facts: Facts, seed: UInt64, stop: StopSwitch = StopSwitch()
    ) throws(PreparationError) -> Interpreter {
        let modules: [PreludeModule]
        switch Prelude.modules {
        case .success(let compiled): modules = compiled
        case .failure(let error): throw .prelude(error)
        }
        do {
            let interpreter = try Interpreter(
                limits: limits, circumstances: Circumstances(now: facts.now, seed: seed), prelude: modules, stop: stop)
            interpreter.define("describe") { call in
                guard let description = call.string(1).flatMap(Catalogue.description) else { return call.returning() }
                return call.returning(json: description.encoded)
            }
            interpreter.define("documentation") { call in
                guard let endpoint = call.string(1).flatMap(Catalogue.endpoint) else { return call.returning() }
                return call.returning(EndpointReference(endpoint).text)
            }
            try interpreter.setFacts(facts.document)
            return interpreter
        } catch {
            throw .interpreter(error)
        }
    }
}
