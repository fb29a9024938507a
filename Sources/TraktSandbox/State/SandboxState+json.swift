/// Users and lists as Trakt writes them.
extension SandboxState {
    /// A user; a private one shows no more than the name to strangers.
    func json(user index: Int, extended: Extended, reader: Int?) -> JSONValue {
        let profile = accounts[index].profile
        var json: JSONValue = ["username": .string(profile.username), "private": .bool(profile.isPrivate)]
        if profile.isPrivate && !mayRead(user: index, reader: reader) {
            json["ids"] = ["slug": .string(profile.slug)]
            return json
        }
        json.merge([
            "deleted": false, "name": .string(profile.name), "vip": .bool(profile.isVIP),
            "vip_ep": false, "director": false, "ids": ["slug": .string(profile.slug)],
        ])
        if extended.contains(.full) {
            json.merge([
                "joined_at": .date(profile.joinedAt), "location": .string(profile.location),
                "about": .string(profile.about), "gender": nil, "age": nil,
            ])
        }
        if !extended.isDisjoint(with: [.full, .images]) {
            json["images"] = ["avatar": ["full": .string(accounts[index].preferences.avatarAddress)]]
        }
        if extended.contains(.vip) {
            json.merge(["vip_og": false, "vip_years": .int(profile.isVIP ? 1 : 0), "vip_cover_image": cover(of: index)])
        }
        return json
    }

    /// The address of the picture above a profile, of the title the user chose.
    func cover(of user: Int) -> JSONValue {
        guard let ref = accounts[user].preferences.cover else { return .null }
        return .string("https://media.trakt.tv/images/\(ref.kind.plural)/\(ref.id)/fanarts/full/\(ref.id).jpg.webp")
    }

    /// A personal list; `images` adds the posters of its first titles. Its owner shows as much as the reader may see.
    func json(list: PersonalList, of owner: Int, extended: Extended = [], reader: Int?) -> JSONValue {
        var json: JSONValue = [
            "name": .text(list.name), "description": .text(list.contents.description),
            "privacy": .string(list.privacy),
            "share_link": .string("https://trakt.tv/lists/\(list.id)"),
            "type": .string(list.isOfficial ? "official" : "personal"),
            "display_numbers": .bool(list.displayNumbers), "allow_comments": .bool(list.allowComments),
            "sort_by": .string(list.contents.sortBy), "sort_how": .string(list.contents.sortHow),
            "created_at": .date(list.contents.createdAt), "updated_at": .date(list.contents.updatedAt),
            "item_count": .int(list.contents.items.count),
            "comment_count": .int(commentCount(of: MediaRef(kind: .list, id: list.id))),
            "likes": .int(list.likedBy.count),
            "ids": ["trakt": .int(list.id), "slug": .string(list.slug)],
            "user": self.json(user: owner, extended: extended, reader: reader),
        ]
        if extended.contains(.images) {
            json["images"] = ["posters": .strings(posters(of: list.contents.items.map(\.ref)))]
        }
        return json
    }

    /// Addresses without a scheme of the posters of the first movies and shows.
    func posters(of refs: [MediaRef]) -> [String] {
        refs.lazy.filter { [.movie, .show].contains($0.kind) }.prefix(4).map { ref in
            "media.trakt.tv/images/\(ref.kind.plural)/\(ref.id)/posters/medium/\(ref.id).jpg.webp"
        }
    }

    /// Watchlist and favorites as a list without an address.
    func json(ownList list: MediaList, name: String, of owner: Int, reader: Int?) -> JSONValue {
        [
            "name": .string(name), "description": .text(list.description), "privacy": "public",
            "type": .string(name.lowercased()), "sort_by": .string(list.sortBy), "sort_how": .string(list.sortHow),
            "created_at": .date(list.createdAt), "updated_at": .date(list.updatedAt),
            "item_count": .int(list.items.count), "comment_count": 0, "likes": 0,
            "user": json(user: owner, extended: [], reader: reader),
        ]
    }

    func mayRead(user index: Int, reader: Int?) -> Bool {
        !accounts[index].profile.isPrivate || reader == index || (reader.map { areFriends($0, index) } ?? false)
    }

    /// The account a `{id}` path parameter names: a slug, or `me` for the one that calls.
    func owner(_ call: Call) throws(Refusal) -> Int {
        let id = call.parameters["id"] ?? ""
        if id == "me" { return try call.requireUser() }
        guard let index = accountIndex(id) else { throw .notFound }
        return index
    }

    /// The same, for reading: a private user is closed to strangers.
    func readableOwner(_ call: Call) throws(Refusal) -> Int {
        let owner = try owner(call)
        guard mayRead(user: owner, reader: call.user) else { throw .privateUser }
        return owner
    }

    /// The same, for writing: only one's own account.
    func ownedAccount(_ call: Call) throws(Refusal) -> Int {
        let user = try call.requireUser()
        guard try owner(call) == user else { throw Refusal(401, "this belongs to another user") }
        return user
    }
}
