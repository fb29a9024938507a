internal import Journal
internal import Trakt

/// What changes made so far is really called, beside what their list calls it.
struct MadeObjects: Sendable {
    private var ids: [Int64: Int64] = [:]
    private var slugs: [String: String] = [:]
    /// Whether what nobody made stays as it is called, because it may be made yet.
    private let leavesUnknown: Bool

    init(leavesUnknown: Bool = false) { self.leavesUnknown = leavesUnknown }

    /// Notes what a change made, from Trakt's answer.
    mutating func note(_ planned: PlannedObject?, _ answer: JSONValue) {
        guard let planned, let id = answer["ids"]?["trakt"]?.integer ?? answer["id"]?.integer else { return }
        ids[planned.id] = id
        // By the number, which stays also where Trakt makes another slug of the name.
        if let slug = planned.slug { slugs[slug] = String(id) }
    }

    /// Learns what others were told.
    mutating func take(_ other: MadeObjects) {
        ids.merge(other.ids) { _, new in new }
        slugs.merge(other.slugs) { _, new in new }
    }

    /// The call about what is really there.
    func call(for call: Call) -> Call {
        guard !ids.isEmpty else { return call }
        let change = Change(EffectRequest(endpoint: call.endpoint.id, target: call.target, body: call.body))
        var real = self.call(for: change) ?? call
        (real.page, real.limit) = (call.page, call.limit)
        return real
    }

    /// The call that makes a change, about what is really there; nil when it names what was never made.
    func call(for change: Change) -> Call? {
        guard let call = change.call else { return nil }
        let parts = change.request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var target = ""
        for (part, name) in zip(parts[0].split(separator: "/"), call.endpoint.path.split(separator: "/")) {
            guard let segment = real(String(part), in: name) else { return nil }
            target += "/" + segment
        }
        if parts.count > 1 { target += "?" + parts[1] }
        guard let bytes = change.request.body else { return Call(endpoint: call.endpoint, target: target, body: nil) }
        guard let document = try? JSONValue(parsing: bytes) else { return nil }
        guard let body = real(document) else { return nil }
        // Bytes that say the same stay the same.
        return Call(endpoint: call.endpoint, target: target, body: body == document ? bytes : body.encoded)
    }

    private func real(_ segment: String, in parameter: Substring) -> String? {
        if PlannedIDs.isOne(segment) { return Int64(segment).flatMap(real).map(String.init) }
        return parameter == "{list_id}" ? slugs[PercentEncoding.decode(segment)] ?? segment : segment
    }

    private func real(_ id: Int64) -> Int64? { ids[id] ?? (leavesUnknown ? id : nil) }

    private func real(_ value: JSONValue) -> JSONValue? {
        switch value {
        case .integer(let id) where PlannedIDs.isOne(id): return real(id).map { .integer($0) }
        case .array(let elements):
            let real = elements.compactMap(real)
            return real.count == elements.count ? .array(real) : nil
        case .object(let members):
            let real = members.compactMapValues(real)
            return real.count == members.count ? .object(real) : nil
        default: return value
        }
    }
}
