/// Reads the system's zone files, TZif versions 1 to 4 (RFC 9636).
///
/// A file is taken for hostile: every number in it is checked before it is used.
struct ZoneFile {
    /// Why a file is no zone.
    enum Fault: Error {
        case notAZone, cutShort, contradictory
        /// Its clock counts leap seconds, unlike every other clock here.
        case leapSeconds
    }

    private(set) var table: OffsetTable

    init(_ bytes: [UInt8]) throws(Fault) {
        var reader = Reader(bytes: bytes)
        var header = try reader.header()
        var width = 4
        if header.version >= UInt8(ascii: "2") {
            // What follows says the same again, with more room for numbers.
            try reader.skip(header.length(width: 4))
            header = try reader.header()
            width = 8
        }
        table = try Self.table(header, &reader, width)
    }

    private static func table(_ header: Header, _ reader: inout Reader, _ width: Int) throws(Fault) -> OffsetTable {
        guard header.leaps == 0 else { throw .leapSeconds }
        guard header.types > 0 else { throw .contradictory }
        let times = try reader.numbers(header.changes, width: width)
        let kinds = try reader.take(header.changes).map(Int.init)
        var offsets: [Int] = []
        for _ in 0..<header.types {
            let offset = try reader.numbers(1, width: 4)[0]
            try reader.skip(2)
            guard abs(offset) <= mostOffset else { throw .contradictory }
            offsets.append(offset)
        }
        try reader.skip(header.names + header.standards + header.universals)
        guard kinds.allSatisfy({ $0 < header.types }), zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .contradictory
        }
        var first = offsets[0]
        var changes: [(at: Int, offset: Int)] = []
        for (time, kind) in zip(times, kinds) {
            // Files tell the Big Bang as a change; what is before the first year is the state at its beginning.
            if time < Moment.supported.lowerBound {
                first = offsets[kind]
            } else if time <= Moment.supported.upperBound {
                changes.append((time, offsets[kind]))
            }
        }
        return OffsetTable(first: first, changes: changes, rule: try width == 8 ? reader.rule() : nil)
    }

    // RFC 9636: between -25 and 26 hours.
    private static let mostOffset = 26 * 3600

    struct Header {
        var version: UInt8
        var universals, standards, leaps, changes, types, names: Int

        func length(width: Int) -> Int {
            changes * (width + 1) + types * 6 + names + leaps * (width + 4) + standards + universals
        }
    }
}

private struct Reader {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ count: Int) throws(ZoneFile.Fault) -> ArraySlice<UInt8> {
        guard count <= bytes.count - place else { throw .cutShort }
        defer { place += count }
        return bytes[place..<place + count]
    }

    mutating func skip(_ count: Int) throws(ZoneFile.Fault) { _ = try take(count) }

    /// Signed numbers, the highest byte first.
    mutating func numbers(_ count: Int, width: Int) throws(ZoneFile.Fault) -> [Int] {
        let all = try take(count * width)
        return (0..<count).map { number in
            let start = all.startIndex + number * width
            let bits = all[start..<start + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return width == 4 ? Int(Int32(bitPattern: UInt32(bits))) : Int(Int64(bitPattern: bits))
        }
    }

    mutating func header() throws(ZoneFile.Fault) -> ZoneFile.Header {
        guard bytes.count - place >= 44, try take(4).elementsEqual("TZif".utf8) else { throw .notAZone }
        let version = try take(1).first ?? 0
        try skip(15)
        // Four bytes each, so that no product of them overflows.
        let counts = try numbers(6, width: 4)
        guard counts.allSatisfy({ $0 >= 0 }) else { throw .contradictory }
        return ZoneFile.Header(
            version: version, universals: counts[0], standards: counts[1], leaps: counts[2], changes: counts[3],
            types: counts[4], names: counts[5])
    }

    /// The line at the end that says how it goes on; nil where it is empty.
    mutating func rule() throws(ZoneFile.Fault) -> DaylightRule? {
        guard try take(1).first == UInt8(ascii: "\n") else { throw .contradictory }
        guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) else { throw .cutShort }
        guard end > place else { return nil }
        guard let rule = DaylightRule(bytes[place..<end]) else { throw .contradictory }
        return rule
    }
}
