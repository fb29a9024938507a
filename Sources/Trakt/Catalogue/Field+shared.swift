extension Field {
    /// One array for each kind of thing, with these extras allowed in every item.
    static func things(_ subjects: [Item.Subject], with extras: [Field] = []) -> [Field] {
        // Where neither seasons nor episodes are taken, naming them inside a show means nothing.
        let nests = subjects.contains(.season)
        return subjects.map { subject in
            let item = Item(subject: subject, extras: extras, nests: nests && subject == .show)
            return .optional(subject.plural, .items(item), "the \(subject.plural)")
        }
    }

    /// One field for each kind of thing a body can be about.
    static func one(of subjects: [Item.Subject]) -> [Field] {
        subjects.map { .optional($0.rawValue, .item(Item(subject: $0)), "the \($0.rawValue)") }
    }

    /// What is being watched: a movie, an episode, or an episode by its numbers with its show.
    static let watching: [Field] = [
        .optional("movie", .item(Item(subject: .movie)), "the movie"),
        .optional("episode", .item(Item(subject: .episode, isNumbered: true)), "the episode"),
        .optional("show", .item(Item(subject: .show)), "the show of an episode that is named by its numbers"),
    ]

    static let progress: Field = .required("progress", .number(0...100), "how far it is, in percent")
    static let message: Field = .optional("message", .text(longest: nil), "the text to share")
    static let comment: Field = .required("comment", .text(longest: nil), "the text")
    static let spoiler: Field = .optional("spoiler", .boolean, "whether it tells too much; false at first")
    static let returnURL: Field = .required(
        "return_url", .text(longest: nil), "the address the user comes back to")

    /// Where else something is told; what is left out follows the user's settings.
    static func sharing(_ services: [String]) -> Field {
        .optional(
            "sharing", .object(services.map { .optional($0, .boolean, "whether \($0) is told") }),
            "where else it is told")
    }

    static let notePrivacy: Field = .optional(
        "privacy", .oneOf(["private", "friends", "public"]),
        "who may see a note on a play, collected thing or rating; private at first")
    static let attachedTo: Field = .optional(
        "attached_to",
        .object([
            .required("type", .oneOf(["history", "collection", "rating"]), "what the note is on"),
            .optional("id", .integer(1...Int64.max), "the id of the play"),
        ]), "what of the user's own the note is on")

    static let watchedAt: Field = .optional(
        "watched_at", .datetime(or: ["released", "unknown"]), "when it was watched; now where it is left out")
    static let ratedAt: Field = .optional("rated_at", .datetime(or: []), "when it was rated")
    static let hiddenAt: Field = .optional("hidden_at", .datetime(or: []), "when it was hidden")
    static let collectedAt: Field = .optional(
        "collected_at", .datetime(or: ["released"]), "when it was collected")
    static let rating: Field = .required("rating", .integer(1...10), "the rating")
    static let notes: Field = .optional("notes", .text(longest: 500), "notes; on lists and the watchlist for VIPs")
    static let requiredNotes: Field = .required("notes", .text(longest: 500), "the new notes")
    static let historyIDs: Field = .optional("ids", .integers, "the ids of single plays")
    static let rank: Field = .required("rank", .integers, "the ids in the wanted order")

    static let description: Field = .optional("description", .text(longest: nil), "the description")
    static let sortBy: Field = .optional("sort_by", .oneOf(Parameter.listOrders), "what the order goes by")
    static let sortHow: Field = .optional("sort_how", .oneOf(["asc", "desc"]), "the direction of the order")

    /// What a list has beside its name.
    static let listSettings: [Field] = [
        description,
        .optional("privacy", .oneOf(["private", "link", "friends", "public"]), "who may see it; private at first"),
        .optional("display_numbers", .boolean, "whether ranks are shown"),
        .optional("allow_comments", .boolean, "whether others may comment"),
        sortBy,
        sortHow,
    ]

    static let listReasons = ["duplicate", "remove", "metadata", "adult", "language", "spam", "other"]
    static let titleReasons = [
        "duplicate", "remove", "data_refresh", "metadata", "adult", "runtime", "language", "spam", "tmdb", "other",
    ]

    static func reportReason(_ reasons: [String]) -> Field {
        .required("reason", .oneOf(reasons), "what is wrong")
    }

    static let reportMessage: Field = .optional("message", .text(longest: nil), "more about it")

    static let profile: Field = .optional(
        "user",
        .object([
            .optional("name", .text(longest: nil), "the name shown"),
            .optional("about", .text(longest: nil), "about the user"),
            .optional("location", .text(longest: nil), "where the user lives"),
            .optional("private", .boolean, "whether only friends see the profile"),
            .optional("dob", .text(longest: nil), "the day of birth"),
        ]), "the profile")

    /// What a collected thing is: when, and in which form.
    static let metadata: [Field] = [
        collectedAt,
        .optional(
            "media_type", .oneOf(["digital", "bluray", "hddvd", "dvd", "vcd", "vhs", "betamax", "laserdisc"]),
            "the medium"),
        .optional(
            "resolution",
            .oneOf(["uhd_4k", "hd_1080p", "hd_1080i", "hd_720p", "sd_480p", "sd_480i", "sd_576p", "sd_576i"]),
            "the picture's size"),
        .optional("hdr", .oneOf(["dolby_vision", "hdr10", "hdr10_plus", "hlg"]), "the picture's range"),
        .optional(
            "audio",
            .oneOf([
                "dolby_digital", "dolby_digital_plus", "dolby_digital_plus_atmos", "dolby_truehd", "dolby_atmos",
                "dolby_prologic", "dts", "dts_ma", "dts_hr", "dts_x", "auro_3d", "mp3", "mp2", "aac", "lpcm", "ogg",
                "ogg_opus", "wma", "flac",
            ]), "the sound's format"),
        .optional(
            "audio_channels",
            .oneOf([
                "1.0", "2.0", "2.1", "3.0", "3.1", "4.0", "4.1", "5.0", "5.1", "5.1.2", "5.1.4", "6.1", "7.1", "7.1.2",
                "7.1.4", "9.1", "10.1",
            ]), "the sound's channels"),
        .optional("3d", .boolean, "whether it is in 3D"),
    ]
}
