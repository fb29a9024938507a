package import Automation
internal import Foundation
package import Scheduling
internal import Storage
internal import Trakt
internal import Wording
internal import Yams

/// `config.yaml`: one setting a line, comments where one likes.
///
/// YAML, because people may comment in it and it has a small library that knows the line of everything it read. Not
/// through swift-configuration: that cannot tell which keys a file has, so a misspelt one would go unnoticed, nor where
/// a value stands, and its YAML compiles the HTTP client and server once more.
package struct ConfigurationFile: Sendable, Hashable {
    /// A value and where it stands.
    package struct Entry: Sendable, Hashable {
        package let text: String
        package let line: Int
    }

    package let path: String
    package private(set) var entries: [Setting: Entry] = [:]
    /// Where notices go.
    package private(set) var channels: [Channel] = []
    /// Whether other users of the machine may read it.
    package let isReadableByOthers: Bool

    /// The file that the environment names; nil where there is none.
    package init?(_ environment: [String: String]) throws(ConfigurationError) {
        guard let directory = BaseDirectory.configuration.path(environment) else { return nil }
        let path = directory + "/config.yaml"
        // A start without a file, which most are, costs this one question.
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let text: String
        do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
            throw .unreadable(path, reason: error.localizedDescription)
        }
        let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        try self.init(text, path: path, isReadableByOthers: (mode ?? 0) & 0o077 != 0)
    }

    package init(_ text: String, path: String, isReadableByOthers: Bool = false) throws(ConfigurationError) {
        self.path = path
        self.isReadableByOthers = isReadableByOthers
        guard let node = try Self.node(text, path) else { return }
        guard let mapping = node.mapping else {
            throw .invalid(path, line: node.mark?.line ?? 1, "this is no setting: write them as name: value")
        }
        for (name, value) in mapping { try add(name, value) }
    }

    /// The one setting that is a group, and that the environment does not have.
    static let channelGroup = "notify"

    private mutating func add(_ name: Node, _ value: Node) throws(ConfigurationError) {
        let line = name.mark?.line ?? 1
        let word = name.scalar?.string ?? ""
        if word == Self.channelGroup {
            if value.tag != Tag(.null) { channels = try ConfiguredChannel.all(value, path) }
            return
        }
        guard let setting = Setting(rawValue: word) else { throw .unknown(path, line: line, word) }
        if setting == .allowedHosts, let hosts = value.sequence {
            let text = hosts.map { $0.scalar?.string ?? "" }.joined(separator: ", ")
            entries[setting] = Entry(text: text, line: line)
            return
        }
        guard let scalar = value.scalar else {
            throw .invalid(path, line: line, "\(word) takes one value, not a list or a group")
        }
        // "client_id:" with nothing behind it.
        guard value.tag != Tag(.null), !scalar.string.isEmpty else { return }
        entries[setting] = Entry(text: scalar.string, line: line)
    }

    private static func node(_ text: String, _ path: String) throws(ConfigurationError) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw .invalid(path, line: mark.line, problem)
            case .duplicatedKeysInMapping(let duplicates, let context):
                let names = duplicates.map { "\($0)" }.joined(separator: ", ")
                throw .invalid(path, line: context.mark.line, "a setting stands there twice: \(names)")
            default: throw .invalid(path, line: 1, "\(error)")
            }
        } catch {
            throw .invalid(path, line: 1, "\(error)")
        }
    }
}

/// What is wrong with how Moonreel is configured.
package enum ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(String, reason: String)
    case invalid(String, line: Int, String)
    case unknown(String, line: Int, String)
    case badAddress(Settings.Origin, String)
    case badDuration(Settings.Origin, String)
    case badNumber(Settings.Origin, String, ClosedRange<Int>)
    case badZone(Settings.Origin, ScheduleError)
    case badHosts(Settings.Origin, String)
    /// What was given is a secret.
    case badChannel(Settings.Origin)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason): return "\(path) cannot be read: \(reason)"
        case .invalid(let path, let line, let problem): return "\(path), line \(line): \(problem)."
        case .unknown(let path, let line, let name):
            let known = Setting.allCases.map(\.rawValue) + [ConfigurationFile.channelGroup]
            let meant = Spelling.nearest(to: name, among: known).map { "did you mean \($0)?" }
            let advice = meant ?? "there are \(known.joined(separator: ", "))."
            return "\(path), line \(line): there is no setting \(name): \(advice)"
        case .badAddress(let origin, let value):
            return "\(origin) is \"\(value)\", which is no address: it begins with https:// or http:// and has no @, ? "
                + "or # in it."
        case .badDuration(let origin, let value):
            return "\(origin) is \"\(value)\", which is no length of time: write it as 30s or 500ms."
        case .badZone(let origin, let error): return "\(origin) names no time zone. \(error)"
        case .badHosts(let origin, let value):
            return "\(origin) is \"\(value)\", which is no list of hosts, such as api.example.org, *.example.net, "
                + "http://192.168.1.2:8123."
        case .badChannel(let origin):
            return "\(origin) is no address that notices could go to: https://ntfy.sh/ and a topic, or the webhook of "
                + "Discord, of Slack or of something else."
        case .badNumber(let origin, let value, let range):
            return
                "\(origin) is \"\(value)\", which is no whole number from \(range.lowerBound) to \(range.upperBound)."
        }
    }
}
