internal import Foundation

/// Chance that is the same for the same seed: SplitMix64.
package struct SeededChance: RandomNumberGenerator {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    package mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }
}

/// Seeds for tests by chance. A test's output names its seed, and `MOONREEL_TEST_SEED` has it tried again.
package enum RandomSeeds {
    package static func some(_ count: Int) -> [UInt64] {
        if let seed = ProcessInfo.processInfo.environment["MOONREEL_TEST_SEED"].flatMap(UInt64.init) { return [seed] }
        return (0..<count).map { _ in UInt64.random(in: 0...UInt64.max) }
    }
}
