internal import Journal
internal import Trakt

/// A rule's own table as its script asks for it, and what the run leaves in it.
struct RuleTable: Sendable {
    private let owner: String
    private let isFleeting: Bool
    /// Where the script is, by which a rule without a name is called.
    private let path: String
    private let values: @Sendable (RuleKey) async throws -> [String: [UInt8]]
    /// Whether what the table has can be asked for.
    private let isKnown: Bool

    /// What the table may have in all, in bytes of JSON. The prelude stops a little before: it writes JSON in its own way.
    static let largest = 1 << 20

    /// The table of an account's rule.
    init(of context: RunContext, path: String) {
        owner = context.owner
        isFleeting = context.server == .fleetingSandbox
        self.path = path
        isKnown = true
        values = { [journal = context.journal] in try await journal.values(of: $0) }
    }

    /// The table of a replay, which has what the run was answered and nothing else.
    init(ofReplay path: String) {
        (owner, isFleeting) = ("", true)
        self.path = path
        isKnown = false
        values = { _ in throw RunError.notRecorded("store.open") }
    }

    /// Answers `store.open`: pairs of a key and its value, in the order of their keys' texts.
    func document(for rule: RuleDeclaration?) async throws -> JSONValue {
        let entries = try await values(key(of: rule)).sorted { $0.key < $1.key }.map { key, value in
            JSONValue.array([try JSONValue(parsing: key), try JSONValue(parsing: value)])
        }
        return ["entries": .array(entries)]
    }

    /// What `store.keep` says is to be kept.
    func changes(_ request: JSONValue, by rule: RuleDeclaration?) async throws -> RuleStoreChanges {
        let key = try key(of: rule)
        var values: [String: [UInt8]?] = [:]
        for change in request["changes"]?.array ?? [] {
            guard let entry = change.array, let name = entry.first else { continue }
            values.updateValue(entry.count > 1 ? entry[1].encoded : nil, forKey: name.encodedText)
        }
        let left = isKnown ? try await self.values(key).merging(values.compactMapValues { $0 }) { $1 } : [:]
        let bytes = left.reduce(0) { size, entry in
            values[entry.key] == .some(nil) ? size : size + entry.key.utf8.count + entry.value.count + 4
        }
        guard bytes <= Self.largest else { throw RunError.storeTooLarge(bytes: bytes, most: Self.largest) }
        return RuleStoreChanges(key, values, isFleeting: isFleeting)
    }

    private func key(of rule: RuleDeclaration?) throws(RunError) -> RuleKey {
        guard let rule else { throw .storeWithoutRule }
        return RuleKey(account: owner, name: rule.ruleName(inFile: path))
    }
}

extension RuleStoreChanges {
    /// What an earlier attempt found in the store, by its steps; nil when none has opened it.
    static func found(in steps: [StepRecord]) -> [String: [UInt8]]? {
        guard case .document(let bytes)? = steps.first(where: { $0.name == "store.open" })?.result,
            let entries = (try? JSONValue(parsing: bytes))?["entries"]?.array
        else { return nil }
        let pairs = entries.compactMap(\.array).filter { $0.count == 2 }
        return Dictionary(pairs.map { ($0[0].encodedText, $0[1].encoded) }) { _, last in last }
    }
}
