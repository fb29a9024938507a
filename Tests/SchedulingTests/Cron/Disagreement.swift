import Foundation
import Scheduling

/// Why another parser finds other slots. `disagreements.md` tells each with an example.
enum Disagreement: String, CaseIterable {
    case sign = "does not know L-n, nW, LW, or not in a list"
    case mixedWeekdays = "does not mix plain weekdays with n-th ones"
    case equalRange = "takes a range from a value to itself for all values"
    case stepFromRange = "lets a step after a range from a value to itself go on to the end"
    case bothNeeded = "wants both days where one is fri#2, friL or 15W"
    case everyDay = "takes a list of all days for *"
    case sundayAsSeven = "lets a step in the days of the week reach 7, Sunday"
    case missingDay = "takes 31W for the last working day of a shorter month"
    case everySecond = "follows the clock through its changes wherever there is a field for seconds"
    case leadingStar = "sees only a * at the beginning as repeating"
    case halfHour = "steps by whole hours over a change of half an hour"
    case ownChanges = "has a way of its own where clocks are changed"

    static func reason(
        _ line: CorpusLine, _ parser: CorpusLine.Parser, ours: [Int]?, theirs: [Int]?
    ) -> Disagreement? {
        let (date, weekday) = (line.fields[line.fields.count - 3], line.fields[line.fields.count - 1])
        let dates = date.split(separator: ",")
        let weekdays = weekday.split(separator: ",")
        let bothGiven = !date.hasPrefix("*") && !weekday.hasPrefix("*")
        let hasSpecialDate = dates.contains { $0.contains("W") || $0.hasPrefix("L-") }
        let hasSpecialWeekday = weekdays.contains { $0.contains("#") || $0.contains("L") }
        guard let ours else {
            guard parser == .croniter else { return nil }
            if line.fields.contains(where: { hasEqualRange($0) }) { return .equalRange }
            return hasMissingDay(dates) ? .missingDay : nil
        }
        guard let theirs else {
            if hasSpecialDate { return .sign }
            if parser == .croniter, bothGiven, hasSpecialWeekday, weekdays.count == 1 { return .bothNeeded }
            return parser == .croniter && hasSpecialWeekday && weekdays.count > 1 ? .mixedWeekdays : nil
        }
        switch parser {
        case .croniter:
            if line.fields.contains(where: { hasEqualRange($0) }) { return .equalRange }
            if hasSpecialWeekday && weekdays.count > 1 { return .mixedWeekdays }
            if bothGiven && (hasSpecialWeekday || hasSpecialDate) { return .bothNeeded }
            if hasMissingDay(dates) { return .missingDay }
            if bothGiven && (isEveryDay("* * \(weekday)") || isEveryDay("\(date) 1 *")) { return .everyDay }
        case .cronsim:
            if line.fields.contains(where: { hasEqualRange($0, step: true) }) { return .stepFromRange }
            if weekdays.contains(where: stepReachesSeven) { return .sundayAsSeven }
        }
        return isNearChange(of: line.zone, ours, theirs) ? aroundChange(line, parser) : nil
    }

    private static func aroundChange(_ line: CorpusLine, _ parser: CorpusLine.Parser) -> Disagreement? {
        if parser == .croniter { return .ownChanges }
        if line.zone.name == "Australia/Lord_Howe" { return .halfHour }
        if line.fields.count == 6 { return .everySecond }
        let repeats = line.fields.prefix(2).contains { $0.contains("/") || $0.contains("*") }
        return repeats && !line.fields.prefix(2).contains { $0.hasPrefix("*") } ? .leadingStar : nil
    }

    /// `31W`
    private static func hasMissingDay(_ dates: [Substring]) -> Bool {
        dates.contains { $0.hasSuffix("W") && Int($0.dropLast()).map { $0 > 28 } == true }
    }

    /// `33-33`, `jan-1`, and with a step `3-3/2`.
    private static func hasEqualRange(_ field: Substring, step: Bool = false) -> Bool {
        field.split(separator: ",").contains { item in
            let parts = item.split(separator: "/")
            let ends = parts[0].split(separator: "-").map(number)
            return ends.count == 2 && ends[0] == ends[1] && (parts.count == 2 || !step)
        }
    }

    /// Without names: none of them stands in two fields.
    private static func number(_ text: Substring) -> Int? {
        let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return Int(text) ?? weekdays.firstIndex(of: String(text)) ?? months.firstIndex(of: String(text)).map { $0 + 1 }
    }

    /// Whether these fields for days mean every day of January 2025.
    private static func isEveryDay(_ days: String) -> Bool {
        let start = Date(timeIntervalSince1970: 1_735_689_599)
        return (try? Schedule("0 0 \(days)", zone: .utc))?.slots(31, after: start).last == start + 30 * 86_400 + 1
    }

    /// `1/3`
    private static func stepReachesSeven(_ item: Substring) -> Bool {
        guard let slash = item.firstIndex(of: "/") else { return false }
        return item[..<slash].allSatisfy(\.isNumber)
    }

    /// Whether the first slot that only one has lies within a day of a change.
    private static func isNearChange(of zone: Zone, _ ours: [Int], _ theirs: [Int]) -> Bool {
        guard let first = Set(ours).symmetricDifference(theirs).min() else { return false }
        let slot = Date(timeIntervalSince1970: Double(first))
        return zone.offset(at: slot - 86_400) != zone.offset(at: slot + 86_400)
    }
}
