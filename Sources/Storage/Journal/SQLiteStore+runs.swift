internal import Foundation
internal import GRDB
package import Journal
internal import Trakt

extension SQLiteStore {
    package func begin(_ run: NewRun) async throws(StoreError) -> Claim {
        let (now, worker, lease) = (parameters.now(), worker.name, parameters.lease)
        return try await write { database in
            let hash = SHA256.hexadecimal(of: run.script)
            try database.run(
                sql: "INSERT OR IGNORE INTO script VALUES (?, ?)", arguments: [hash, Data(run.script)])
            let claim = try RunRow.insert(
                run, script: hash, by: worker, at: now.timeIntervalSince1970, for: lease, database)
            if let rule = run.rule { try RuleRow.begin(rule, run, database) }
            return claim
        }
    }

    package func takeOver(_ run: RunID, forgettingFailures: Bool) async throws(StoreError) -> Claim? {
        try await take(run) { state, database in
            // Only who died needs another attempt at the same.
            try database.run(
                sql: "UPDATE run SET state = 'running', attempt = attempt + ?, ended_at = NULL WHERE id = ?",
                arguments: [state == .running ? 1 : 0, run.number])
            guard forgettingFailures else { return true }
            // What was refused then may be accepted now.
            try EffectRow.replace(.rejected, by: .retry, of: run, database)
            let failures = try database.rows(
                sql: "DELETE FROM step WHERE run = ? AND result = 'failure' RETURNING question, answer",
                arguments: [run.number])
            for hash in failures.flatMap({ [$0["question"], $0["answer"]] as [String] }) {
                try database.dropContent(hash)
            }
            return true
        }
    }

    package func attend(_ run: RunID) async throws(StoreError) -> Claim? {
        try await take(run) { state, _ in state != .running }
    }

    /// Gives this worker a run that nobody has, in a new epoch.
    ///
    /// - Parameter change: what becomes of it then; false when it is not to be had in this state.
    private func take(
        _ run: RunID, _ change: @escaping @Sendable (RunRecord.State, Database) throws -> Bool
    ) async throws(StoreError) -> Claim? {
        let (now, me, lease) = (parameters.now().timeIntervalSince1970, worker, parameters.lease)
        return try await write { database in
            guard
                let row = try database.row(
                    sql: "SELECT id, state, worker, lease_until, epoch FROM run WHERE id = ? AND shortening = 0",
                    arguments: [run.number]),
                Self.isFree(row, now, me), try change(RunRow.state(row), database)
            else { return nil }
            let epoch = (row["epoch"] as Int) + 1
            try database.run(
                sql: "UPDATE run SET epoch = ?, worker = ?, lease_until = ? WHERE id = ?",
                arguments: [epoch, me.name, now + lease, run.number])
            for effect in try EffectRow.fetch(database, "run = ? AND state = 'intent'", [run.number]) {
                try DoubtRow.insert(effect, database)
            }
            try EffectRow.replace(.intent, by: .unknown, of: run, database)
            return Claim(run: run, epoch: epoch)
        }
    }

    /// Whether nobody has a run.
    static func isFree(_ row: Row, _ now: TimeInterval, _ me: Worker) -> Bool {
        guard let worker = row["worker"] as String? else { return true }
        return me.hasLost(Worker.Possession(worker: worker, leaseUntil: row["lease_until"]), at: now)
    }

    package func giveBack(_ claim: Claim) async throws(StoreError) {
        try await write { [self] database in
            try check(claim, database)
            // Who leaves a run in order has not died of it.
            try database.run(
                sql: "UPDATE run SET worker = NULL, attempt = attempt - (state = 'running') WHERE id = ?",
                arguments: [claim.run.number])
        }
    }

    package func renew(_ claim: Claim) async throws(StoreError) {
        let until = parameters.now().timeIntervalSince1970 + parameters.lease
        try await write { [self] database in
            try check(claim, database)
            try database.run(
                sql: "UPDATE run SET lease_until = ? WHERE id = ?", arguments: [until, claim.run.number])
        }
    }

    package func noteRule(_ name: String, _ claim: Claim) async throws(StoreError) {
        try await write { [self] database in
            try check(claim, database)
            // A run that was begun as a rule's stays that one's, however its script calls itself.
            try database.run(
                sql: "UPDATE run SET rule = ? WHERE id = ? AND rule_account IS NULL",
                arguments: [name, claim.run.number])
        }
    }

    package func end(_ claim: Claim, _ ending: RunEnding) async throws(StoreError) {
        let now = parameters.now().timeIntervalSince1970
        let leaseUntil = now + parameters.lease
        try await write { [self] database in
            try check(claim, database)
            if let changes = ending.store {
                try RuleStoreRow.keep(changes, worker, leaseUntil: leaseUntil, database)
            }
            try database.run(
                sql: "UPDATE run SET state = ?, report = ?, output = ?, ended_at = ?, worker = NULL WHERE id = ?",
                arguments: [
                    ending.state.rawValue, Data(ending.report), LogColumn.text(ending.output), now,
                    claim.run.number,
                ])
        }
    }

    package func run(_ id: RunID) async throws(StoreError) -> RunRecord? {
        try await read { try RunRow.fetch($0, "run.id = ?", [id.number]).first }
    }

    package func runs(_ query: RunQuery) async throws(StoreError) -> [RunRecord] {
        try await read { database in
            var conditions = ["1"]
            var arguments = StatementArguments()
            func add(_ condition: String, _ value: some DatabaseValueConvertible) {
                conditions.append(condition)
                arguments += [value]
            }
            if let rule = query.rule { add("rule = ?", rule) }
            if let key = query.key {
                add("rule_account = ?", key.account)
                add("rule = ?", key.name)
            }
            if let account = query.account { add("run.account = ?", account) }
            if let state = query.state { add("run.state = ?", state.rawValue) }
            if query.isUnresolved { conditions.append("unresolved + in_review > 0") }
            return try RunRow.fetch(
                database, conditions.joined(separator: " AND "), arguments, order: "run.id DESC", limit: query.limit)
        }
    }

    package func orphans() async throws(StoreError) -> [RunRecord] {
        let (now, me) = (parameters.now().timeIntervalSince1970, worker)
        return try await read { database in
            let rows = try database.rows(
                sql: "SELECT id, state, worker, lease_until FROM run WHERE state = 'running' ORDER BY id")
            return try rows.filter { Self.isFree($0, now, me) }.flatMap {
                try RunRow.fetch(database, "run.id = ?", [$0["id"] as Int64])
            }
        }
    }
}
