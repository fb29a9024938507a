/// What a rule's file says of its schedule, as it was written.
package enum ScheduleValue: Hashable, Sendable {
    case text(String)
    case number(Double)
    case boolean(Bool)
    case list([ScheduleValue])
    case table([String: ScheduleValue])

    /// In errors.
    var inWords: String {
        switch self {
        case .text(let text): quoted(text)
        case .number(let number): "the number \(number == number.rounded() ? String(format: number) : String(number))"
        case .boolean(let boolean): "\(boolean)"
        case .list: "a list"
        case .table: "a table"
        }
    }
}

extension String {
    /// Without the fraction that it has not.
    fileprivate init(format number: Double) { self = Int(exactly: number).map { "\($0)" } ?? "\(number)" }
}
