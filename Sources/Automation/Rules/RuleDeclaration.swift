package import Scheduling
package import Trakt
internal import TraktLua
internal import Wording

/// What a rule says of itself before it runs.
struct RuleDeclaration: Sendable, Hashable {
    /// Its name, if it has one.
    let name: String?
    /// What it may change; nil when it does not say, and then it may change everything.
    let writes: Set<Surface>?
    /// How many things a run of it may remove from one part of the account; nil when it does not say, and then what is
    /// configured holds.
    let mostRemovals: Int?
    /// The account it is for, by its name on this machine; nil for the one that is served.
    let account: String?
    /// When it runs by itself, as it wrote that.
    let schedule: ScheduleValue?
    /// The keys of `/sync/last_activities` that let it run when they move.
    let onChange: [String]

    /// Reads the message `rule`; throws a sentence about what is wrong with it.
    init(_ document: JSONValue) throws(RunError) {
        name = try Self.name(document["name"])
        account = document["account"]?.string
        mostRemovals = try Self.mostRemovals(document["removes"])
        schedule = document["schedule"].map(ScheduleValue.init)
        onChange = try Self.activityKeys(document["on_change"])
        writes = try Self.writes(document["writes"])
    }

    static let longestName = 200

    /// A name stands in lines of logs and in tables: it has to be one there.
    private static func name(_ value: JSONValue?) throws(RunError) -> String? {
        guard let name = value?.string else { return nil }
        guard name.unicodeScalars.count <= longestName, name == name.harmless else { throw .badName(name.harmless) }
        return name
    }

    private static func writes(_ value: JSONValue?) throws(RunError) -> Set<Surface>? {
        guard let value, !value.isNull else { return nil }
        guard let names = value.array else { throw .badWrites(value.encodedText) }
        return try surfaces(names)
    }

    private static func surfaces(_ names: [JSONValue]) throws(RunError) -> Set<Surface> {
        var surfaces: Set<Surface> = []
        for value in names {
            guard let surface = value.string.flatMap(Surface.init(rawValue:)) else {
                throw .unknownSurface(value.string ?? value.encodedText)
            }
            surfaces.insert(surface)
        }
        return surfaces
    }

    private static func mostRemovals(_ removes: JSONValue?) throws(RunError) -> Int? {
        guard let removes else { return nil }
        guard let members = removes.object, members.count == 1, let most = members["most"]?.integer, most >= 0 else {
            throw .badRemovals(removes.encodedText)
        }
        return Int(clamping: most)
    }

    /// One key alone may stand without a list around it.
    private static func activityKeys(_ value: JSONValue?) throws(RunError) -> [String] {
        guard let value else { return [] }
        var keys: [String] = []
        for item in value.array ?? [value] {
            guard let key = item.string, ActivityKeys.all.contains(key) else {
                throw .unknownActivity(item.string ?? item.encodedText)
            }
            if !keys.contains(key) { keys.append(key) }
        }
        return keys
    }
}

/// What a rule keeps to in every run: it says so when its file is read, and again when it runs.
package struct RulePromise: Sendable, Hashable {
    let name: String?
    let writes: Set<Surface>?
    let mostRemovals: Int?
}

extension RuleDeclaration {
    var promise: RulePromise { RulePromise(name: name, writes: writes, mostRemovals: mostRemovals) }
}

extension ScheduleValue {
    /// What a script's value says.
    package init(_ value: JSONValue) {
        self =
            switch value {
            case .string(let text): .text(text)
            case .integer(let number): .number(Double(number))
            case .number(let number): .number(number)
            case .boolean(let truth): .boolean(truth)
            case .array(let items): .list(items.map(ScheduleValue.init))
            case .object(let members): .table(members.mapValues(ScheduleValue.init))
            case .null: .text("")
            }
    }
}
