/// A user's month and year in review.
enum ReviewRoutes {
    static let routes: [Route] = [
        .get("/users/{id}/mir/{year}/{month}", .optional) { call, state in
            let owner = try state.readableOwner(call)
            let (year, month) = (try number(call, "year"), try number(call, "month"))
            guard (1...12).contains(month) else { throw Refusal.notFound }
            let next = month == 12 ? (year + 1, 1) : (year, month + 1)
            let review = Review(
                state: state, owner: owner, start: Timestamp(year: year, month: month, day: 1),
                end: Timestamp(year: next.0, month: next.1, day: 1), view: state.view(call.extended))
            return .ok(review.json(withServices: true))
        },
        .get("/users/{id}/yir/{year}", .optional) { call, state in
            let owner = try state.readableOwner(call)
            let year = try number(call, "year")
            let review = Review(
                state: state, owner: owner, start: Timestamp(year: year, month: 1, day: 1),
                end: Timestamp(year: year + 1, month: 1, day: 1), view: state.view(call.extended))
            return .ok(review.json(withServices: false))
        },
    ]

    private static func number(_ call: Call, _ name: String) throws(Refusal) -> Int {
        guard let number = Int(call.parameters[name] ?? ""), (0...9999).contains(number) else { throw .notFound }
        return number
    }
}
