/// What the demo users say to each other: comments, notes, likes, and who follows whom.
extension DemoAccounts {
    private static let movie = MediaRef.movie(507)
    private static let show = MediaRef.show(1388)

    mutating func makeSocial() {
        makeFriends()
        // A library of other titles has nothing to talk about.
        guard library.contains(Self.movie), library.contains(Self.show) else { return }
        makeComments()
        makeNotes()
        state.accounts[0].social.savedFilters = [
            SavedFilter(
                id: 401, section: .movies, name: "Well liked musicals", path: "/movies/popular",
                query: "genres=musical&ratings=70-100", updatedAt: state.now.adding(days: -80))
        ]
        record(0, .savedFiltersUpdated, -80)
    }

    private mutating func makeFriends() {
        state.accounts[0].following[Self.publicUser] = state.now.adding(days: -300)
        state.accounts[1].following[Self.user] = state.now.adding(days: -290)
        record(0, .following, -300)
        record(0, .followed, -290)
        state.accounts[3].social.requests = [
            FollowRequest(id: 301, to: Self.user, requestedAt: state.now.adding(days: -3))
        ]
        record(0, .requested, -3)
        state.accounts[0].social.requests = [
            FollowRequest(id: 302, to: Self.privateUser, requestedAt: state.now.adding(days: -5))
        ]
        record(0, .pending, -5)
    }

    private mutating func makeComments() {
        say(101, by: 0, of: Self.movie, days: -2, "Still as bright as on the first day 😀")
        say(102, by: 1, of: Self.movie, days: -30, Self.review)
        say(103, by: 0, of: Self.movie, days: -29, answering: 102, "I could not have said it better :clap:")
        say(104, by: 1, of: Self.show, days: -20, "It takes its time. [spoiler]Nobody gets away.[/spoiler]")
        for (account, comment) in [(0, 102), (0, 104), (3, 102)] {
            state.accounts[account].social.likedComments[comment] = state.now.adding(days: -4)
            state.accounts[account].activities.record(.commentsLiked, at: state.now.adding(days: -4))
        }
        for (account, comment, kind) in [(0, 104, Reaction.Kind.love), (1, 101, .bravo), (3, 102, .laugh)] {
            let moment = state.now.adding(days: -1)
            state.accounts[account].social.reactions.append(
                Reaction(comment: comment, kind: kind, reactedAt: moment))
            state.accounts[account].activities.record(.commentsReacted, at: moment)
        }
    }

    private mutating func makeNotes() {
        let moment = state.now.adding(days: -2)
        state.accounts[0].social.notes = [
            Note(
                id: 201, attachment: .item, subject: Self.movie, text: "Show it to the children.",
                privacy: .private, isSpoiler: false, createdAt: moment, updatedAt: moment)
        ]
        record(0, .notesUpdated, -2)
    }

    private mutating func say(
        _ id: Int, by author: Int, of subject: MediaRef, days: Int, answering parent: Int? = nil, _ text: String
    ) {
        let moment = state.now.adding(days: days)
        state.accounts[author].social.comments.append(
            Comment(
                id: id, parent: parent, subject: subject, text: Emoji.stored(text), isSpoiler: false,
                createdAt: moment, updatedAt: moment))
        record(author, .commented(subject.kind), days)
    }

    private mutating func record(_ account: Int, _ activity: Activity?, _ days: Int) {
        state.accounts[account].activities.record(activity, at: state.now.adding(days: days))
    }

    /// Long enough to be a review.
    private static let review = """
        Every few years I come back to this film, and every few years it is a different one. As a child I waited for \
        the witch and hid behind the sofa when she came. As a student I wrote a clever paper about the colours, about \
        the grey farm and the green city, and I thought I had understood it. Now I watch it with my own children and \
        find that it is about people who already have what they are looking for, and who have to walk a very long way \
        to find that out. That is not a small thing to tell anybody, and it is told here with songs, with painted \
        skies, and with a dog who steals every scene that he walks through. The story moves fast, much faster than I \
        remembered, and hardly a minute is wasted. The jokes are old and still work. The flying monkeys are old and \
        still frighten. What surprises me most is how little of it looks like a trick, although nearly everything is \
        one. You see the wires if you want to see them, and after ten minutes you no longer want to. Films have become \
        larger since then, and louder, and a good deal longer. I do not think that many of them have become better. \
        Watch it with somebody who has never seen it, and look at their face when the door opens.
        """
}
