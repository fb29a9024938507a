/// A service where titles can be seen.
struct WatchNowSource: Sendable, Hashable {
    /// What it costs there.
    enum Offer: String, Sendable, CaseIterable {
        case cable, free, cinema, subscription, purchase
    }

    var slug: String
    var name: String
    var offer: Offer
    var color: String
    var countries: [String]

    var isAmazon: Bool { slug.hasPrefix("amazon") }

    /// All services of the sandbox. Which title is where is made up; what a title's network owns is not.
    static let all: [WatchNowSource] = [
        .init(slug: "netflix", name: "Netflix", offer: .subscription, color: "#e50914", countries: ["de", "gb", "us"]),
        .init(slug: "hbo_max", name: "HBO Max", offer: .subscription, color: "#002be7", countries: ["us"]),
        .init(
            slug: "disney_plus", name: "Disney+", offer: .subscription, color: "#0e47ba", countries: ["de", "gb", "us"]),
        .init(
            slug: "apple_tv_plus", name: "Apple TV+", offer: .subscription, color: "#000000",
            countries: ["de", "gb", "us"]),
        .init(
            slug: "amazon_prime_video", name: "Prime Video", offer: .subscription, color: "#00a8e1",
            countries: ["de", "gb", "us"]),
        .init(slug: "hulu", name: "Hulu", offer: .subscription, color: "#1ce783", countries: ["us"]),
        .init(slug: "mubi", name: "MUBI", offer: .subscription, color: "#001489", countries: ["de", "gb", "us"]),
        .init(slug: "amc", name: "AMC", offer: .cable, color: "#ffd400", countries: ["us"]),
        .init(slug: "tubi_tv", name: "Tubi", offer: .free, color: "#7408ff", countries: ["us"]),
        .init(slug: "bbc_iplayer", name: "BBC iPlayer", offer: .free, color: "#ff4c98", countries: ["gb"]),
        .init(slug: "channel_4", name: "Channel 4", offer: .free, color: "#aaff89", countries: ["gb"]),
        .init(slug: "ard_mediathek", name: "ARD Mediathek", offer: .free, color: "#00326e", countries: ["de"]),
        .init(slug: "fandango", name: "Fandango", offer: .cinema, color: "#f15500", countries: ["us"]),
        .init(
            slug: "apple_tv", name: "Apple TV Store", offer: .purchase, color: "#333333", countries: ["de", "gb", "us"]),
        .init(
            slug: "amazon_video", name: "Amazon Video", offer: .purchase, color: "#ff9900", countries: ["gb", "us"]),
    ]

    private static let bySlug = Dictionary(all.map { ($0.slug, $0) }) { first, _ in first }

    static func named(_ slugs: [String]) -> [WatchNowSource] { slugs.compactMap { bySlug[$0] } }

    /// The service of a show's network.
    static let ofNetwork = [
        "Netflix": "netflix", "HBO": "hbo_max", "HBO Max": "hbo_max", "Disney+": "disney_plus",
        "Apple TV+": "apple_tv_plus", "Prime Video": "amazon_prime_video", "MGM+": "amazon_prime_video",
        "AMC": "amc", "FX": "hulu", "ABC": "hulu", "FOX": "hulu", "BBC One": "bbc_iplayer",
        "BBC Three": "bbc_iplayer", "Channel 4": "channel_4", "ITV1": "channel_4", "Das Erste": "ard_mediathek",
    ]
}

extension Show {
    /// Where the show can be seen: nowhere before it has begun.
    func watchNowSources(at now: Timestamp) -> [WatchNowSource] {
        guard let firstAired, firstAired <= now else { return [] }
        var slugs = [facts.network.flatMap { WatchNowSource.ofNetwork[$0] } ?? "hulu", "apple_tv"]
        if ["ended", "canceled"].contains(facts.status), id % 3 == 0 { slugs.append("tubi_tv") }
        return WatchNowSource.named(slugs)
    }

    /// A word for what the show is about. Trakt's keywords and subgenres overlap; the sandbox makes no difference.
    var keywords: [String] { facts.subgenres ?? [] }

    /// MyAnimeList knows anime only.
    var malRating: Double? { facts.genres.contains("anime") ? facts.rating : nil }
}

extension Movie {
    private static let services = ["netflix", "hbo_max", "disney_plus", "amazon_prime_video", "hulu", "mubi"]

    /// Where the movie can be seen: first in cinemas, then bought, then with a subscription.
    func watchNowSources(at now: Timestamp) -> [WatchNowSource] {
        guard let day = released.flatMap({ Timestamp($0) }), day <= now else { return [] }
        let isAtHome = digital.flatMap { Timestamp($0) }.map { $0 <= now } ?? (day.adding(days: 90) <= now)
        guard isAtHome else { return WatchNowSource.named(["fandango"]) }
        var slugs = ["apple_tv", "amazon_video"]
        if day.adding(days: 150) <= now { slugs.insert(Self.services[id % Self.services.count], at: 0) }
        if day.year < 1980, id % 2 == 1 { slugs.append("tubi_tv") }
        return WatchNowSource.named(slugs)
    }

    var keywords: [String] { facts.subgenres ?? [] }

    var malRating: Double? { facts.genres.contains("anime") ? facts.rating : nil }

    /// From 0 to 5.
    var letterboxdRating: Double? { facts.votes > 0 ? (facts.rating * 5).rounded() / 10 : nil }
}

/// Where one user looks: the country, and the services they pay for.
struct WatchNowPreference: Sendable {
    /// A value of the `watchnow` filter.
    enum Choice: String, Sendable, CaseIterable {
        case favorites, any
        case anyInAll = "any_all"
        case free
        case freeInAll = "free_all"
        case subscriptions
        case
            subscriptionsInAll = "subscriptions_all"

        var inAllCountries: Bool { [.anyInAll, .freeInAll, .subscriptionsInAll].contains(self) }
    }

    var country = "us"
    /// Like `us-netflix`, or the service alone.
    var favorites: [String] = []

    func allows(_ choice: Choice, _ sources: [WatchNowSource]) -> Bool {
        sources.contains { source in
            guard choice.inAllCountries || source.countries.contains(country) else { return false }
            return switch choice {
            case .favorites: favorites.contains(source.slug) || favorites.contains("\(country)-\(source.slug)")
            case .any, .anyInAll: true
            case .free, .freeInAll: source.offer == .free
            case .subscriptions, .subscriptionsInAll: source.offer == .subscription
            }
        }
    }

    /// The choices of a query or a smart list: any of them is enough. A service's own slug is one too.
    func allows(_ choices: [String], _ sources: [WatchNowSource]) -> Bool {
        choices.isEmpty
            || choices.contains { text in
                guard let choice = Choice(rawValue: text) else { return sources.contains { $0.slug == text } }
                return allows(choice, sources)
            }
    }
}

extension Preferences {
    var watchNow: WatchNowPreference { WatchNowPreference(country: country, favorites: favoriteSources) }
}
