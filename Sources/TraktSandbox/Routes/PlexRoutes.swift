/// `/users/settings/plex`: the connection to a Plex server. The sandbox has one server and no Plex behind it.
enum PlexRoutes {
    static let routes: [Route] = [
        .get("/users/settings/plex", .required) { call, state in
            let account = state.accounts[try call.requireUser()]
            return .ok(json(account.connections.plex, account.profile))
        },
        .put("/users/settings/plex") { call, state in
            let user = try call.requireUser()
            apply(call.json, to: &state.accounts[user].connections.plex)
            state.accounts[user].activities.touch(.settings, at: state.now)
            return .noContent
        },
        .post("/users/settings/plex/connect") { call, state in
            let user = try call.requireUser()
            guard let address = call.json["return_url"]?.string, !address.isEmpty else {
                throw Refusal(400, "return_url is missing")
            }
            // On the website the user would approve at Plex first.
            state.accounts[user].connections.plex.isConnected = true
            return .ok(["url": .string("https://app.plex.tv/auth#?forwardUrl=\(address)")])
        },
        .delete("/users/settings/plex/connect") { call, state in
            state.accounts[try call.requireUser()].connections.plex = Connections.Plex()
            return .noContent
        },
        .get("/users/settings/plex/servers", .required) { call, state in
            try requireConnection(call, state)
            return .ok([
                "servers": [
                    [
                        "id": .string(serverID), "name": "Living room", "connection_count": 1,
                        "connection_timeout": 10, "ports": [32400], "owned": true, "url": nil,
                    ]
                ]
            ])
        },
        .get("/users/settings/plex/servers/{server_id}", .required) { call, state in
            try requireConnection(call, state)
            guard call.parameters["server_id"] == serverID else { throw Refusal.notFound }
            let plex = state.accounts[try call.requireUser()].connections.plex
            return .ok(["accounts": [["id": "1", "name": "Demo"]], "libraries": .array(libraries(plex))])
        },
        .post("/users/settings/plex/sync") { call, state in
            let user = try call.requireUser()
            let plex = state.accounts[user].connections.plex
            let server = call.json["server_id"]?.string
            guard plex.isConnected, server == nil || server == serverID else {
                throw Refusal(422, "no Plex server to sync with")
            }
            state.accounts[user].connections.plex.lastSyncedAt = state.now
            return Answer(201)
        },
    ]

    static let serverID = "demo-server"

    private static func requireConnection(_ call: Call, _ state: SandboxState) throws(Refusal) {
        guard state.accounts[try call.requireUser()].connections.plex.isConnected else {
            throw Refusal(401, "Plex is not connected")
        }
    }

    /// The switches of each kind of item, for the regular sync and for the live scrobbler.
    private static let toggles: [(part: String, kinds: [(kind: String, names: [String])])] = [
        (
            "sync",
            [
                ("movie", ["watching", "watched", "rated", "collected", "watchlist"]),
                ("show", ["rated", "watchlist"]), ("season", ["rated"]),
                ("episode", ["watching", "watched", "rated", "collected"]),
            ]
        ),
        (
            "scrobbler",
            [
                ("movie", ["watching", "watched", "rated", "collected"]), ("show", ["rated"]), ("season", ["rated"]),
                ("episode", ["watching", "watched", "rated", "collected"]),
            ]
        ),
    ]

    private static func json(_ plex: Connections.Plex, _ profile: Profile) -> JSONValue {
        func switches(_ part: String) -> JSONValue {
            let kinds = toggles.first { $0.part == part }?.kinds ?? []
            return kinds.map { kind, names in
                .init(
                    key: kind,
                    value: names.map { .init(key: $0, value: .bool(plex.toggles.contains("\(part).\(kind).\($0)"))) }
                        .json)
            }.json
        }
        let libraries = plex.libraries.map { library -> JSONValue in
            let parts = library.split(separator: "/", maxSplits: 1).map(String.init)
            return ["server_id": .optional(parts.first), "uuid": .optional(parts.last)]
        }
        return [
            "connection": ["connected": .bool(plex.isConnected), "username": nil],
            "webhook": [
                "url": profile.isVIP ? .string("https://webhooks.trakt.tv/plex/\(profile.uuid)") : .null,
                "last_event_at": nil, "event_count": 0, "home_users": .optional(plex.homeUsers),
            ],
            "sync": [
                "configured": .bool(!plex.servers.isEmpty), "error": false,
                "selection": [
                    "server_ids": .strings(plex.servers), "library_ids": .array(libraries),
                    "user_ids": .strings(plex.users),
                ],
                "toggles": switches("sync"),
            ],
            "scrobbler": ["toggles": switches("scrobbler")],
        ]
    }

    private static func apply(_ body: JSONValue, to plex: inout Connections.Plex) {
        func strings(_ value: JSONValue?) -> [String]? { value?.array?.compactMap(\.string) }
        let selection = body["sync"]?["selection"]
        plex.servers = strings(selection?["server_ids"]) ?? plex.servers
        plex.users = strings(selection?["user_ids"]) ?? plex.users
        plex.libraries =
            selection?["library_ids"]?.array?.compactMap { library in
                guard let server = library["server_id"]?.string, let uuid = library["uuid"]?.string else { return nil }
                return "\(server)/\(uuid)"
            } ?? plex.libraries
        plex.homeUsers = body["webhook"]?["home_users"]?.string ?? plex.homeUsers
        for (part, kinds) in toggles {
            for (kind, names) in kinds {
                for name in names {
                    guard let isOn = body[part]?["toggles"]?[kind]?[name]?.bool else { continue }
                    let key = "\(part).\(kind).\(name)"
                    if isOn { plex.toggles.insert(key) } else { plex.toggles.remove(key) }
                }
            }
        }
    }

    private static func libraries(_ plex: Connections.Plex) -> [JSONValue] {
        [("1", "movie", "Movies"), ("2", "show", "Shows")].map { id, type, title in
            let uuid = "00000000-0000-4000-9000-00000000000\(id)"
            return [
                "id": .string(id), "uuid": .string(uuid), "type": .string(type), "title": .string(title),
                "agent": .string("tv.plex.agents.\(type)"), "scanner": .string("Plex \(title)"),
                "selected": .bool(plex.libraries.contains("\(serverID)/\(uuid)")), "url": nil,
            ]
        }
    }
}
