internal import Foundation
internal import Trakt

/// What a person does, each with what there is to do it with; nil when there is nothing.
extension Person {
    private mutating func any(_ entries: [JSONValue]) -> JSONValue? { entries.randomElement(using: &random) }

    private static func name(_ show: JSONValue?, _ episode: JSONValue?) -> String {
        let (season, number) = (episode?["season"]?.integer ?? 0, episode?["number"]?.integer ?? 0)
        return "\(show?["title"]?.string ?? "") \(season)x\(number < 10 ? "0" : "")\(number)"
    }

    private func id(of entry: JSONValue?) -> Int64? { entry?["ids"]?["trakt"]?.integer }

    /// Watches an episode of a show now; with `day`, says that it was then.
    private func watch(
        _ episode: JSONValue?, of show: JSONValue?, _ verb: String, at moment: Date, on day: String? = nil
    ) throws -> Deed? {
        guard let id = id(of: episode) else { return nil }
        var play: [String: JSONValue] = ["ids": ["trakt": .integer(id)]]
        if let day { play["watched_at"] = .string(day) }
        try account.send("POST", "/sync/history", ["episodes": [.object(play)]])
        var deed = Deed(at: moment, text: "\(verb) \(Self.name(show, episode))")
        deed.watched = [id]
        return deed
    }

    mutating func goOn(at moment: Date) throws -> Deed? {
        guard let entry = any(Array(try account.entries("/sync/progress/up_next").prefix(20))) else { return nil }
        return try watch(entry["progress"]?["next_episode"], of: entry["show"], "watched", at: moment)
    }

    /// Says of something on a list that it was watched when it came out.
    mutating func catchUp(at moment: Date) throws -> Deed? {
        let lists = ["new-episodes", "premieres", "up-next"]
        let list = lists[Int.random(in: 0..<lists.count, using: &random)]
        let items = try account.listed(list).filter { Self.cameOutLately($0, now: moment) }
        guard let item = any(items) else { return nil }
        return try watch(
            item["episode"], of: item["show"], "watched, when it came out,", at: moment, on: "released")
    }

    /// Whether an item of a list has come out, a month before it was put there at most: nobody looks further back.
    private static func cameOutLately(_ item: JSONValue, now: Date) -> Bool {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        guard let listed = try? Date(item["listed_at"]?.string ?? "", strategy: format),
            let aired = try? Date(item["episode"]?["first_aired"]?.string ?? "", strategy: format)
        else { return false }
        return listed - 30 * 86_400 < aired && aired < now
    }

    /// The first episode of a show that is on the watchlist, if it has aired.
    mutating func begin(at moment: Date) throws -> Deed? {
        guard let entry = any(try account.entries("/sync/progress/up_next_nitro?intent=start")) else { return nil }
        return try watch(entry["progress"]?["next_episode"], of: entry["show"], "began", at: moment)
    }

    mutating func watchMovie() throws -> String? {
        guard let movie = any(try account.entries("/movies/popular")), let id = id(of: movie) else { return nil }
        try account.send("POST", "/sync/history", ["movies": [["ids": ["trakt": .integer(id)]]]])
        return "watched \(movie["title"]?.string ?? "")"
    }

    mutating func want() throws -> String? {
        guard let show = any(try account.entries("/shows/popular")), let id = show["ids"]?["trakt"] else { return nil }
        try account.send("POST", "/sync/watchlist", ["shows": [["ids": ["trakt": id]]]])
        return "wants to see \(show["title"]?.string ?? "")"
    }

    mutating func drop() throws -> String? {
        guard let entry = any(try account.entries("/sync/progress/up_next")),
            let id = entry["show"]?["ids"]?["trakt"]
        else { return nil }
        try account.send("POST", "/users/hidden/dropped", ["shows": [["ids": ["trakt": id]]]])
        return "dropped \(entry["show"]?["title"]?.string ?? "")"
    }

    mutating func takeOffList(at moment: Date) throws -> Deed? {
        let lists = try account.entries("/users/me/lists").filter { ($0["item_count"]?.integer ?? 0) > 0 }
        guard let list = any(lists), let slug = list["ids"]?["slug"]?.string,
            let item = any(try account.listed(slug)), let episode = id(of: item["episode"])
        else { return nil }
        try account.send(
            "POST", "/users/me/lists/\(slug)/items/remove", ["episodes": [["ids": ["trakt": .integer(episode)]]]])
        let name = Self.name(item["show"], item["episode"])
        return Deed(
            at: moment, text: "took \(name) off \(list["name"]?.string ?? slug)",
            taken: Deed.Listing(list: slug, episode: episode))
    }

    mutating func watchAgain(at moment: Date) throws -> Deed? {
        guard let play = any(try account.entries("/sync/history/episodes")) else { return nil }
        return try watch(play["episode"], of: play["show"], "watched again", at: moment)
    }

    /// Puts something that was watched onto a list, to see it again.
    mutating func meanToWatchAgain(at moment: Date) throws -> Deed? {
        let list = "premieres"
        let there = try account.listed(list).map { id(of: $0["episode"]) }
        guard !there.isEmpty, let play = any(try account.entries("/sync/history/episodes")),
            let episode = id(of: play["episode"]), !there.contains(episode)
        else { return nil }
        try account.send(
            "POST", "/users/me/lists/\(list)/items", ["episodes": [["ids": ["trakt": .integer(episode)]]]])
        var deed = Deed(at: moment, text: "put \(Self.name(play["show"], play["episode"])) on \(list), to see it again")
        deed.put = Deed.Listing(list: list, episode: episode)
        return deed
    }

    /// Takes back the latest play.
    mutating func forget() throws -> String? {
        guard let play = try account.get("/sync/history/episodes?limit=1").array?.first, let id = play["id"] else {
            return nil
        }
        try account.send("POST", "/sync/history/remove", ["ids": [id]])
        return "took back having watched " + Self.name(play["show"], play["episode"])
    }
}
