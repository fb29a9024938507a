/// `/younify`: streaming services whose history Younify brings to Trakt.
enum YounifyRoutes {
    static let routes: [Route] = [
        .get("/younify/connections", .required) { call, state in
            let connected = state.accounts[try call.requireUser()].connections.younify
            return .ok(.array(services.map { json($0, connected[$0.slug]) }))
        },
        .post("/younify/connect") { call, state in
            let user = try call.requireUser()
            guard let address = call.json["return_url"]?.string, !address.isEmpty else {
                throw Refusal(400, "return_url is missing")
            }
            let slug = call.json["service_id"]?.string ?? ""
            guard services.contains(where: { $0.slug == slug }) else {
                throw Refusal(422, "\(slug) is not a service that Younify knows")
            }
            // On the website the user would sign in to the service first.
            state.accounts[user].connections.younify[slug] = state.now
            return .ok(["url": .string("https://younify.tv/connect/\(slug)?return_url=\(address)")])
        },
        // A service that is not connected has nothing to fetch; no refusal is documented.
        .post("/younify/users/refresh/{service_id}/{all_data?}") { call, state in
            let user = try call.requireUser()
            let slug = call.parameters["service_id"] ?? ""
            if state.accounts[user].connections.younify[slug] != nil {
                state.accounts[user].connections.younify[slug] = state.now
            }
            return .noContent
        },
        .delete("/younify/users/services/{service_id}") { call, state in
            state.accounts[try call.requireUser()].connections.younify[call.parameters["service_id"] ?? ""] = nil
            return .noContent
        },
    ]

    private static let services = WatchNowSource.named([
        "netflix", "disney_plus", "hbo_max", "amazon_prime_video", "apple_tv_plus",
    ])

    private static func json(_ service: WatchNowSource, _ syncedAt: Timestamp?) -> JSONValue {
        [
            "id": .string(service.slug), "name": .string(service.name), "vip": .bool(service.slug != "netflix"),
            "color": .string(service.color),
            "images": ["logo": .string("media.trakt.tv/images/watchnow/\(service.slug)/logo.png.webp")],
            "connectable": true, "connected": .bool(syncedAt != nil), "active": .bool(syncedAt != nil),
            "profile": nil, "last_synced_at": .optional(syncedAt),
        ]
    }
}
