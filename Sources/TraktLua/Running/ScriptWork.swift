package import Lua

/// A script as it is handed to whoever runs it: its text, and all that it knows from the beginning.
package struct ScriptWork: Sendable, Hashable {
    /// Text in UTF-8.
    package var source: [UInt8]
    /// What errors call it; a file's name begins with `@`.
    package var chunkName: String
    package var limits: Limits
    /// The clock that stands still for the run, and the seed of `math.random`.
    package var circumstances: Circumstances
    /// What the script is told when it begins, as JSON.
    package var facts: [UInt8]

    package init(source: [UInt8], chunkName: String, limits: Limits, facts: Facts, seed: UInt64) {
        self.init(
            source: source, chunkName: chunkName, limits: limits,
            circumstances: Circumstances(now: facts.now, seed: seed), facts: facts.document)
    }

    package init(
        source: [UInt8], chunkName: String, limits: Limits, circumstances: Circumstances, facts: [UInt8]
    ) {
        self.source = source
        self.chunkName = chunkName
        self.limits = limits
        self.circumstances = circumstances
        self.facts = facts
    }
}

/// How a script ended, wherever it ran.
package struct ScriptEnding: Sendable, Hashable {
    package var outcome: Outcome
    /// Bytes of output that were dropped.
    package var outputDropped = 0
    /// The most bytes the script held.
    package var memoryPeak = 0

    package init(_ outcome: Outcome, outputDropped: Int = 0, memoryPeak: Int = 0) {
        self.outcome = outcome
        self.outputDropped = outputDropped
        self.memoryPeak = memoryPeak
    }
}
