package import Foundation
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
    /// What the run is for; nil where a person began it.
    package var occasion: Occasion?
    /// Whether a rule is only to say what it says of itself, and not run.
    package var inspects = false

    /// What the scheduler runs a rule for.
    package struct Occasion: Sendable, Hashable {
        /// The time by the rule's schedule; nil where something changed.
        package var slot: Date?
        /// How many earlier times went by without a run.
        package var missed: Int
        /// The keys of `/sync/last_activities` that moved.
        package var changed: [String]

        package init(slot: Date? = nil, missed: Int = 0, changed: [String] = []) {
            self.slot = slot
            self.missed = missed
            self.changed = changed
        }

        fileprivate var document: JSONValue {
            var members: [String: JSONValue] = [
                "missed": .integer(Int64(missed)), "changed": .array(changed.map { .string($0) }),
            ]
            members["slot"] = slot.map { .string($0.traktText) }
            return .object(members)
        }
    }

    package static let websiteURL = "https://trakt.tv"

    package init(
        now: Int64, arguments: [String] = [], options: [String: JSONValue] = [:], websiteURL: String = Self.websiteURL
    ) {
        self.now = now
        self.arguments = arguments
        self.options = options
        self.websiteURL = websiteURL
    }

    var document: [UInt8] {
        var value: [String: JSONValue] = [
            "now": .integer(now),
            "arguments": .array(arguments.map { .string($0) }),
            "options": .object(options),
            "website": .string(websiteURL),
        ]
        value["occasion"] = occasion?.document
        if inspects { value["inspects"] = true }
        return JSONValue.object(value).encoded
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
        _ work: ScriptWork, stop: StopSwitch = StopSwitch()
    ) throws(PreparationError) -> Interpreter {
        let modules: [PreludeModule]
        switch Prelude.modules {
        case .success(let compiled): modules = compiled
        case .failure(let error): throw .prelude(error)
        }
        do {
            let interpreter = try Interpreter(
                limits: work.limits, circumstances: work.circumstances, prelude: modules, stop: stop)
            interpreter.define("describe") { call in
                guard let description = call.string(1).flatMap(Catalogue.description) else { return call.returning() }
                return call.returning(json: description.encoded)
            }
            interpreter.define("documentation") { call in
                guard let endpoint = call.string(1).flatMap(Catalogue.endpoint) else { return call.returning() }
                return call.returning(EndpointReference(endpoint).text)
            }
            interpreter.define("activity_keys") { call in
                call.returning(json: JSONValue.array(ActivityKeys.all.map { .string($0) }).encoded)
            }
            interpreter.define("zone_offset") { call in
                guard let zone = call.string(1).flatMap(TimeZone.init(identifier:)), let moment = call.integer(2) else {
                    return call.returning()
                }
                let date = Date(timeIntervalSince1970: Double(moment) / 1000)
                return call.returning(Int64(zone.secondsFromGMT(for: date)) * 1000)
            }
            try interpreter.setFacts(work.facts)
            return interpreter
        } catch {
            throw .interpreter(error)
        }
    }
}
