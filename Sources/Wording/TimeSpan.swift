/// A length of time as people write it: `90s`, `10m`, `1h30m`, `500ms`.
package struct TimeSpan: Hashable, Sendable, CustomStringConvertible {
    package let duration: Duration

    package init(_ duration: Duration) { self.duration = duration }

    package init?(argument: String) {
        var rest = argument[...]
        var total = Duration.zero
        repeat {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), number <= 10_000_000 else { return nil }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            guard let length = Self.units[String(unit)] else { return nil }
            rest = rest.dropFirst(unit.count)
            total += length * number
        } while !rest.isEmpty
        guard total > .zero else { return nil }
        duration = total
    }

    /// The shortest way to write it that reads back as the same, to the millisecond.
    package var description: String {
        var rest = duration
        var parts: [String] = []
        for (unit, length) in Self.units.sorted(by: { $0.value > $1.value }) {
            let count = Int(rest / length)
            if count > 0 { parts.append("\(count)\(unit)") }
            rest -= length * count
        }
        return parts.isEmpty ? "0s" : parts.joined()
    }

    private static let units: [String: Duration] = [
        "ms": .milliseconds(1), "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600), "d": .seconds(86400),
    ]
}
