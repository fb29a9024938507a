/// The days of `start_date` and `end_date` within which a hot title comes out; either may be missing.
struct ReleaseWindow: Sendable {
    private let start: Timestamp?
    private let end: Timestamp?

    init(_ query: [String: String]) {
        start = query["start_date"].flatMap { Timestamp($0) }?.startOfDay
        end = query["end_date"].flatMap { Timestamp($0) }?.startOfDay.adding(days: 1)
    }

    func contains(_ title: ChartTitle) -> Bool {
        guard start != nil || end != nil else { return true }
        guard let moment = title.releasedAt else { return false }
        return (start.map { $0 <= moment } ?? true) && (end.map { moment < $0 } ?? true)
    }
}
