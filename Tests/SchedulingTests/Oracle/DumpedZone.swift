import Foundation

/// What a zone's clocks show by the C library, as its program zdump prints it: no line of this comes from our own code.
struct DumpedZone {
    /// Seconds since 1970, and the offset in seconds from then on.
    let changes: [(at: Int, offset: Int)]
    let firstOffset: Int

    /// - Parameter years: what is printed goes a year further on both sides.
    init(_ name: String, years: ClosedRange<Int>) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/zdump")
        process.arguments = ["-i", "-c", "\(years.lowerBound - 1),\(years.upperBound + 2)", name]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()

        var changes: [(at: Int, offset: Int)] = []
        var firstOffset: Int?
        for line in text.split(separator: "\n") where !line.hasPrefix("TZ=") {
            let fields = line.split(separator: "\t")
            guard fields.count >= 3, let offset = Self.offset(fields[2]) else { throw Unreadable(line: String(line)) }
            guard fields[0] != "-" else {
                firstOffset = offset
                continue
            }
            let date = fields[0].split(separator: "-").compactMap { Int($0) }
            var shown = tm()
            (shown.tm_year, shown.tm_mon, shown.tm_mday) = (Int32(date[0] - 1900), Int32(date[1] - 1), Int32(date[2]))
            guard let time = Self.offset("+" + fields[1]) else { throw Unreadable(line: String(line)) }
            changes.append((timegm(&shown) + time - offset, offset))
        }
        guard let firstOffset else { throw Unreadable(line: text) }
        self.changes = changes
        self.firstOffset = firstOffset
    }

    /// `+02`, `-0330`, `+05:53:28`, in seconds.
    private static func offset(_ text: some StringProtocol) -> Int? {
        let digits = String(text).filter(\.isNumber)
        guard digits.count.isMultiple(of: 2), (2...6).contains(digits.count), let sign = text.first else { return nil }
        var seconds = 0
        var unit = 3600
        var rest = digits[...]
        while !rest.isEmpty {
            seconds += (Int(rest.prefix(2)) ?? 0) * unit
            rest = rest.dropFirst(2)
            unit /= 60
        }
        return sign == "-" ? -seconds : seconds
    }

    struct Unreadable: Error { let line: String }
}
