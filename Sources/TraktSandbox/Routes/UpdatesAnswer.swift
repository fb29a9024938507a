/// What changed since a moment at most thirty days ago, by whole hours. Without one: since the day began.
struct UpdatesAnswer {
    private let start: Timestamp
    private let paging: Paging

    init(_ call: Call, _ state: SandboxState, default limit: Int) throws(Refusal) {
        let wanted = call.parameters["start_date"].flatMap { Timestamp($0) }
        if call.parameters["start_date"] != nil, wanted == nil { throw Refusal(400, "start_date is not a date") }
        start = max(wanted ?? state.now.startOfDay, state.now.adding(days: -30)).flooredToHour
        paging = Paging(call.query, default: limit, cap: 100)
    }

    func ids(_ all: [ChartRoutes.Update]) -> Answer {
        paging.answer(recent(all)) { .int($0.id) }.with("X-Start-Date", start.httpDate)
    }

    func entries(_ all: [ChartRoutes.Update]) -> Answer {
        paging.answer(recent(all)) { update in
            ["updated_at": .date(update.updatedAt), update.key: update.json]
        }.with("X-Start-Date", start.httpDate)
    }

    private func recent(_ all: [ChartRoutes.Update]) -> [ChartRoutes.Update] {
        all.filter { $0.updatedAt >= start }.sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
    }
}
