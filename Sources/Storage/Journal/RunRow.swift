internal import Foundation
internal import GRDB
internal import Journal
internal import Trakt

/// A run as its row has it.
enum RunRow {
    static func fetch(
        _ database: Database, _ condition: String, _ arguments: StatementArguments, order: String = "run.id",
        limit: Int? = nil
    ) throws -> [RunRecord] {
        let sql = """
            SELECT run.*, script.source,
                (SELECT count(*) FROM effect WHERE effect.run = run.id AND effect.state IN ('intent', 'unknown'))
                    AS unresolved,
                (SELECT count(*) FROM effect WHERE effect.run = run.id AND effect.state = 'review') AS in_review
            FROM run JOIN script ON script.hash = run.script
            WHERE \(condition) ORDER BY \(order) LIMIT \(limit ?? -1)
            """
        return try database.rows(sql: sql, arguments: arguments).map(record)
    }

    /// Throws where a rule has a run for the same slot, which the index of slots tells.
    static func insert(
        _ run: NewRun, script: String, by worker: String, at now: TimeInterval, for lease: TimeInterval,
        _ database: Database
    ) throws -> Claim {
        let columns: [(String, (any DatabaseValueConvertible)?)] = [
            ("account", run.account), ("user", run.user?.id), ("user_slug", run.user?.slug),
            ("server", try JSONColumn.text(run.server)), ("trigger", try JSONColumn.text(run.trigger)),
            ("rule", run.rule?.name), ("rule_account", run.rule?.account), ("slot", slot(of: run)),
            ("path", run.path), ("script", script), ("arguments", try JSONColumn.text(run.arguments)),
            ("options", try JSONColumn.text(run.options)), ("website", run.websiteURL),
            ("seed", Int64(bitPattern: run.seed)), ("now", run.now.timeIntervalSince1970),
            ("may_remove_anything", run.mayRemoveAnything), ("state", RunRecord.State.running.rawValue),
            ("attempt", 1), ("epoch", 1), ("worker", worker), ("lease_until", now + lease), ("started_at", now),
        ]
        let names = columns.map { "\"\($0.0)\"" }.joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        do {
            try database.run(
                sql: "INSERT INTO run (\(names)) VALUES (\(places))",
                arguments: StatementArguments(columns.map { $0.1 }))
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            guard let rule = run.rule, let slot = run.trigger.slot else { throw error }
            throw StoreError.slotTaken(rule: rule.name, slot: slot)
        }
        return Claim(run: RunID(database.lastInsertedRowID), epoch: 1)
    }

    /// Without a rule there is nothing that a slot could be of.
    private static func slot(of run: NewRun) -> TimeInterval? {
        run.rule == nil ? nil : run.trigger.slot?.timeIntervalSince1970
    }

    private static func record(_ row: Row) throws -> RunRecord {
        let place = "run \(row["id"] as Int64)"
        let source = Array(row["source"] as Data)
        guard SHA256.hexadecimal(of: source) == row["script"] else {
            throw DatabaseError.damage("the script of \(place) is not what was written")
        }
        let run = NewRun(
            account: row["account"], user: user(row),
            server: try JSONColumn.value(Server.self, row, "server", of: place),
            trigger: try JSONColumn.value(Trigger.self, row, "trigger", of: place), rule: rule(row), path: row["path"],
            script: source, arguments: try JSONColumn.value([String].self, row, "arguments", of: place),
            options: try JSONColumn.value([String: String].self, row, "options", of: place),
            websiteURL: row["website"], seed: UInt64(bitPattern: row["seed"] as Int64),
            now: Date(timeIntervalSince1970: row["now"]), mayRemoveAnything: row["may_remove_anything"])
        return RunRecord(
            id: RunID(row["id"]), run: run, rule: row["rule"],
            state: try state(row), attempt: row["attempt"], epoch: row["epoch"],
            startedAt: Date(timeIntervalSince1970: row["started_at"]),
            endedAt: (row["ended_at"] as TimeInterval?).map(Date.init(timeIntervalSince1970:)),
            report: (row["report"] as Data?).map(Array.init),
            output: try LogColumn.lines(row, of: place), unresolved: row["unresolved"],
            inReview: row["in_review"], isShortened: row["shortening"] as Int > 0)
    }

    private static func rule(_ row: Row) -> RuleKey? {
        guard let account = row["rule_account"] as String?, let name = row["rule"] as String? else { return nil }
        return RuleKey(account: account, name: name)
    }

    private static func user(_ row: Row) -> AccountUser? {
        (row["user"] as String?).map { AccountUser(id: $0, slug: row["user_slug"] ?? $0) }
    }

    static func state(_ row: Row) throws -> RunRecord.State {
        guard let state = RunRecord.State(rawValue: row["state"]) else {
            throw DatabaseError.damage("run \(row["id"] as Int64) has the unknown state \(row["state"] as String)")
        }
        return state
    }
}
