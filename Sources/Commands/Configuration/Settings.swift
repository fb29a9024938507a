package import Automation
internal import Foundation
internal import Journal
internal import Scheduling
internal import Storage
package import Trakt
internal import TraktLua
internal import Wording

/// What is configured: by a flag, else by the environment, else by the file.
package struct Settings: Sendable, Hashable {
    /// Where a value comes from, as the beginning of a sentence about it.
    package enum Origin: Sendable, Hashable, CustomStringConvertible {
        case flag(Setting)
        case environment(Setting)
        case file(Setting, path: String, line: Int)

        package var description: String {
            switch self {
            case .flag(let setting): "--" + setting.rawValue.replacing("_", with: "-")
            case .environment(let setting): setting.variable
            case .file(let setting, let path, let line): "\(setting.rawValue) in \(path), line \(line),"
            }
        }
    }

    package struct Value: Sendable, Hashable {
        package let text: String
        package let origin: Origin

        package init(text: String, origin: Origin) {
            self.text = text
            self.origin = origin
        }
    }

    private var values: [Setting: Value] = [:]
    package let environment: [String: String]
    package let file: ConfigurationFile?

    package init(
        flags: [Setting: String] = [:], environment: [String: String], file: ConfigurationFile? = nil
    ) {
        self.environment = environment
        self.file = file
        for setting in Setting.allCases {
            if let text = flags[setting] {
                values[setting] = Value(text: text, origin: .flag(setting))
            } else if let text = environment[setting.variable], !text.isEmpty {
                values[setting] = Value(text: text, origin: .environment(setting))
            } else if let file, let entry = file.entries[setting] {
                values[setting] = Value(
                    text: entry.text, origin: .file(setting, path: file.path, line: entry.line))
            }
        }
    }

    /// What holds for this process; reads the file.
    package static func current(flags: [Setting: String] = [:]) throws(ConfigurationError) -> Settings {
        let environment = ProcessInfo.processInfo.environment
        let settings = Settings(flags: flags, environment: environment, file: try ConfigurationFile(environment))
        if let warning = settings.warning { Terminal.note(warning) }
        return settings
    }

    package subscript(setting: Setting) -> Value? { values[setting] }

    /// A word about a secret that others may read.
    package var warning: String? {
        guard let file, file.isReadableByOthers else { return nil }
        let hasApp = file.entries[.clientSecret] != nil
        guard hasApp || file.channels.contains(where: \.isSecret) || file.entries[.notifyURL] != nil else { return nil }
        let what = hasApp ? "the app's secret" : "addresses for notices, which are secrets,"
        return "\(file.path) holds \(what) and other users of this machine may read it: chmod 600 \(file.path)"
    }

    // MARK: Typed

    var clientID: String? { values[.clientID]?.text }
    var clientSecret: Secret? { (values[.clientSecret]?.text).map(Secret.init) }
    var redirectURI: String? { values[.redirectURI]?.text }

    /// An account without signing in, for tests and containers. Only in the environment: files are for what lasts.
    var accessToken: Secret? {
        environment["MOONREEL_ACCESS_TOKEN"].flatMap { $0.isEmpty ? nil : Secret($0) }
    }

    func apiURL() throws(ConfigurationError) -> String { try address(.apiURL, "https://api.trakt.tv") }
    func authURL() throws(ConfigurationError) -> String { try address(.authURL, "https://auth.trakt.tv") }
    func websiteURL() throws(ConfigurationError) -> String { try address(.websiteURL, Facts.websiteURL) }

    /// How long one request may take.
    func callTimeout() throws(ConfigurationError) -> Duration { try duration(.callTimeout, .seconds(30)) }

    /// How long after a write whose answer never came the account is looked at.
    func settleTime() throws(ConfigurationError) -> Duration { try duration(.settleTime, .seconds(150)) }

    /// How much a run may remove by itself.
    func removalLimits() throws(ConfigurationError) -> RemovalLimits {
        let standard = RemovalLimits.standard
        return RemovalLimits(
            most: try number(.mostRemovals, standard.most, in: 0...1_000_000),
            share: try number(.mostRemovalsShare, standard.share, in: 0...100))
    }

    /// How many plays may be added to an account in a day.
    func dailyPlays() throws(ConfigurationError) -> Int { try number(.dailyPlays, 1000, in: 0...1_000_000) }

    /// Trakt's limits, with the share of an account's reads that its other apps may have.
    package func rateLimits() throws(ConfigurationError) -> RateLimits.Settings {
        RateLimits.Settings(readsLeftForOthers: try number(.readsLeftForOthers, 20, in: 0...90))
    }

    /// The hosts that scripts may ask besides Trakt.
    package func allowedHosts() throws(ConfigurationError) -> AllowedHosts {
        guard let value = values[.allowedHosts] else { return AllowedHosts() }
        guard let hosts = AllowedHosts(value.text) else { throw .badHosts(value.origin, value.text) }
        return hosts
    }

    /// Where notices go: what the file has, and `default` where an address alone is configured.
    package func channels() throws(ConfigurationError) -> [Channel] {
        let channels = file?.channels ?? []
        guard let value = values[.notifyURL] else { return channels }
        guard let kind = Channel.Kind(address: value.text) else { throw .badChannel(value.origin) }
        return channels.filter { $0.name != "default" } + [Channel("default", kind)]
    }

    /// For how long the journal keeps what.
    func retention() throws(ConfigurationError) -> Retention {
        let standard = Retention()
        return Retention(
            runs: try number(.keepRuns, standard.runs, in: 0...1_000_000),
            days: try number(.keepDays, standard.days, in: 0...36_500))
    }

    /// What the times in schedules are in.
    func zone() throws(ConfigurationError) -> Zone {
        guard let value = values[.timeZone] else { return .system }
        do { return try Zone(named: value.text) } catch { throw .badZone(value.origin, error) }
    }

    /// How often Trakt is asked what changed in an account.
    func pollInterval() throws(ConfigurationError) -> Duration { try duration(.pollInterval, .seconds(300)) }

    /// Where the rules are that run by themselves: folders with colons between them, or the folder `rules` beside the
    /// configuration file.
    package func ruleFolders() -> [String] {
        guard let value = values[.rules] else {
            return BaseDirectory.configuration.path(environment).map { [$0 + "/rules"] } ?? []
        }
        return value.text.split(separator: ":").map { ($0 as NSString).expandingTildeInPath }
    }

    private func duration(_ setting: Setting, _ standard: Duration) throws(ConfigurationError) -> Duration {
        guard let value = values[setting] else { return standard }
        guard let span = TimeSpan(argument: value.text) else { throw .badDuration(value.origin, value.text) }
        return span.duration
    }

    private func number(
        _ setting: Setting, _ standard: Int, in range: ClosedRange<Int>
    ) throws(ConfigurationError) -> Int {
        guard let value = values[setting] else { return standard }
        guard let number = Int(value.text), range.contains(number) else {
            throw .badNumber(value.origin, value.text, range)
        }
        return number
    }

    /// An address without slashes at its end.
    private func address(_ setting: Setting, _ standard: String) throws(ConfigurationError) -> String {
        guard let value = values[setting] else { return standard }
        var text = value.text
        while text.hasSuffix("/") { text.removeLast() }
        guard let components = URLComponents(string: text), ["http", "https"].contains(components.scheme),
            components.host?.isEmpty == false, components.user == nil, components.password == nil,
            components.query == nil, components.fragment == nil
        else { throw .badAddress(value.origin, value.text) }
        return text
    }
}
