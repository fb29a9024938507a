internal import Foundation
internal import GRDB
package import Journal

extension SQLiteStore {
    package func intend(
        _ effect: NewEffect, _ claim: Claim, with precautions: Precautions
    ) async throws(StoreError) -> Intention {
        let now = parameters.now()
        return try await write { [self] database in
            try check(claim, database)
            let former = try EffectRow.fetch(database, effect.key, of: claim.run)
            let taken = try Ledger.taken(effect.plays, effect.account, except: former?.id, database)
            guard taken.isEmpty else { return .taken(taken) }
            let asked = effect.plays.count + effect.unlistedPlays
            if let quota = precautions.quota, asked > 0 {
                let had = try Ledger.count(effect.account, since: quota.since, except: former?.id, database)
                guard had + asked <= quota.limit else { return .tooMany(had: had) }
            }
            let id: EffectID
            if var record = former {
                record.effect = effect
                record.effect.before = effect.before ?? former?.effect.before
                record.state = .intent
                record.epoch = claim.epoch
                record.sends += 1
                record.intentAt = now
                record.resolvedAt = nil
                try EffectRow.update(record, database)
                id = record.id
            } else {
                id = try EffectRow.insert(effect, claim, at: now, database)
            }
            try Ledger.add(effect.plays, effect.account, id, database)
            if !effect.plays.isEmpty, former != nil, try !DoubtRow.fetch(database, of: id).isEmpty {
                let due = now.timeIntervalSince1970 + precautions.look / .seconds(1)
                try database.run(sql: "INSERT OR REPLACE INTO look VALUES (?, ?)", arguments: [id.number, due])
            }
            return .made(id)
        }
    }

    package func resolve(
        _ effect: EffectID, _ resolution: EffectResolution, _ claim: Claim
    ) async throws(StoreError) {
        let now = parameters.now()
        try await write { [self] database in
            var record = try own(effect, claim, database)
            record.state = resolution.state
            record.response = resolution.response
            record.note = resolution.note
            record.resolvedAt = now
            record.effect.unlistedPlays = resolution.unlistedPlays ?? record.effect.unlistedPlays
            try EffectRow.update(record, database)
            if resolution.state == .unknown { try DoubtRow.insert(record, database) }
            let (account, addsPlays) = (record.effect.account, !record.effect.plays.isEmpty)
            for play in resolution.gone where addsPlays {
                try Ledger.remove(play, account, of: record.id, database)
            }
            for play in resolution.gone where !addsPlays {
                try Ledger.remove(play, account, removedBy: record, database)
            }
            if resolution.endsDoubts { try DoubtRow.delete(of: record.id, database) }
        }
    }

    package func effect(_ key: StepKey, of run: RunID) async throws(StoreError) -> EffectRecord? {
        try await read { try EffectRow.fetch($0, key, of: run) }
    }

    package func effect(_ id: EffectID) async throws(StoreError) -> EffectRecord? {
        try await read { try EffectRow.fetch($0, "id = ?", [id.number]).first }
    }

    package func effects(of run: RunID) async throws(StoreError) -> [EffectRecord] {
        try await read { try EffectRow.fetch($0, "run = ?", [run.number]) }
    }

    package func effects(in states: Set<EffectState>) async throws(StoreError) -> [EffectRecord] {
        let (now, me) = (parameters.now().timeIntervalSince1970, worker)
        return try await read { database in
            let marks = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
            let records = try EffectRow.fetch(database, "state IN (\(marks))", [])
            return try records.filter { record in
                let row = try database.row(
                    sql: "SELECT state, worker, lease_until FROM run WHERE id = ?",
                    arguments: [record.run.number])
                return row.map { Self.isFree($0, now, me) } ?? true
            }
        }
    }

    // MARK: Later looks

    package func dueLooks() async throws(StoreError) -> [EffectRecord] {
        let now = parameters.now().timeIntervalSince1970
        return try await read { database in
            try EffectRow.fetch(database, "id IN (SELECT effect FROM look WHERE due_at <= ?)", [now])
        }
    }

    package func finishLook(_ effect: EffectID, _ claim: Claim) async throws(StoreError) {
        try await write { [self] database in
            _ = try own(effect, claim, database)
            try database.run(sql: "DELETE FROM look WHERE effect = ?", arguments: [effect.number])
        }
    }

    /// An effect of the run that somebody claims to have. Another run's is none of its business.
    private func own(_ effect: EffectID, _ claim: Claim, _ database: Database) throws -> EffectRecord {
        try check(claim, database)
        let records = try EffectRow.fetch(database, "id = ? AND run = ?", [effect.number, claim.run.number])
        guard let record = records.first else {
            throw StoreError.unusable(path: name, reason: "effect \(effect) is none of run \(claim.run)")
        }
        return record
    }
}
