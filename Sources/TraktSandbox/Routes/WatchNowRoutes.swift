/// Where titles can be seen: the services of a country, and the links of one title.
enum WatchNowRoutes {
    static let routes: [Route] = [
        .get("/watchnow/sources/{countryCode?}") { call, _ in
            let countries = call.parameters["countryCode"].map { [$0] } ?? Self.countries
            return .ok(.array(countries.map { country in [.init(key: country, value: sources(in: country))].json }))
        },
        links("/movies/{id}", .movie), justWatch("/movies/{id}", .movie),
        links("/shows/{id}", .show), justWatch("/shows/{id}", .show),
        justWatch("/shows/{id}/seasons/{season}", .season),
        links("/shows/{id}/seasons/{season}/episodes/{episode}", .episode),
        .get("/episodes/{id}/watchnow/{country?}") { call, state in
            .ok(offers(of: try call.item(.episode, in: state), call, state))
        },
    ]

    static let countries = ["de", "gb", "us"]

    private static func links(_ path: String, _ kind: MediaKind) -> Route {
        .get("\(path)/watchnow/{country?}") { call, state in
            .ok(offers(of: try call.title(kind, in: state), call, state))
        }
    }

    /// One link for each kind of offer, by the name of the kind.
    private static func justWatch(_ path: String, _ kind: MediaKind) -> Route {
        .get("\(path)/watchnow/justwatch_links/{country}") { call, state in
            let ref = try call.title(kind, in: state)
            let country = call.parameters["country"] ?? ""
            let found = state.watchNowSources(of: ref).filter { $0.countries.contains(country) }
            return .ok(
                Set(found.map(\.offer.rawValue)).sorted().map {
                    .init(key: $0, value: .string("https://www.justwatch.com/\(country)/\(ref.id)/\($0)"))
                }.json)
        }
    }

    private static func offers(of ref: MediaRef, _ call: Call, _ state: SandboxState) -> JSONValue {
        let found = state.watchNowSources(of: ref)
        let wanted = call.parameters["country"].map { [$0] } ?? countries
        return wanted.map { country in
            let here = found.filter { $0.countries.contains(country) }
            return .init(
                key: country,
                value: WatchNowSource.Offer.allCases.map { offer in
                    let links = here.filter { $0.offer == offer }.map { link($0, ref, country, call) }
                    return .init(key: offer.rawValue, value: .array(links))
                }.json)
        }.json
    }

    private static func link(_ source: WatchNowSource, _ ref: MediaRef, _ country: String, _ call: Call) -> JSONValue {
        let address = "https://watch.example/\(country)/\(source.slug)/\(ref.kind.rawValue)/\(ref.id)"
        let isSold = source.offer == .purchase
        var json: JSONValue = [
            "source": .string(source.slug), "link": .string(address), "uhd": .bool(ref.id % 2 == 0),
            "currency": .string(country == "us" ? "usd" : country == "gb" ? "gbp" : "eur"),
            "prices": ["rent": isSold ? "3.99" : nil, "purchase": isSold ? "9.99" : nil],
        ]
        for kind in (call.query["links"] ?? "").split(separator: ",") where platforms.contains(String(kind)) {
            json["link_\(kind)"] = .string("\(address)?on=\(kind)")
        }
        if call.extended.contains(.streamingRanks) {
            json["rank"] = ["rank": .int(ref.id % 100 + 1), "delta": 0, "link": nil]
        }
        return json
    }

    private static let platforms: Set<String> = ["tvos", "direct", "android", "webos"]

    private static func sources(in country: String) -> JSONValue {
        .array(
            WatchNowSource.all.filter { $0.countries.contains(country) }.map { source in
                [
                    "source": .string(source.slug), "name": .string(source.name),
                    "free": .bool(source.offer == .free), "cinema": .bool(source.offer == .cinema),
                    "amazon": .bool(source.isAmazon), "color": .string(source.color),
                    "link_count": .int(source.name.count * 1000),
                    "images": [
                        "logo": .string("media.trakt.tv/images/watchnow/\(source.slug)/logo.png.webp"), "channel": nil,
                    ],
                ]
            })
    }
}

extension SandboxState {
    /// Where a title can be seen; seasons and episodes where their show is.
    func watchNowSources(of ref: MediaRef) -> [WatchNowSource] {
        if let movie = ref.kind == .movie ? library.movie(ref.id) : nil { return movie.watchNowSources(at: now) }
        return library.showID(of: ref).flatMap(library.show)?.watchNowSources(at: now) ?? []
    }
}
