internal import ArgumentParser
package import Foundation
package import Logging
package import Trakt

/// The log of `moonreel serve`: a line for each event, for a person at a terminal or for a program.
package struct ServeLog: LogHandler {
    /// `--log-format`.
    package enum Format: String, CaseIterable, Sendable, ExpressibleByArgument {
        /// Text on a terminal, and JSON elsewhere.
        case auto
        case text
        case json
    }

    /// Below which nothing is written: `--log-level`.
    package enum Level: String, CaseIterable, Sendable, ExpressibleByArgument {
        case trace, debug, info, notice, warning, error, critical
    }

    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level
    private let isJSON: Bool
    private let output: LogOutput
    private let secrecy: LogSecrecy
    private let now: @Sendable () -> Date
    private let zone: TimeZone

    /// - Parameters:
    ///   - descriptor: where it is written, standard error by itself.
    ///   - secrets: what must not be in it, whoever writes it.
    package init(
        _ format: Format = .auto, level: Level = .info, to descriptor: Int32 = STDERR_FILENO,
        hiding secrets: [Secret] = [], zone: TimeZone = .current, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        output = LogOutput(descriptor)
        isJSON =
            switch format {
            case .auto: !output.isTerminal
            case .text: false
            case .json: true
            }
        logLevel = Logger.Level(rawValue: level.rawValue) ?? .info
        secrecy = LogSecrecy(secrets)
        self.now = now
        self.zone = zone
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var facts = metadata
        for more in [metadataProvider?.get(), event.metadata] { facts.merge(more ?? [:]) { $1 } }
        if let error = event.error { facts["error"] = "\(error)" }
        let line = LogEntry(
            time: now(), level: event.level, message: secrecy.cleaned("\(event.message)"),
            fields: facts.sorted { $0.key < $1.key }.map { ($0.key, secrecy.cleaned($0.key, $0.value)) })
        output.write(isJSON ? line.json : line.text(in: zone))
    }
}
