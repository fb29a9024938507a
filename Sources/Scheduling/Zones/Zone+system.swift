internal import Foundation

extension Zone {
    /// The machine's zone, as it was at the first look: what the variable `TZ` says, else /etc/localtime, else UTC.
    package static let system = system(
        variable: ProcessInfo.processInfo.environment["TZ"], localTime: "/etc/localtime")

    /// - Parameters:
    ///   - variable: `Europe/Berlin`, `:Europe/Berlin`, the path of a zone file, or a rule as POSIX writes it.
    ///   - localTime: the file that is or leads to the zone where the variable is not set.
    package static func system(variable: String?, localTime: String) -> Zone {
        guard let variable else { return zone(ofFile: localTime, or: "local time") ?? .utc }
        let text = variable.hasPrefix(":") ? String(variable.dropFirst()) : variable
        if text.hasPrefix("/") { return zone(ofFile: text, or: text) ?? .utc }
        if let zone = try? Zone(named: text) { return zone }
        guard let rule = DaylightRule(text.utf8) else { return .utc }
        return Zone(name: text, table: OffsetTable(first: rule.standard, changes: [], rule: rule))
    }

    /// The zone that a file leads to, by its name where the name can be told.
    private static func zone(ofFile path: String, or name: String) -> Zone? {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        if let range = target.range(of: "/zoneinfo/", options: .backwards),
            let zone = try? Zone(named: String(target[range.upperBound...]))
        {
            return zone
        }
        guard let bytes = ZoneDirectory.bytes(of: path), let file = try? ZoneFile(bytes) else { return nil }
        return Zone(name: name, table: file.table)
    }
}
