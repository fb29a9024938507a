/// What the manual page says beside what the commands say of themselves.
enum ManualTexts {
    struct Entry: Sendable {
        let name: String
        let meaning: String
    }

    static var environment: [Entry] {
        Setting.allCases.map { Entry(name: $0.variable, meaning: $0.summary) } + [
            Entry(
                name: "MOONREEL_ACCESS_TOKEN",
                meaning: "An account's token, for tests and containers: nobody has to be signed in with it."),
            Entry(
                name: "VISUAL, EDITOR",
                meaning: "The program in which moonreel repl edits texts, the first that is set; vi without them."),
            Entry(name: "TZ", meaning: "The machine's zone, where no other is set; /etc/localtime without it."),
            Entry(
                name: "NO_COLOR", meaning: "When it is set and not empty, nothing is coloured."),
            Entry(name: "XDG_CONFIG_HOME", meaning: "Where the configuration is, instead of ~/.config."),
            Entry(name: "XDG_DATA_HOME", meaning: "Where accounts and journal are, instead of ~/.local/share."),
        ]
    }

    /// What every command takes.
    static let options = [
        Entry(name: "-h, --help", meaning: "Say what the command does and what it takes."),
        Entry(name: "--version", meaning: "Say which moonreel this is."),
    ]

    static let files = [
        Entry(
            name: "~/.config/moonreel/config.yaml",
            meaning: "The configuration: the variables above without MOONREEL_ and in small letters, such as "
                + "client_id, and under notify the channels of notices. With a secret in it, nobody else may read it."),
        Entry(
            name: "~/.config/moonreel/rules",
            meaning: "The rules that run by themselves where no other folder is named."),
        Entry(name: "~/.local/share/moonreel/accounts", meaning: "The accounts that are signed in, with their tokens."),
        Entry(
            name: "~/.local/share/moonreel/journal.sqlite",
            meaning: "What ran, what it asked and was answered, and what it changed."),
    ]

    static let statuses = [
        Entry(name: "0", meaning: "Done."),
        Entry(name: "1", meaning: "The script or a check failed, or what was asked for is not there."),
        Entry(name: "2", meaning: "The command line was wrong."),
        Entry(name: "3", meaning: "Trakt could not be reached, or refused a call."),
        Entry(name: "130", meaning: "Interrupted."),
    ]

    static let examples = [
        Entry(
            name: "moonreel run --sandbox scripts/rules/new-episodes.lua --set days=3",
            meaning: "Run a rule on a Trakt in memory, without an account:"),
        Entry(
            name: "moonreel run rules/new-episodes.lua --plan",
            meaning: "See what it would change in an account:"),
        Entry(name: "moonreel serve --rules rules", meaning: "Run the rules of a folder on their schedules:"),
        Entry(name: "moonreel show last", meaning: "Read what the last run did, call by call:"),
        Entry(name: "moonreel undo last", meaning: "Take back what it changed:"),
    ]
}

extension Setting {
    /// What it says, in a sentence.
    var summary: String {
        switch self {
        case .clientID: "The id of the app at Trakt."
        case .clientSecret: "The app's secret."
        case .redirectURI: "Where Trakt leads a browser back to when somebody signs in."
        case .apiURL: "The address of Trakt, or of what stands in its place."
        case .authURL: "The address for signing in."
        case .websiteURL: "The address of the website, for links."
        case .callTimeout: "How long one request may take, such as 30s."
        case .account: "The account to use."
        case .mostRemovals: "How many things a run may remove from one part of an account (50)."
        case .mostRemovalsShare: "How much of what is there it may remove beyond that, in percent (25)."
        case .dailyPlays: "How many plays may be added to an account in a day (1000)."
        case .readsLeftForOthers: "Which share of an account's reads its other apps may have, in percent (20)."
        case .settleTime: "How long after a lost answer the account is looked at (150s)."
        case .keepRuns: "How many runs the journal keeps whole (100)."
        case .keepDays: "For how many days it keeps them whole (30)."
        case .timeZone: "The zone of times in schedules, such as Europe/Berlin; the machine's without it."
        case .pollInterval: "How often Trakt is asked what changed in an account (5m)."
        case .rules: "The folders of rules that run by themselves, with colons between them."
        case .notifyURL: "Where notices go: an address of ntfy, Discord, Slack or a webhook."
        case .allowedHosts: "The hosts that scripts may ask beside Trakt, with spaces or commas between them."
        }
    }
}
