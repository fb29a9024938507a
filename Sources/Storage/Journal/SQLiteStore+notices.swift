package import Foundation
internal import GRDB
package import Journal

extension SQLiteStore {
    package func queue(
        _ notice: Notice, _ key: StepKey, to channels: [String], _ claim: Claim
    ) async throws(StoreError) {
        let now = parameters.now().timeIntervalSince1970
        try await write { [self] database in
            try check(claim, database)
            for channel in channels {
                try database.run(
                    sql: """
                        INSERT OR IGNORE INTO notice (run, key, occurrence, channel, notice, state, attempts, queued_at, due_at)
                        VALUES (?, ?, ?, ?, ?, 'pending', 0, ?, ?)
                        """,
                    arguments: [
                        claim.run.number, key.content, key.occurrence, channel, JSONColumn.text(notice), now, now,
                    ])
            }
        }
    }

    package func takeNotice(for channel: String) async throws(StoreError) -> NoticeRecord? {
        let (now, lease) = (parameters.now().timeIntervalSince1970, parameters.lease)
        // The lock is the runs': who only looks whether there is something takes none.
        let hasWork = try await read { [worker] database in
            try !NoticeRow.lost(worker, at: now, database).isEmpty || NoticeRow.isDue(for: channel, at: now, database)
        }
        guard hasWork else { return nil }
        return try await write { [worker] database in
            try NoticeRow.endLost(worker, at: now, database)
            let due = try NoticeRow.fetch(
                database, "channel = ? AND notice.state = 'pending' AND due_at <= ?", [channel, now],
                order: "due_at, notice.id", limit: 1)
            guard var record = due.first else { return nil }
            record.state = .sending
            record.attempts += 1
            try database.run(
                sql: "UPDATE notice SET state = 'sending', attempts = ?, worker = ?, lease_until = ? WHERE id = ?",
                arguments: [record.attempts, worker.name, now + lease, record.id.number])
            return record
        }
    }

    package func settle(_ notice: NoticeRecord, _ outcome: NoticeOutcome) async throws(StoreError) {
        let now = parameters.now().timeIntervalSince1970
        try await write { [worker] database in
            let (state, due, reason) = NoticeRow.columns(of: outcome)
            try database.run(
                sql: """
                    UPDATE notice SET state = ?, due_at = coalesce(?, due_at), reason = ?, worker = NULL,
                        resolved_at = iif(? = 'pending', NULL, ?)
                    WHERE id = ? AND state = 'sending' AND attempts = ? AND worker = ?
                    """,
                arguments: [
                    state.rawValue, due, reason, state.rawValue, now, notice.id.number, notice.attempts, worker.name,
                ])
        }
    }

    package func giveUpNotices(queuedBefore moment: Date, notFor channels: [String]) async throws(StoreError) {
        let now = parameters.now().timeIntervalSince1970
        let isLost = """
            state = 'pending' AND queued_at < ? AND channel NOT IN (\(channels.map { _ in "?" }.joined(separator: ", ")))
            """
        let lost = StatementArguments([moment.timeIntervalSince1970]) + StatementArguments(channels)
        let old = try await read { database in
            try database.value(Int.self, sql: "SELECT 1 FROM notice WHERE \(isLost) LIMIT 1", arguments: lost)
        }
        guard old != nil else { return }
        try await write { database in
            try database.run(
                sql: """
                    UPDATE notice SET state = 'given_up', resolved_at = ?,
                        reason = iif(reason IS NULL, '', reason || ', and ') || 'no such channel has been configured since'
                    WHERE \(isLost)
                    """, arguments: [now] + lost)
        }
    }

    package func nextNotice(for channels: [String]) async throws(StoreError) -> Date? {
        try await read { database in
            let rows = try database.rows(
                sql: "SELECT channel, min(due_at) AS due_at FROM notice WHERE state = 'pending' GROUP BY channel")
            let moments = rows.filter { channels.contains($0["channel"]) }.map { $0["due_at"] as TimeInterval }
            return moments.min().map(Date.init(timeIntervalSince1970:))
        }
    }

