/// How the collection changes.
extension SandboxState {
    private static let countedKinds: [MediaKind] = [.movie, .episode]
    private static let texts = ["media_type", "resolution", "hdr", "audio", "audio_channels"]

    /// Adds items. One that is there counts under `updated` when its values change, else under `existing`.
    mutating func addCollection(_ body: JSONValue, for user: Int) throws(Refusal) -> JSONValue {
        let sync = try SyncBody(body, kinds: Self.mediaKinds, meaning: .airedEpisodes, state: self)
        var collection = accounts[user].collection
        var (added, updated, existing) = (KindCounts(), KindCounts(), KindCounts())
        for target in sync.targets {
            let collectedAt = try collectTime(target.extras, of: target.ref)
            let metadata = Self.metadata(of: target.extras)
            guard var known = collection[target.ref] else {
                collection[target.ref] = Collected(
                    collectedAt: collectedAt ?? now, updatedAt: now, metadata: metadata)
                added[target.ref.kind] += 1
                continue
            }
            let merged = known.metadata.merging(metadata) { _, new in new }
            guard merged != known.metadata || (collectedAt ?? known.collectedAt) != known.collectedAt else {
                existing[target.ref.kind] += 1
                continue
            }
            known.metadata = merged
            known.collectedAt = collectedAt ?? known.collectedAt
            known.updatedAt = now
            collection[target.ref] = known
            updated[target.ref.kind] += 1
        }
        let limits = limits(of: user)
        guard added.total == 0 || collection.count <= limits.collection else {
            throw .limitReached(limits.collection, vip: accounts[user].profile.isVIP)
        }
        accounts[user].collection = collection
        for kind in Self.countedKinds where added[kind] + updated[kind] > 0 {
            accounts[user].activities.touch(.collected(kind), at: now)
        }
        return [
            "added": added.json(Self.countedKinds), "updated": updated.json(Self.countedKinds),
            "existing": existing.json(Self.countedKinds), "not_found": sync.notFoundJSON(Self.mediaKinds),
        ]
    }

    mutating func removeCollection(_ body: JSONValue, for user: Int) throws(Refusal) -> JSONValue {
        let sync = try SyncBody(body, kinds: Self.mediaKinds, meaning: .allEpisodes, state: self)
        var deleted = KindCounts()
        for target in sync.targets where accounts[user].collection.removeValue(forKey: target.ref) != nil {
            deleted[target.ref.kind] += 1
        }
        for kind in Self.countedKinds where deleted[kind] > 0 {
            accounts[user].activities.touch(.collected(kind), at: now)
        }
        return ["deleted": deleted.json(Self.countedKinds), "not_found": sync.notFoundJSON(Self.mediaKinds)]
    }

    private func collectTime(_ extras: JSONValue, of ref: MediaRef) throws(Refusal) -> Timestamp? {
        if extras["collected_at"] == "released" { return releaseTime(of: ref) }
        return try extras.date("collected_at")
    }

    private static func metadata(of extras: JSONValue) -> [String: Collected.JSONScalar] {
        var metadata: [String: Collected.JSONScalar] = [:]
        for key in texts { metadata[key] = extras[key]?.string.map(Collected.JSONScalar.text) }
        // One client found `3d` as a number for movies: both forms are taken.
        if let flag = extras["3d"]?.bool ?? extras["3d"]?.int.map({ $0 != 0 }) { metadata["3d"] = .flag(flag) }
        return metadata
    }
}

extension Collected {
    /// The `metadata` of an entry: every key, unknown ones `null`.
    var metadataJSON: JSONValue {
        var json: JSONValue = [:]
        for key in ["media_type", "resolution", "hdr", "audio", "audio_channels"] {
            if case .text(let text) = metadata[key] { json[key] = .string(text) } else { json[key] = .null }
        }
        if case .flag(let flag) = metadata["3d"] { json["3d"] = .bool(flag) } else { json["3d"] = .bool(false) }
        return json
    }
}
