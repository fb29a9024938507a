internal import Foundation

/// What the environment says, in variables that begin with `MOONREEL_`.
struct Settings: Sendable, Hashable {
    /// Another server in Trakt's place.
    var apiURL: String?
    var authURL: String?
    var clientID: String?
    /// An account without signing in, for tests and containers.
    var accessToken: String?
    /// How long one request may take, such as `30s`.
    var callTimeout: String?

    init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        func value(_ name: String) -> String? {
            environment["MOONREEL_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
        }
        apiURL = value("API_URL")
        authURL = value("AUTH_URL")
        clientID = value("CLIENT_ID")
        accessToken = value("ACCESS_TOKEN")
        callTimeout = value("CALL_TIMEOUT")
    }
}
