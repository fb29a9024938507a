/// A size of QR code, with what the standard says of it at error correction level M (ISO/IEC 18004, tables 1, 9, E.1).
///
/// Sizes 1 to 9: up to 180 bytes, more than any address to sign in at has.
struct QRVersion: Sendable, Hashable {
    let number: Int
    /// Data codewords of each block.
    let blocks: [Int]
    /// Correction codewords of every block.
    let correction: Int
    /// Where alignment patterns have their middle, in both directions.
    let alignments: [Int]

    var size: Int { 17 + 4 * number }
    var dataCodewords: Int { blocks.reduce(0, +) }
    /// Four bits say that bytes follow, eight say how many.
    var capacity: Int { dataCodewords - 2 }

    /// The smallest that holds so many bytes; nil where none does.
    init?(holding count: Int) {
        guard let version = Self.all.first(where: { $0.capacity >= count }) else { return nil }
        self = version
    }

    private init(_ number: Int, _ blocks: [Int], _ correction: Int, _ alignments: [Int]) {
        self.number = number
        self.blocks = blocks
        self.correction = correction
        self.alignments = alignments
    }

    private static let all = [
        QRVersion(1, [16], 10, []),
        QRVersion(2, [28], 16, [6, 18]),
        QRVersion(3, [44], 26, [6, 22]),
        QRVersion(4, [32, 32], 18, [6, 26]),
        QRVersion(5, [43, 43], 24, [6, 30]),
        QRVersion(6, [27, 27, 27, 27], 16, [6, 34]),
        QRVersion(7, [31, 31, 31, 31], 18, [6, 22, 38]),
        QRVersion(8, [38, 38, 39, 39], 22, [6, 24, 42]),
        QRVersion(9, [36, 36, 36, 37, 37], 22, [6, 26, 46]),
    ]
}
