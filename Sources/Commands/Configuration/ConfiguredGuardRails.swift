internal import Automation

/// What is configured of how much a run may do, and how patient it is.
struct ConfiguredGuardRails: Sendable {
    var settleTime = Duration.seconds(150)
    var removalLimits = RemovalLimits.standard
    var dailyPlays = 1000

    /// What holds where nothing is configured.
    init() {}

    init(_ settings: Settings) throws(ConfigurationError) {
        settleTime = try settings.settleTime()
        removalLimits = try settings.removalLimits()
        dailyPlays = try settings.dailyPlays()
    }
}
