/// `/checkin`: saying by hand what is being watched.
enum CheckinRoutes {
    static let routes: [Route] = [
        .post("/checkin") { call, state in
            let (user, ref) = (try call.requireUser(), try WatchedItem.ref(in: call, state))
            let id = try state.checkIn(ref, by: user)
            var json: JSONValue = [
                "id": .int(id), "watched_at": .date(state.now), "sharing": WatchedItem.sharing(call),
            ]
            json.merge(state.view([]).members(of: ref))
            return .created(json)
        },
        .delete("/checkin") { call, state in
            state.cancelCheckin(by: try call.requireUser())
            return .noContent
        },
    ]
}
