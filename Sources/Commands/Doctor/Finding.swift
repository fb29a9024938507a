internal import Trakt

/// One thing the doctor says.
package struct Finding: Sendable, Hashable {
    package enum Level: String, Sendable, Hashable {
        case ok
        /// Works, and could be better.
        case advice
        /// Something on this machine keeps Moonreel from working.
        case local = "problem"
        /// Trakt cannot be reached, or refuses.
        case remote = "refused"
    }

    package let level: Level
    /// A stable word for what was found.
    package let code: String
    package let sentence: String
    package let advice: String?

    package init(_ level: Level, _ code: String, _ sentence: String, _ advice: String? = nil) {
        self.level = level
        self.code = code
        self.sentence = sentence
        self.advice = advice
    }

    var document: JSONValue {
        var members: [String: JSONValue] = [
            "level": .string(level.rawValue), "code": .string(code), "message": .string(sentence),
        ]
        members["advice"] = advice.map { .string($0) }
        return .object(members)
    }

    /// As it is printed.
    var lines: [String] {
        let mark =
            switch level {
            case .ok: "ok     "
            case .advice: "advice "
            case .local, .remote: "PROBLEM"
            }
        return ["\(mark)  \(sentence)"] + (advice.map { ["         \($0)"] } ?? [])
    }
}

extension [Finding] {
    /// What the shell is told: what Trakt refuses before what is wrong here.
    var status: ExitStatus {
        if contains(where: { $0.level == .remote }) { return .refused }
        return contains { $0.level == .local } ? .failed : .done
    }
}
