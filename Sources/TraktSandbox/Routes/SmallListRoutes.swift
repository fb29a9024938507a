/// Genres, countries, languages, networks and certifications: what the library's titles have.
enum SmallListRoutes {
    static let routes: [Route] = [
        .get("/genres/{type}") { call, state in
            let titles = try titles(call, state)
            let withSubgenres = call.extended.contains(.subgenres)
            return .ok(
                .array(
                    Set(titles.flatMap(\.genres)).sorted().map { slug in
                        var json: JSONValue = ["name": .string(name(slug)), "slug": .string(slug)]
                        if withSubgenres {
                            let subgenres = Set(titles.filter { $0.genres.contains(slug) }.flatMap(\.subgenres))
                            json["subgenres"] = .array(
                                subgenres.sorted().map { ["name": .string(name($0)), "slug": .string($0)] })
                        }
                        return json
                    }))
        },
        .get("/countries/{type}") { call, state in
            .ok(named(Set(try titles(call, state).compactMap(\.country)), countries))
        },
        .get("/languages/{type}") { call, state in
            .ok(named(Set(try titles(call, state).flatMap(\.languages)), languages))
        },
        .get("/networks") { call, state in
            var networks: [Int: JSONValue] = [:]
            for facts in state.library.shows.map(\.facts) {
                guard let id = facts.networkId, let name = facts.network else { continue }
                networks[id] = [
                    "name": .string(name), "country": .optional(facts.networkCountry),
                    "ids": ["trakt": .int(id), "tmdb": .int(id)],
                ]
            }
            return Paging(call.query).answer(networks.sorted { $0.key < $1.key }.map(\.value)) { $0 }
        },
        .get("/certifications/{type}") { call, state in
            switch call.parameters["type"] {
            case "movies": .ok(["us": certifications(["g", "pg", "pg-13", "r", "nc-17", "nr"])])
            case "shows": .ok(["us": certifications(["tv-y", "tv-y7", "tv-g", "tv-pg", "tv-14", "tv-ma", "nr"])])
            default: throw Refusal.notFound
            }
        },
    ]

    /// The parts of a movie or show that these lists are made of.
    private struct Title {
        var genres: [String]
        var subgenres: [String]
        var country: String?
        var languages: [String]
    }

    private static func titles(_ call: Call, _ state: SandboxState) throws(Refusal) -> [Title] {
        switch call.parameters["type"] {
        case "movies":
            state.library.movies.map(\.facts).map {
                Title(
                    genres: $0.genres, subgenres: $0.subgenres ?? [], country: $0.country,
                    languages: ($0.languages ?? []) + [$0.language].compactMap(\.self))
            }
        case "shows":
            state.library.shows.map(\.facts).map {
                Title(
                    genres: $0.genres, subgenres: $0.subgenres ?? [], country: $0.country,
                    languages: ($0.languages ?? []) + [$0.language].compactMap(\.self))
            }
        default: throw .notFound
        }
    }

    /// `science-fiction` is called Science Fiction.
    private static func name(_ slug: String) -> String {
        slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    private static func certifications(_ slugs: [String]) -> JSONValue {
        .array(
            slugs.map { slug in
                [
                    "name": .string(slug == "nr" ? "Not Rated" : slug.uppercased()), "slug": .string(slug),
                    "description": .string("Rated \(slug.uppercased())."),
                ]
            })
    }

    private static func named(_ codes: Set<String>, _ names: [String: String]) -> JSONValue {
        .array(codes.sorted().map { ["name": .string(names[$0] ?? $0.uppercased()), "code": .string($0)] })
    }

    private static let countries = [
        "us": "United States", "gb": "United Kingdom", "ca": "Canada", "au": "Australia", "de": "Germany",
        "fr": "France", "es": "Spain", "it": "Italy", "jp": "Japan", "kr": "South Korea", "dk": "Denmark",
        "se": "Sweden", "no": "Norway", "ie": "Ireland", "nz": "New Zealand", "in": "India", "br": "Brazil",
        "mx": "Mexico", "nl": "Netherlands", "be": "Belgium", "pl": "Poland", "cn": "China", "hk": "Hong Kong",
    ]

    private static let languages = [
        "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "ja": "Japanese",
        "ko": "Korean", "da": "Danish", "sv": "Swedish", "no": "Norwegian", "pt": "Portuguese", "nl": "Dutch",
        "zh": "Chinese", "hi": "Hindi", "pl": "Polish", "ru": "Russian", "cn": "Cantonese", "ar": "Arabic",
    ]
}
