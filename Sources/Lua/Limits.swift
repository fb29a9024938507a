internal import CLuaSupport

/// What one script may use.
public struct Limits: Sendable, Hashable {
    /// Bytes of Lua's heap, garbage included until it is collected.
    public var memory: Int
    /// Bytes `print` may write, with ``lineCost`` for each line; what comes after is dropped and counted.
    public var output: Int
    /// Bytes one chunk of source text may have.
    public var source: Int
    /// Time from the start of the run to its end, waiting included; `nil` for no limit.
    public var time: Duration?

    public init(
        memory: Int = 256 << 20, output: Int = 16 << 20, source: Int = 8 << 20, time: Duration? = .seconds(600)
    ) {
        self.memory = memory
        self.output = output
        self.source = source
        self.time = time
    }

    /// What a line of output counts beside its text: a script could otherwise write empty ones without end.
    public static let lineCost = Int(MOONREEL_LINE_COST)
}

/// What a script may ask of its host, which keeps all of it. Beyond it a call raises an error.
package enum QuestionLimits {
    /// Questions that have no answer yet.
    package static let open = Int(MOONREEL_OPEN_QUESTIONS)
    package static let openBytes = Int(MOONREEL_OPEN_QUESTION_BYTES)
    /// Questions in all.
    package static let all = Int(MOONREEL_ALL_QUESTIONS)
    package static let allBytes = Int(MOONREEL_ALL_QUESTION_BYTES)
}

/// What a run brings along so that it can be repeated: a clock that stands still and the seed of `math.random`.
public struct Circumstances: Sendable, Hashable {
    /// Milliseconds since 1970, what `os.time` and `os.date` start from.
    public var now: Int64
    /// Seed of `math.random`.
    public var seed: UInt64

    public init(now: Int64, seed: UInt64) {
        self.now = now
        self.seed = seed
    }
}
