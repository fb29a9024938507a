public import struct Foundation.Date

/// What a user is watching right now.
public typealias Watching = Entry<MediaItem, WatchingSpan>

/// Since when and until when something is being watched.
public struct WatchingSpan: Codable, Sendable, Hashable {
    public let startedAt: Date?
    public let expiresAt: Date?
    public let action: Play.Action?
}