    package func notices(of run: RunID) async throws(StoreError) -> [NoticeRecord] {
        try await read { try NoticeRow.fetch($0, "notice.run = ?", [run.number]) }
    }
}

/// A notice as its row has it.
enum NoticeRow {
    static func createTable(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE notice (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
                    key TEXT NOT NULL, occurrence INTEGER NOT NULL, channel TEXT NOT NULL, notice TEXT NOT NULL,
                    state TEXT NOT NULL, attempts INTEGER NOT NULL, queued_at REAL NOT NULL, due_at REAL NOT NULL,
                    worker TEXT, lease_until REAL, resolved_at REAL, reason TEXT,
                    UNIQUE (run, key, occurrence, channel)
                ) STRICT;
                CREATE INDEX notice_pending ON notice (channel, due_at) WHERE state = 'pending';
                CREATE INDEX notice_sending ON notice (state) WHERE state = 'sending';
                """)
    }

    /// What a process that is no more was sending.
    static func lost(_ me: Worker, at now: TimeInterval, _ database: Database) throws -> [Int64] {
        try database.rows(sql: "SELECT id, worker, lease_until FROM notice WHERE state = 'sending'").filter { row in
            me.hasLost(Worker.Possession(worker: row["worker"], leaseUntil: row["lease_until"]), at: now)
        }.map { $0["id"] }
    }

    /// It may have arrived.
    static func endLost(_ me: Worker, at now: TimeInterval, _ database: Database) throws {
        for id in try lost(me, at: now, database) {
            try database.run(
                sql: """
                    UPDATE notice SET state = 'unknown', worker = NULL, resolved_at = ?,
                        reason = 'the process that was sending it ended before it knew'
                    WHERE id = ?
                    """, arguments: [now, id])
        }
    }

    static func isDue(for channel: String, at now: TimeInterval, _ database: Database) throws -> Bool {
        let sql = "SELECT 1 FROM notice WHERE channel = ? AND state = 'pending' AND due_at <= ? LIMIT 1"
        return try database.value(Int.self, sql: sql, arguments: [channel, now]) != nil
    }

    static func columns(of outcome: NoticeOutcome) -> (NoticeRecord.State, TimeInterval?, String?) {
        switch outcome {
        case .delivered: (.delivered, nil, nil)
        case .again(let moment, let reason): (.pending, moment.timeIntervalSince1970, reason)
        case .givenUp(let reason): (.givenUp, nil, reason)
        case .unknown(let reason): (.unknown, nil, reason)
        }
    }

    static func fetch(
        _ database: Database, _ condition: String, _ arguments: StatementArguments, order: String = "notice.id",
        limit: Int? = nil
    ) throws -> [NoticeRecord] {
        let sql = """
            SELECT notice.*, run.rule FROM notice JOIN run ON run.id = notice.run
            WHERE \(condition) ORDER BY \(order) LIMIT \(limit ?? -1)
            """
        return try database.rows(sql: sql, arguments: arguments).map(record)
    }

    private static func record(_ row: Row) throws -> NoticeRecord {
        let place = "notice \(row["id"] as Int64)"
        guard let state = NoticeRecord.State(rawValue: row["state"]) else {
            throw DatabaseError.damage("\(place) has the unknown state \(row["state"] as String)")
        }
        return NoticeRecord(
            id: NoticeID(row["id"]), run: RunID(row["run"]), rule: row["rule"],
            key: StepKey(content: row["key"], occurrence: row["occurrence"]), channel: row["channel"],
            notice: try JSONColumn.value(Notice.self, row, "notice", of: place), state: state,
            attempts: row["attempts"], queuedAt: Date(timeIntervalSince1970: row["queued_at"]),
            dueAt: Date(timeIntervalSince1970: row["due_at"]), reason: row["reason"])
    }
}
