/// Texts that cannot be guessed.
enum Secret {
    /// 64 hexadecimal digits, as Trakt's tokens and codes are.
    static func token() -> String { digits(64) }

    /// 8 characters that are easy to type.
    static func userCode() -> String { digits(8).uppercased() }

    private static func digits(_ count: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return String((0..<count).map { _ in Character(String(Int.random(in: 0..<16, using: &generator), radix: 16)) })
    }
}
