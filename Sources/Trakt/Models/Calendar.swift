public import struct Foundation.Date

/// An episode in a calendar.
public struct CalendarEpisode: Codable, Sendable, Hashable {
    /// When it airs, whatever the viewer's zone.
    public let firstAired: Date?
    public let episode: Episode
    public let show: Show
}

/// A movie in a calendar.
public struct CalendarMovie: Codable, Sendable, Hashable {
    public let released: Day?
    public let movie: Movie
}
