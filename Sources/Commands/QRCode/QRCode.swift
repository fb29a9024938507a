/// A text as a QR code, in byte mode at error correction level M.
package struct QRCode: Sendable, Hashable {
    /// Rows from the top, true for dark.
    package let modules: [[Bool]]

    /// Nil for a text of more than 180 bytes.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = QRVersion(holding: bytes.count) else { return nil }
        let codewords = Self.interleaved(Self.data(bytes, version), version)
        // The mask that scanners find easiest; the first of equals.
        let candidates = QRMask.allCases.map { QRMatrix(version, codewords, $0) }
        guard let best = candidates.min(by: { $0.penalty < $1.penalty }) else { return nil }
        modules = best.modules
    }

    /// The bytes with their head, filled up to the size of the code (section 7.4).
    private static func data(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
        var bits = BitString()
        bits.append(0b0100, count: 4)  // byte mode
        bits.append(bytes.count, count: 8)
        for byte in bytes { bits.append(Int(byte), count: 8) }
        bits.append(0, count: 4)  // the end
        var codewords = bits.bytes
        // Bytes that give scanners something to hold on to.
        for filler in [UInt8]([0xEC, 0x11]).cycled(to: version.dataCodewords - codewords.count) {
            codewords.append(filler)
        }
        return codewords
    }

    /// Blocks one codeword each in turn, data first, then their correction (section 7.6).
    private static func interleaved(_ data: [UInt8], _ version: QRVersion) -> [UInt8] {
        var rest = data[...]
        let blocks = version.blocks.map { count in
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        let corrections = blocks.map { ReedSolomon.correction(of: $0, count: version.correction) }
        return inTurn(blocks) + inTurn(corrections)
    }

    private static func inTurn(_ blocks: [[UInt8]]) -> [UInt8] {
        let longest = blocks.map(\.count).max() ?? 0
        return (0..<longest).flatMap { index in blocks.compactMap { index < $0.count ? $0[index] : nil } }
    }
}

/// Bits one after the other.
private struct BitString {
    private var bits: [Bool] = []

    mutating func append(_ value: Int, count: Int) {
        for shift in (0..<count).reversed() { bits.append(value >> shift & 1 == 1) }
    }

    /// The last byte is filled up with zeros.
    var bytes: [UInt8] {
        stride(from: 0, to: bits.count, by: 8).map { start in
            (start..<start + 8).reduce(0) { $0 << 1 | ($1 < bits.count && bits[$1] ? 1 : 0) }
        }
    }
}

extension [UInt8] {
    fileprivate func cycled(to length: Int) -> [UInt8] {
        (0..<Swift.max(0, length)).map { self[$0 % count] }
    }
}
