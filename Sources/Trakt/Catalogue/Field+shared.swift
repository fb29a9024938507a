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

    static let reportReason: Field = .required(
        "reason", .oneOf(["duplicate", "remove", "metadata", "adult", "language", "spam", "other"]), "what is wrong")
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
