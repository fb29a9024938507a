/// Pictures of a title or person, with ``Extended/images``.
///
/// Trakt writes addresses without `https://`, each in an array. They are meant to be cached: loading them straight from
/// Trakt's servers each time is refused.
public struct Images: Codable, Sendable, Hashable {
    public let poster: [String]?
    public let fanart: [String]?
    public let logo: [String]?
    public let clearart: [String]?
    public let banner: [String]?
    public let thumb: [String]?
    public let screenshot: [String]?
    public let headshot: [String]?

    /// An address with its scheme, ready to be loaded: `Images.url(movie.images?.poster)`.
    public static func url(_ addresses: [String]?) -> String? {
        guard let address = addresses?.first, !address.isEmpty else { return nil }
        return address.contains("://") ? address : "https://" + address
    }
}
