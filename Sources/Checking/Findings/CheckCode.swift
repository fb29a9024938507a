/// What a check is called: stable words that a comment in a script can name. The guide's page about checks has an example
/// of each.
package enum CheckCode: String, Sendable, Hashable, CaseIterable {
    // Lua
    case syntax
    case unknownGlobal = "unknown-global"
    case globalAssignment = "global-assignment"
    case notAvailable = "not-available"
    case unknownField = "unknown-field"
    case readOnly = "read-only"
    case cannotWait = "cannot-wait"

    // Calls
    case unknownEndpoint = "unknown-endpoint"
    case notCallable = "not-callable"
    case colon
    case unknownParameter = "unknown-parameter"
    case missingParameter = "missing-parameter"
    case tooManyValues = "too-many-values"
    case wrongValue = "wrong-value"
    case noPages = "no-pages"
    case unknownMethod = "unknown-method"

    // Rules
    case ruleRun = "rule-run"
    case ruleField = "rule-field"
    case schedule
    case scheduleDoubt = "schedule-doubt"
    case onChange = "on-change"
    case writes
    case removes
    case options
    case unknownOption = "unknown-option"
    case undeclaredWrite = "undeclared-write"
    case earlyCall = "early-call"
    case noWrites = "no-writes"
    case unusedWrite = "unused-write"

    // Calls that are too many, and Trakt's fair use
    case loopWrite = "loop-write"
    case loopRead = "loop-read"
    case firstPage = "first-page"
    case unboundedWrite = "unbounded-write"
    case repeatedPlays = "repeated-plays"
    case watchedList = "watched-list"
    case smartList = "smart-list"
    case notesDatabase = "notes-database"

    // Comments that silence
    case unusedAllow = "unused-allow"
    case unknownAllow = "unknown-allow"

    /// How much it matters where the script does not expect it.
    package var severity: Severity {
        switch self {
        case .syntax, .unknownGlobal, .notAvailable, .unknownField, .readOnly, .cannotWait, .unknownEndpoint,
            .notCallable, .colon, .unknownParameter, .missingParameter, .tooManyValues, .wrongValue, .noPages,
            .unknownMethod, .ruleRun, .schedule, .onChange, .writes, .removes, .options, .undeclaredWrite,
            .earlyCall:
            .error
        case .globalAssignment, .ruleField, .scheduleDoubt, .unknownOption, .noWrites, .unusedWrite, .loopWrite,
            .loopRead, .firstPage, .unboundedWrite, .repeatedPlays, .watchedList, .smartList, .notesDatabase,
            .unusedAllow, .unknownAllow:
            .warning
        }
    }
}
