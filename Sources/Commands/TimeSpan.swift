internal import ArgumentParser

/// A length of time as people write it: `90s`, `10m`, `1h30m`, `500ms`.
struct TimeSpan: ExpressibleByArgument, Hashable {
    let duration: Duration

    init(_ duration: Duration) { self.duration = duration }

    init?(argument: String) {
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

    private static let units: [String: Duration] = [
        "ms": .milliseconds(1), "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600), "d": .seconds(86400),
    ]
}
