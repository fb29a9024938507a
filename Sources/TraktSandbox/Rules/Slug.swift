import Foundation

/// Names as they stand in addresses.
enum Slug {
    /// The name in Latin letters without accents, its words joined. What has no Latin form at all is called `list`.
    static func make(_ name: String) -> String {
        let latin = name.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? name
        let words = latin.lowercased().split { !($0.isLetter || $0.isNumber) || !$0.isASCII }
        return words.isEmpty ? "list" : words.joined(separator: "-")
    }

    /// The slug of a name, with a number when others have it.
    static func free(for name: String, among taken: Set<String>) -> String {
        let base = make(name)
        guard taken.contains(base) else { return base }
        var number = 1
        while taken.contains("\(base)-\(number)") { number += 1 }
        return "\(base)-\(number)"
    }
}
