/// Random numbers that are the same for the same seed (SplitMix64).
struct Chance: Sendable {
    private var state: UInt64

    init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

    /// The next number from 0 up to a bound.
    mutating func next(below bound: Double) -> Double {
        // The 53 bits that a fraction can hold.
        Double(nextBits() >> 11) * 0x1p-53 * bound
    }

    private mutating func nextBits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
