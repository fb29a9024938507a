internal import LineEditing
internal import Trakt

extension CallSignature {
    /// The functions beside the catalogue's whose arguments can be told.
    static let beside: [[PathStep]: CallSignature] = {
        let signatures = [
            CallSignature(
                name: "trakt.hidden",
                positional: [
                    ArgumentHelp(
                        name: "section", summary: "where it is hidden",
                        accepts: "one of \(sections.joined(separator: ", "))",
                        isRequired: true, values: .words(sections))
                ]),
            CallSignature(
                name: "trakt.image",
                positional: [
                    ArgumentHelp(
                        name: "value", summary: "what it is a picture of", accepts: "a thing of Trakt's",
                        isRequired: true),
                    ArgumentHelp(
                        name: "kind", summary: "which picture", accepts: "one of \(pictures.joined(separator: ", "))",
                        isRequired: true, values: .words(pictures)),
                ]),
            CallSignature(
                name: "trakt.list",
                named: [
                    ArgumentHelp(name: "name", summary: "the list's name", accepts: "text", isRequired: true),
                    ArgumentHelp(
                        name: "privacy", summary: "who may see it, where it is made",
                        accepts: "one of private, link, friends, public",
                        values: .words(["private", "link", "friends", "public"])),
                    ArgumentHelp(name: "description", summary: "what is said of it, where it is made", accepts: "text"),
                    ArgumentHelp(name: "user", summary: "whose list it is", accepts: "a user's slug"),
                    ArgumentHelp(
                        name: "make", summary: "whether it is made where there is none", accepts: "true or false",
                        values: .boolean),
                ]),
            CallSignature(
                name: "trakt.airings",
                positional: [ArgumentHelp(name: "kept", summary: "where it is kept", accepts: "a table, mostly store")],
                named: [
                    ArgumentHelp(name: "back", summary: "days before now", accepts: "a whole number of days"),
                    ArgumentHelp(name: "ahead", summary: "days after now", accepts: "a whole number of days"),
                    ArgumentHelp(
                        name: "calendar", summary: "which calendar", accepts: "the name of one",
                        values: .words(Catalogue.names(under: "calendars"))),
                    ArgumentHelp(
                        name: "anew", summary: "whether it is read in any case", accepts: "true or false",
                        values: .boolean),
                ]),
            CallSignature(
                name: "notify",
                positional: [ArgumentHelp(name: "message", summary: "what is said", accepts: "text", isRequired: true)],
                named: [
                    ArgumentHelp(name: "title", summary: "what stands above it", accepts: "text"),
                    ArgumentHelp(
                        name: "priority", summary: "how urgent it is", accepts: "one of low, normal, high, urgent",
                        values: .words(["low", "normal", "high", "urgent"])),
                    ArgumentHelp(name: "link", summary: "where it leads", accepts: "an address"),
                    ArgumentHelp(name: "to", summary: "which channels", accepts: "a name, or several"),
                ]),
        ]
        let byName = signatures.map { signature in
            (signature.name.split(separator: ".").map { PathStep.name(String($0)) }, signature)
        }
        return Dictionary(uniqueKeysWithValues: byName)
    }()

    private static let sections = [
        "calendar", "comments", "dropped", "progress_collected", "progress_watched", "progress_watched_reset",
        "recommendations",
    ]

    private static let pictures = [
        "poster", "fanart", "banner", "logo", "clearart", "thumb", "screenshot", "headshot", "avatar",
    ]
}
