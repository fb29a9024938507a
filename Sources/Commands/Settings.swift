internal import Foundation

/// What the environment says, in variables that begin with `MOONREEL_`.
package struct Settings: Sendable, Hashable {
    /// Another server in Trakt's place.
    package var apiURL: String?
    package var authURL: String?
    package var clientID: String?
    /// An account without signing in, for tests and containers.
    package var accessToken: String?
    /// How long one request may take, such as `30s`.
    package var callTimeout: String?

    package init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
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
