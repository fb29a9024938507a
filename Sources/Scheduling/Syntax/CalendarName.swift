/// The names of weekdays and months: whole, or their first three letters.
struct CalendarName: Sendable {
    /// As they are written in sentences.
    let names: [String]
    /// The number of the first.
    let first: Int

    static let weekdays = CalendarName(
        names: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"], first: 0)
    static let months = CalendarName(
        names: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ], first: 1)

    func number(of text: Substring) -> Int? {
        guard text.utf8.count >= 3 else { return nil }
        let text = text.lowercased()
        return names.firstIndex { $0.lowercased() == text || $0.prefix(3).lowercased() == text }.map { $0 + first }
    }

    func name(of number: Int) -> String { names[number - first] }

    /// All that are known, the short ones first.
    var all: [String] { names.map { $0.prefix(3).lowercased() } + names.map { $0.lowercased() } }
}
