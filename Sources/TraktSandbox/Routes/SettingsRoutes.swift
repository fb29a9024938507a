/// `/users/settings`, the picture and the cover of the user who calls.
enum SettingsRoutes {
    static let routes: [Route] = [
        .get("/users/settings", .required) { call, state in
            .ok(json(of: try call.requireUser(), state, withBrowsing: call.extended.contains(.browsing)))
        },
        .put("/users/settings") { call, state in
            let user = try call.requireUser()
            let sent = call.json["user"]
            if let name = sent?["name"]?.string { state.accounts[user].profile.name = name }
            if let about = sent?["about"]?.string { state.accounts[user].profile.about = about }
            if let location = sent?["location"]?.string { state.accounts[user].profile.location = location }
            if let isPrivate = sent?["private"]?.bool { state.accounts[user].profile.isPrivate = isPrivate }
            if let birthday = sent?["dob"]?.string { state.accounts[user].preferences.birthday = birthday }
            if let browsing = call.json["browsing"] { state.accounts[user].preferences.merge(browsing) }
            state.accounts[user].activities.touch(.settings, at: state.now)
            return Answer(201)
        },
        .put("/users/avatar") { call, state in
            let user = try call.requireUser()
            guard let image = call.json["user"]?["avatar"]?.string, !image.isEmpty else {
                throw Refusal(400, "user.avatar is not an image")
            }
            state.accounts[user].preferences.avatarVersion += 1
            state.accounts[user].activities.touch(.settings, at: state.now)
            return .noContent
        },
        .put("/users/set_cover") { call, state in
            let user = try call.requireUser()
            guard let kind = call.json["cover_type"]?.string.flatMap({ MediaKind(rawValue: $0) }),
                [.movie, .show, .episode].contains(kind), let id = call.json["cover_id"]?.int,
                state.library.contains(MediaRef(kind: kind, id: id))
            else { throw Refusal(400, "cover_type and cover_id name no movie, show or episode") }
            state.accounts[user].preferences.cover = MediaRef(kind: kind, id: id)
            state.accounts[user].activities.touch(.settings, at: state.now)
            return .noContent
        },
    ]

    private static func json(of user: Int, _ state: SandboxState, withBrowsing: Bool) -> JSONValue {
        let account = state.accounts[user]
        var json = state.json(user: user, extended: [.full, .vip], reader: user)
        json["ids"] = ["slug": .string(account.profile.slug), "uuid": .string(account.profile.uuid)]
        json["dob"] = .optional(account.preferences.birthday)
        var settings: JSONValue = [
            "user": json,
            "account": [
                "timezone": .string(account.profile.timeZone ?? "Europe/Amsterdam"), "date_format": "dmy",
                "time_24hr": true,
                "cover_image": state.cover(of: user),
            ],
            "connections": connections,
            "sharing_text": [
                "watching": "I'm watching [item]", "watched": "I just watched [item]", "rated": "[item] [stars]",
            ],
            "limits": state.limits(of: user).json,
            "permissions": ["commenting": true, "liking": true, "following": true],
        ]
        if withBrowsing { settings["browsing"] = account.preferences.json }
        return settings
    }

    private static let connections: JSONValue = [
        "facebook": false, "twitter": false, "mastodon": false, "google": false, "tumblr": false, "medium": false,
        "slack": false, "apple": false, "dropbox": false, "microsoft": false,
    ]
}
