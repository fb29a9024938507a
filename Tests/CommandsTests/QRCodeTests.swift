import Commands
import Testing

@Suite("QR codes")
struct QRCodeTests {
    // Rows in hexadecimal, dark as ones. The same modules come from another encoder (the qrcode package of PyPI, for
    // these masks), and another decoder (ZXing) reads them back.
    private static let hello = """
        1fda7f 104d41 174f5d 17525d 17515d 105641 1fd57f 001f00 117ef9 03972f 165672 1c88d0 05c9c6 001dcb
        1fd98a 104322 175275 17430b 174e78 1048c0 1fd1f5
        """
    private static let address = """
        1fc0967f 10577a41 174dd25d 174be75d 175d425d 10448f41 1fd5557f 0008da00 154a7b12 1a186949 07d191e7
        1a980fb2 1f4f0c4b 098781c9 0d4a48bb 1aaffcea 094d4dcb 04964d4d 16cf80c3 0c3f0eaa 114c1df0 001cbf17
        1fc4475b 1047c91b 17545df1 17447d17 175a82b9 10413f22 1fd58d3b
        """
    private static let long = """
        1fc10aeac97f 104820bf9a41 175d75153a5d 17582f40635d 17517bfac75d 105b091f9041 1fd55555557f
        001d01153c00 17c0a9f06a7c 0003f5eac3a3 086000bf95f6 1c8e04153c5c 184fbc406a09 0706f9eac3a3
        1569e3bf95f6 00b636153c5c 1b6bdc406a09 1aa6e9eac3a3 0e4903bf95f6 1e9646153c5c 0ff9fdf06bf9
        1716791ac313 0b56855f9756 0b14df153d1c 1ffa37f069f9 0623bf4ac103 0b7580ef96a6 0b08d4b53efc
        1edc13106959 041bbb4ac103 01640cef96a6 171944b53efc 0bdc07106959 0c1f8b4ac103 01647cef96a6
        0f19b4b53efc 137cc7f069f9 001c2b1ac113 1fc2675f9556 105a13153d1c 175649f06bf9 1752241ac253
        1751614f9706 104f13e53dac 1fd54ab068fa
        """

    @Test(
        "are what the standard makes of a text: small, with a letter's alignment, and with several blocks and a version",
        arguments: [
            ("HELLO", hello), ("https://trakt.tv/activate/5055CC52", address),
            (String(repeating: "x", count: 120), long),
        ])
    func modules(_ text: String, _ expected: String) throws {
        let modules = try #require(QRCode(text)).modules
        let rows = expected.split(separator: "\n").flatMap { $0.split(separator: " ") }
        #expect(modules.count == rows.count)
        for (row, hex) in zip(modules, rows) {
            let bits = try #require(UInt64(hex, radix: 16))
            #expect(row == (0..<row.count).map { bits >> UInt64(row.count - 1 - $0) & 1 == 1 })
        }
    }

    @Test("hold 180 bytes and not one more")
    func capacity() {
        #expect(QRCode(String(repeating: "x", count: 180))?.modules.count == 53)
        #expect(QRCode(String(repeating: "x", count: 181)) == nil)
        #expect(QRCode("")?.modules.count == 21)
    }

    @Test("are printed two rows a line, with a light margin around")
    func printed() throws {
        let lines = try #require(QRCode("HELLO")).lines(colours: false)
        #expect(lines.count == 15 && lines.allSatisfy { $0.count == 29 })
        #expect(lines[0] == String(repeating: "█", count: 29))
        // The finder's first two rows: dark, then dark with a hole.
        #expect(lines[2].hasPrefix("████ ▄▄▄▄▄ "))
        #expect(try #require(QRCode("HELLO")).lines(colours: true)[0].hasPrefix("\u{1B}[97;40m"))
    }
}
