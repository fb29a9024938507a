/// The eight patterns that data is mixed with (ISO/IEC 18004, table 10).
enum QRMask: Int, Sendable, CaseIterable {
    case checks, rows, columns, diagonals, blocks, crosses, flowers, waves

    /// Whether a module changes its colour.
    func inverts(_ row: Int, _ column: Int) -> Bool {
        switch self {
        case .checks: (row + column) % 2 == 0
        case .rows: row % 2 == 0
        case .columns: column % 3 == 0
        case .diagonals: (row + column) % 3 == 0
        case .blocks: (row / 2 + column / 3) % 2 == 0
        case .crosses: row * column % 2 + row * column % 3 == 0
        case .flowers: (row * column % 2 + row * column % 3) % 2 == 0
        case .waves: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }
}

/// The squares of a QR code as they are filled in.
struct QRMatrix {
    private(set) var modules: [[Bool]]
    /// Squares that hold no data.
    private var isFixed: [[Bool]]
    private let size: Int

    init(_ version: QRVersion, _ codewords: [UInt8], _ mask: QRMask) {
        size = version.size
        modules = Array(repeating: Array(repeating: false, count: size), count: size)
        isFixed = modules
        addTiming()
        addFinders()
        addAlignments(version)
        addFormat(mask)
        addVersion(version.number)
        fill(codewords, mask)
    }

    private mutating func fix(_ row: Int, _ column: Int, _ isDark: Bool) {
        guard modules.indices.contains(row), modules.indices.contains(column) else { return }
        modules[row][column] = isDark
        isFixed[row][column] = true
    }

    // MARK: Patterns

    private mutating func addTiming() {
        for index in 0..<size {
            fix(6, index, index % 2 == 0)
            fix(index, 6, index % 2 == 0)
        }
    }

    /// Three corners, each a square in a ring in a light ring.
    private mutating func addFinders() {
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
            for down in -4...4 {
                for right in -4...4 {
                    let ring = max(abs(down), abs(right))
                    fix(row + down, column + right, ring != 2 && ring != 4)
                }
            }
        }
    }

    private mutating func addAlignments(_ version: QRVersion) {
        let last = version.alignments.last
        for row in version.alignments {
            for column in version.alignments {
                // The corners have finders.
                if row == 6, column == 6 || column == last { continue }
                if row == last, column == 6 { continue }
                for down in -2...2 {
                    for right in -2...2 { fix(row + down, column + right, max(abs(down), abs(right)) != 1) }
                }
            }
        }
    }

    /// The level and the mask, twice, with correction of their own (section 7.9). Level M is 00.
    private mutating func addFormat(_ mask: QRMask) {
        let word = (mask.rawValue << 10 | Self.remainder(mask.rawValue, generator: 0x537, degree: 10)) ^ 0x5412
        func bit(_ index: Int) -> Bool { word >> index & 1 == 1 }
        for index in 0..<6 { fix(index, 8, bit(index)) }
        fix(7, 8, bit(6))
        fix(8, 8, bit(7))
        fix(8, 7, bit(8))
        for index in 9..<15 { fix(8, 14 - index, bit(index)) }
        for index in 0..<8 { fix(8, size - 1 - index, bit(index)) }
        for index in 8..<15 { fix(size - 15 + index, 8, bit(index)) }
        fix(size - 8, 8, true)
    }

    /// The number, twice, from size 7 on (section 7.10).
    private mutating func addVersion(_ number: Int) {
        guard number >= 7 else { return }
        let word = number << 12 | Self.remainder(number, generator: 0x1F25, degree: 12)
        for index in 0..<18 {
            let isDark = word >> index & 1 == 1
            fix(index / 3, size - 11 + index % 3, isDark)
            fix(size - 11 + index % 3, index / 3, isDark)
        }
    }

    /// What is left of `value` times x^degree, divided by the generator, over GF(2).
    private static func remainder(_ value: Int, generator: Int, degree: Int) -> Int {
        var rest = value
        for _ in 0..<degree { rest = rest << 1 ^ (rest >> (degree - 1) & 1) * generator }
        return rest
    }

    // MARK: Data

    /// Two columns at a time from the right, up and down by turns, around what is fixed (section 7.7.3).
    private mutating func fill(_ codewords: [UInt8], _ mask: QRMask) {
        var position = 0
        for (turn, right) in (stride(from: size - 1, to: 6, by: -2).map { $0 } + [5, 3, 1]).enumerated() {
            for step in 0..<size {
                let row = turn % 2 == 0 ? size - 1 - step : step
                for column in [right, right - 1] where !isFixed[row][column] {
                    let byte = position / 8 < codewords.count ? codewords[position / 8] : 0
                    modules[row][column] = (byte >> (7 - position % 8) & 1 == 1) != mask.inverts(row, column)
                    position += 1
                }
            }
        }
    }

    // MARK: Legibility

    /// How hard it is to scan (section 7.8.3).
    var penalty: Int {
        let lines = modules + (0..<size).map { column in modules.map { $0[column] } }
        return lines.map { Self.runs($0) + Self.falseFinders($0) }.reduce(0, +) + blocks + imbalance
    }

    /// Five or more of one colour in a line.
    private static func runs(_ line: [Bool]) -> Int {
        var penalty = 0
        var length = 0
        for (index, isDark) in line.enumerated() {
            length = index > 0 && line[index - 1] == isDark ? length + 1 : 1
            if length == 5 { penalty += 3 } else if length > 5 { penalty += 1 }
        }
        return penalty
    }

    /// What looks like a finder's middle, with light on one side.
    private static func falseFinders(_ line: [Bool]) -> Int {
        let pattern = [true, false, true, true, true, false, true]
        let light = [Bool](repeating: false, count: 4)
        let padded = light + line + light
        return (0...padded.count - 11).count { start in
            let part = Array(padded[start..<start + 11])
            return part == pattern + light || part == light + pattern
        } * 40
    }

    /// Squares of two by two in one colour.
    private var blocks: Int {
        (0..<size - 1).reduce(0) { sum, row in
            sum
                + (0..<size - 1).count { column in
                    let colour = modules[row][column]
                    return modules[row][column + 1] == colour && modules[row + 1][column] == colour
                        && modules[row + 1][column + 1] == colour
                } * 3
        }
    }

    /// Ten for every twentieth that dark is away from half.
    private var imbalance: Int {
        let dark = modules.joined().count { $0 }
        return abs(dark * 20 - size * size * 10) / (size * size) * 10
    }
}
