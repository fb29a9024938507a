internal import GRDB

/// The tables of the journal, as they grew. A change is a further migration, never an edit of one that was released.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 journal") { database in
            try database.execute(
                sql: """
                    CREATE TABLE script (hash TEXT PRIMARY KEY, source BLOB NOT NULL) WITHOUT ROWID, STRICT;

                    CREATE TABLE run (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        account TEXT NOT NULL, user TEXT, user_slug TEXT, server TEXT NOT NULL, "trigger" TEXT NOT NULL,
                        path TEXT NOT NULL, script TEXT NOT NULL REFERENCES script (hash),
                        arguments TEXT NOT NULL, options TEXT NOT NULL, seed INTEGER NOT NULL, now REAL NOT NULL,
                        rule TEXT, rule_account TEXT, slot REAL, state TEXT NOT NULL, attempt INTEGER NOT NULL, epoch INTEGER NOT NULL,
                        worker TEXT, lease_until REAL NOT NULL, started_at REAL NOT NULL, ended_at REAL,
                        report BLOB, output TEXT NOT NULL DEFAULT '[]', website TEXT,
                        -- 0: the run is whole, 1: it is being shortened, 2: only its changes are left.
                        shortening INTEGER NOT NULL DEFAULT 0, may_remove_anything INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX run_by_rule ON run (rule, id);
                    CREATE INDEX run_of_rule ON run (rule_account, rule, id) WHERE rule_account IS NOT NULL;
                    -- What makes a rule run once for each time, whatever clocks and processes do.
                    CREATE UNIQUE INDEX run_of_slot ON run (rule_account, rule, slot) WHERE slot IS NOT NULL;
                    CREATE INDEX run_under_way ON run (state) WHERE state = 'running';

                    CREATE INDEX run_by_script ON run (script);

                    CREATE TABLE content (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID, STRICT;

                    CREATE TABLE step (
                        run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
                        key TEXT NOT NULL, occurrence INTEGER NOT NULL,
                        asked INTEGER NOT NULL, answered INTEGER NOT NULL, name TEXT NOT NULL,
                        question TEXT NOT NULL, place TEXT, result TEXT NOT NULL, answer TEXT NOT NULL,
                        asked_at REAL NOT NULL, answered_at REAL NOT NULL,
                        PRIMARY KEY (run, key, occurrence)
                    ) WITHOUT ROWID, STRICT;
                    CREATE INDEX step_question ON step (question);
                    CREATE INDEX step_answer ON step (answer);

                    CREATE TABLE effect (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
                        key TEXT NOT NULL, occurrence INTEGER NOT NULL, account TEXT NOT NULL,
                        endpoint TEXT NOT NULL, target TEXT NOT NULL, body BLOB, before BLOB, plays TEXT NOT NULL,
                        unlisted_plays INTEGER NOT NULL,
                        boot TEXT NOT NULL, since_boot INTEGER NOT NULL, state TEXT NOT NULL, epoch INTEGER NOT NULL,
                        response TEXT, note TEXT, sends INTEGER NOT NULL, intent_at REAL NOT NULL, resolved_at REAL,
                        UNIQUE (run, key, occurrence)
                    ) STRICT;
                    CREATE INDEX effect_by_time ON effect (account, intent_at);
                    CREATE INDEX effect_of_account ON effect (account);
                    CREATE INDEX effect_by_moment ON effect (account, boot, since_boot);
                    CREATE INDEX effect_open ON effect (state) WHERE state IN ('intent', 'unknown', 'review', 'retry');

                    -- A play without a date has the smallest minute there is, so that it is unique too. It outlives the
                    -- effect: a rule that adds the same old plays every night must find them in years, too.
                    CREATE TABLE ledger (
                        account TEXT NOT NULL, item TEXT NOT NULL, minute INTEGER NOT NULL,
                        effect INTEGER REFERENCES effect (id) ON DELETE SET NULL,
                        PRIMARY KEY (account, item, minute)
                    ) WITHOUT ROWID, STRICT;
                    CREATE INDEX ledger_of_effect ON ledger (effect);

                    CREATE TABLE doubt (
                        id INTEGER PRIMARY KEY,
                        effect INTEGER NOT NULL REFERENCES effect (id) ON DELETE CASCADE,
                        account TEXT NOT NULL, boot TEXT NOT NULL, since_boot INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX doubt_by_moment ON doubt (account, boot, since_boot);
                    CREATE INDEX doubt_of_effect ON doubt (effect);

                    CREATE TABLE look (
                        effect INTEGER PRIMARY KEY REFERENCES effect (id) ON DELETE CASCADE, due_at REAL NOT NULL
                    ) STRICT;

                    CREATE TABLE rule (
                        account TEXT NOT NULL, name TEXT NOT NULL, account_name TEXT NOT NULL, server TEXT NOT NULL,
                        path TEXT NOT NULL, schedule TEXT, broken TEXT, first_seen REAL NOT NULL, decided REAL NOT NULL,
                        seen TEXT NOT NULL, pause_reason TEXT, paused_at REAL, paused_itself INTEGER,
                        failures INTEGER NOT NULL, skipped INTEGER NOT NULL, is_present INTEGER NOT NULL,
                        worker TEXT NOT NULL, touched_at REAL NOT NULL,
                        PRIMARY KEY (account, name)
                    ) WITHOUT ROWID, STRICT;

                    CREATE TABLE rule_request (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        account TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, asked_at REAL NOT NULL
                    ) STRICT;

                    CREATE TABLE chore (name TEXT PRIMARY KEY, done_at REAL NOT NULL) WITHOUT ROWID, STRICT;
                    """)
        }
        migrator.registerMigration("rule stores", migrate: RuleStoreRow.createTable)
        migrator.registerMigration("notices", migrate: NoticeRow.createTable)
        return migrator
    }
}
