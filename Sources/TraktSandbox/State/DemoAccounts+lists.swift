/// The lists of the demo users, and what the public one watched.
extension DemoAccounts {
    mutating func makeLists() {
        make("Favourites", privacy: "public", of: 0) { library in
            var refs = library.movies.prefix(6).map(\.ref) + library.shows.prefix(4).map(\.ref)
            if let show = library.shows.first { refs += show.seasons.suffix(1).map(\.ref) }
            refs += library.shows.first?.episodes.prefix(2).map(\.ref) ?? []
            return refs + library.people.prefix(2).map { .person($0.ids.trakt) }
        }
        make("Rainy days", privacy: "private", of: 0) { $0.movies.suffix(5).map(\.ref) }
    }

    mutating func makeOtherUsers() {
        make("Everything", privacy: "public", of: 1) { library in
            let titles = library.movies.map(\.ref) + library.shows.map(\.ref)
            let episodes = library.shows.lazy.flatMap { $0.episodes.map(\.ref) }
            return titles + episodes.prefix(max(0, 300 - titles.count))
        }
        make("Crime evenings", privacy: "public", of: 1) { library in
            library.movies.filter { $0.facts.genres.contains("crime") }.map(\.ref)
        }
        make("Not for others", privacy: "private", of: 1) { $0.movies.prefix(2).map(\.ref) }
        make("Quiet films", privacy: "public", of: 2) { $0.movies.prefix(3).map(\.ref) }
        let liked = state.accounts[1].lists.first?.id
        if let liked { state.like(list: liked, of: 1, 0, by: 0, true) }
        for (index, movie) in library.movies.prefix(12).enumerated()
        where (movie.released ?? "9") <= state.now.dayString {
            let play = Play(
                id: state.newPlayID(), ref: movie.ref, watchedAt: state.now.adding(days: -index - 2).flooredToMinute,
                action: "checkin", addedAt: state.now.adding(days: -index - 2))
            state.accounts[1].plays.append(play)
            state.accounts[1].ratings[movie.ref] = Rating(value: 7, ratedAt: state.now.adding(days: -index - 2))
        }
    }

    private mutating func make(_ name: String, privacy: String, of account: Int, _ refs: (Library) -> [MediaRef]) {
        let created = state.now.adding(days: -200).flooredToMinute
        var list = PersonalList(
            id: state.newID(), slug: Slug.make(name), name: name, privacy: privacy,
            contents: MediaList(createdAt: created))
        list.contents.description = "Made by the sandbox."
        for (index, ref) in refs(library).enumerated() {
            let item = MediaList.Item(id: state.newID(), ref: ref, listedAt: created.adding(hours: index), notes: nil)
            list.contents.items.append(item)
        }
        list.contents.updatedAt = state.now.adding(days: -10)
        state.accounts[account].lists.append(list)
    }

    /// Gives what examples and tests name by number numbers that stay the same, far below those of new things.
    mutating func numberItems() {
        if let index = state.accounts[1].lists.firstIndex(where: { $0.slug == "crime-evenings" }) {
            state.accounts[1].lists[index].id = 701
        }
        if let index = state.accounts[0].lists.firstIndex(where: { $0.slug == "rainy-days" }) {
            state.accounts[0].lists[index].contents.numberFirst(801)
        }
        state.accounts[0].watchlist.numberFirst(802)
        state.accounts[0].favorites.numberFirst(803)
    }
}

extension MediaList {
    fileprivate mutating func numberFirst(_ id: Int) {
        if !items.isEmpty { items[0].id = id }
    }
}
