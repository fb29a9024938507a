internal import ArgumentParser
internal import Logging
internal import Trakt

/// How `moonreel serve` writes its log.
struct ServeLogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the log is written: text, json, or auto: text on a terminal, JSON elsewhere.", valueName: "format"))
    var logFormat = ServeLog.Format.auto

    @Option(
        help: ArgumentHelp(
            "What the log leaves out is below this: trace, debug, info, notice, warning, error or critical.",
            valueName: "level"))
    var logLevel = ServeLog.Level.info

    /// - Parameter secrets: what must not be in it, whoever writes it.
    func logger(hiding secrets: [Secret]) -> Logger {
        Logger(label: "moonreel.serve") { _ in ServeLog(logFormat, level: logLevel, hiding: secrets) }
    }
}
