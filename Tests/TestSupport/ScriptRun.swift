package import Automation
package import Journal
package import Lua
package import Trakt

/// How a script went, and what it printed.
package struct ScriptRun: Sendable {
    package let report: RunReport
    /// What it printed and logged.
    package let lines: [LogLine]

    package init(report: RunReport, lines: [LogLine]) {
        self.report = report
        self.lines = lines
    }

    package var printed: [String] { lines.filter { $0.level == nil }.map(\.message) }

    /// What the script returned; throws what ended it when it did not.
    package var value: JSONValue {
        get throws {
            switch report.outcome {
            case .finished(let document): return try JSONValue(parsing: document)
            case .failed(let error), .stopped(_, let error): throw ScriptRunError.failed("\(error)")
            }
        }
    }

    /// The error that nobody caught; throws when there was none.
    package var failure: ScriptError {
        get throws {
            switch report.outcome {
            case .failed(let error): return error
            case .finished(let document):
                throw ScriptRunError.didNotFail(String(decoding: document, as: UTF8.self))
            case .stopped(let reason, let error): throw ScriptRunError.failed("stopped, \(reason): \(error)")
            }
        }
    }

    /// All fields of the error that nobody caught.
    package var failureFields: JSONValue {
        get throws { try JSONValue(parsing: failure.document) }
    }
}

/// A script that went other than the test expects.
package enum ScriptRunError: Error, CustomStringConvertible {
    case failed(String)
    case didNotFail(String)

    package var description: String {
        switch self {
        case .failed(let story): "the script failed: \(story)"
        case .didNotFail(let value): "the script did not fail but returned \(value)"
        }
    }
}

extension ScriptStage {
    /// What a script returns.
    package func value(of source: String, in directory: String = "") async throws -> JSONValue {
        try await run(source, in: directory).value
    }

    /// The error a script ends with.
    package func failure(of source: String, in directory: String = "") async throws -> ScriptError {
        try await run(source, in: directory).failure
    }
}
