import AsyncHTTPClient
enum TraktPlaceholder { static let c = HTTPClient.Configuration() }
