internal import Automation
internal import Foundation
internal import Trakt
internal import Yams

/// A channel for notices as it stands in the configuration file, under `notify`. Its addresses are secrets: whoever has one can
/// send, and none is in any message.
enum ConfiguredChannel {
    /// Every channel of the group.
    static func all(_ group: Node, _ path: String) throws(ConfigurationError) -> [Channel] {
        guard let mapping = group.mapping else {
            throw .invalid(path, line: group.mark?.line ?? 1, "notify takes a group of channels, each with its type")
        }
        var channels: [Channel] = []
        for (name, members) in mapping {
            let place = Place(path: path, line: name.mark?.line ?? 1, name: name.scalar?.string ?? "")
            channels.append(Channel(place.name, try kind(of: members, place)))
        }
        return channels
    }

    /// Where a channel stands.
    private struct Place {
        let path: String
        let line: Int
        let name: String

        func problem(_ sentence: String) -> ConfigurationError {
            .invalid(path, line: line, "the channel \(name) \(sentence)")
        }
    }

    private static let members: [String: Set<String>] = [
        "ntfy": ["url", "topic", "token"], "discord": ["url"], "slack": ["url"], "webhook": ["url"],
        "mail": ["command", "from", "to"],
    ]

    private static func kind(of node: Node, _ place: Place) throws(ConfigurationError) -> Channel.Kind {
        guard let mapping = node.mapping, let type = mapping["type"]?.scalar?.string, let known = members[type] else {
            let types = members.keys.sorted().joined(separator: ", ")
            throw place.problem("needs a type: one of \(types)")
        }
        var values: [String: [String]] = [:]
        for (key, value) in mapping where key.scalar?.string != "type" {
            guard let key = key.scalar?.string, known.contains(key) else {
                throw place.problem("takes \(known.sorted().joined(separator: ", ")) and nothing else")
            }
            values[key] = value.sequence?.compactMap(\.scalar?.string) ?? (value.scalar?.string).map { [$0] } ?? []
        }
        return try kind(type, values, place)
    }

    private static func kind(
        _ type: String, _ values: [String: [String]], _ place: Place
    ) throws(ConfigurationError) -> Channel.Kind {
        func text(_ name: String) throws(ConfigurationError) -> String {
            guard let text = values[name]?.first, !text.isEmpty else { throw place.problem("needs \(name)") }
            return text
        }
        func address(_ standard: String? = nil) throws(ConfigurationError) -> Secret {
            let address: String
            if let given = values["url"]?.first ?? standard { address = given } else { address = try text("url") }
            guard isAddress(address) else {
                throw place.problem("has a url that is no address: it begins with https:// or http://")
            }
            return Secret(address)
        }
        switch type {
        case "ntfy":
            return .ntfy(
                url: try address("https://ntfy.sh"), topic: Secret(try text("topic")),
                token: (values["token"]?.first).map(Secret.init))
        case "discord": return .discord(try address())
        case "slack": return .slack(try address())
        case "webhook": return .webhook(try address())
        default:
            let first = try text("command")
            let all = values["command"] ?? []
            let command = all.count > 1 ? all : words(first)
            guard !command.isEmpty else { throw place.problem("needs command") }
            _ = try text("to")
            return .mail(command: command, from: try text("from"), to: values["to"] ?? [])
        }
    }

    /// A command in one line; no shell reads it, so that there are no quotes.
    private static func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

    static func isAddress(_ text: String) -> Bool {
        guard let components = URLComponents(string: text) else { return false }
        return ["http", "https"].contains(components.scheme) && components.host?.isEmpty == false
            && components.user == nil && components.fragment == nil
    }
}

extension Channel.Kind {
    /// The channel behind an address alone: who knows the services by their hosts need not say more.
    init?(address: String) {
        guard ConfiguredChannel.isAddress(address), let components = URLComponents(string: address) else { return nil }
        let host = components.host?.lowercased() ?? ""
        switch host {
        case _ where ["discord.com", "discordapp.com"].contains(host) || host.hasSuffix(".discord.com"):
            self = .discord(Secret(address))
        case "hooks.slack.com": self = .slack(Secret(address))
        case _ where host.hasPrefix("ntfy."):
            let topic = components.path.split(separator: "/").joined(separator: "/")
            guard !topic.isEmpty, !topic.contains("/") else { return nil }
            var server = components
            (server.path, server.query) = ("", nil)
            guard let url = server.string else { return nil }
            self = .ntfy(url: Secret(url), topic: Secret(topic), token: nil)
        default: self = .webhook(Secret(address))
        }
    }
}
