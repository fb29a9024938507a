public import struct Foundation.Date

/// A person. Name and ids are there always, the rest with ``Extended/full`` and ``Extended/images``.
public struct Person: Codable, Sendable, Hashable, Identifiable {
    public let name: String
    public let ids: IDs<Person>

    public let biography: String?
    public let birthday: Day?
    public let death: Day?
    public let birthplace: String?
    public let homepage: String?
    public let gender: String?
    public let knownForDepartment: String?
    /// Names on other sites, by site: `instagram`, `wikipedia`, …
    public let socialIds: [String: String?]?
    public let updatedAt: Date?

    public let images: Images?

    public var id: Identifier<Person> { ids.identifier }
}

/// The people of a movie, show, season or episode.
public struct Credits: Codable, Sendable, Hashable {
    public let cast: [CastMember]?
    /// By department: `directing`, `writing`, `visual effects`, …
    public let crew: [String: [CrewMember]]?
    /// With ``Extended/guestStars``.
    public let guestStars: [CastMember]?

    /// Somebody who plays a part.
    public struct CastMember: Codable, Sendable, Hashable {
        public let characters: [String]?
        public let episodeCount: Int?
        public let person: Person
    }

    /// Somebody who does a job.
    public struct CrewMember: Codable, Sendable, Hashable {
        public let jobs: [String]?
        public let episodeCount: Int?
        public let person: Person
    }
}

/// What a person played in or worked on: movies or shows.
public struct Filmography<Title: EntrySubject>: Codable, Sendable, Hashable {
    public let cast: [Entry<Title, Part>]?
    /// By department: `directing`, `writing`, `visual effects`, …
    public let crew: [String: [Entry<Title, Job>]]?
}

/// A part somebody played.
public struct Part: Codable, Sendable, Hashable {
    public let characters: [String]?
    public let episodeCount: Int?
    public let seriesRegular: Bool?
}

/// What somebody worked as.
public struct Job: Codable, Sendable, Hashable {
    public let jobs: [String]?
}
