/// What a person can configure: a line of the configuration file, or a variable of the environment.
package enum Setting: String, Sendable, Hashable, CaseIterable {
    case clientID = "client_id"
    case clientSecret = "client_secret"
    case redirectURI = "redirect_uri"
    case apiURL = "api_url"
    case authURL = "auth_url"
    case websiteURL = "website_url"
    case callTimeout = "call_timeout"
    case account
    case mostRemovals = "most_removals"
    case mostRemovalsShare = "most_removals_share"
    case dailyPlays = "daily_plays"
    case readsLeftForOthers = "reads_left_for_others"
    case settleTime = "settle_time"
    case keepRuns = "keep_runs"
    case keepDays = "keep_days"
    case timeZone = "time_zone"
    case pollInterval = "poll_interval"
    case rules
    case notifyURL = "notify_url"
    case allowedHosts = "allowed_hosts"

    /// `MOONREEL_CLIENT_ID` and so on.
    package var variable: String { "MOONREEL_" + rawValue.uppercased() }
}
