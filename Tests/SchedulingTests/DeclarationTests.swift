import Foundation
import Scheduling
import Testing

@Suite("What a rule says of its schedule")
struct DeclarationTests {
    @Test("is a text, or a table with when and how")
    func whole() throws {
        let text = try ScheduleDeclaration(.text("daily at 07:30"), zone: .utc)
        #expect(text.schedule == (try Schedule("daily at 07:30", zone: .utc)))
        #expect(text == ScheduleDeclaration(text.schedule))

        let table = try ScheduleDeclaration(
            .table([
                "cron": .text("*/15 9-17 * * mon-fri"), "tz": .text("Europe/Berlin"), "jitter": .text("30s"),
                "overlap": .text("queue"), "catchup": .text("all"), "catchup_window": .text("2d"),
                "retries": .number(4),
                "timeout": .text("1h30m"), "priority": .number(-3), "pause_after": .number(5),
            ]), zone: .utc)
        #expect(
            table.schedule?.description
                == "every 15 minutes from 09:00 to 17:59 on weekdays, Europe/Berlin")
        #expect(table.jitter == .seconds(30) && table.overlap == .queue && table.catchup == .all(most: 100))
        #expect(table.catchupWindow == .seconds(172_800) && table.retries.attempts == 5)
        #expect(table.timeout == .seconds(5400) && table.priority == -3 && table.pauseAfter == 5)
    }

    @Test("says nothing of what is usual")
    func usual() throws {
        let usual = try ScheduleDeclaration(.table(["every": .text("6h")]), zone: .utc)
        #expect(usual.schedule?.isInterval == true)
        #expect(usual.jitter == nil && usual.overlap == .skip && usual.catchup == .latest && usual.pauseAfter == nil)
        #expect(usual.catchupWindow == .seconds(86_400) && usual.retries.attempts == 3)
        #expect(usual.timeout == .seconds(600) && usual.priority == 0)
    }

    @Test(
        "has times with days",
        arguments: [
            (["at": .text("07:30")], "every day at 07:30, UTC"),
            (["at": .list([.text("07:30"), .text("19:00")])], "every day at 07:30 and 19:00, UTC"),
            (["at": .text("21:00"), "days": .text("mon,thu")], "on Monday and Thursday at 21:00, UTC"),
            (["every": .text("90m")], "every 1 hour and 30 minutes"),
            (["cron": .text("@daily")], "every day at 00:00, UTC"),
            (["cron": .text("0 9 * * *"), "tz": .text("Asia/Tokyo")], "every day at 09:00, Asia/Tokyo"),
        ] as [([String: ScheduleValue], String)])
    func times(_ fields: [String: ScheduleValue], _ words: String) throws {
        #expect(try ScheduleDeclaration(.table(fields), zone: .utc).schedule?.description == words)
    }

    @Test("may lack a time where something else starts the rule")
    func lacking() throws {
        let declaration = try ScheduleDeclaration(
            .table(["timeout": .text("1m")]), zone: .utc, mayLackSchedule: true)
        #expect(declaration.schedule == nil && declaration.timeout == .seconds(60))
        #expect(declaration.delay(rule: "a", of: "person", slot: utc("2026-01-01 00:00")) == .zero)
        #expect(declaration.missed(since: .distantPast, now: .distantFuture).slots.isEmpty)
    }

    @Test("catches up with as many as it says, and has no jitter where it says so")
    func numbers() throws {
        let declaration = try ScheduleDeclaration(
            .table(["every": .text("1h"), "catchup": .table(["all": .number(7)]), "jitter": .number(0)]), zone: .utc)
        #expect(declaration.catchup == .all(most: 7) && declaration.jitter == .zero)
    }

    @Test(
        "is refused with what it takes",
        arguments: [
            (
                .number(5),
                "schedule takes a text or a table, not the number 5. A schedule is \"every 6h\", \"daily at 07:30\", "
                    + "\"mon,thu at 21:00\", \"@hourly\" or a cron expression such as \"0 9 * * mon-fri\"."
            ),
            (
                .table(["crom": .text("* * * * *")]),
                "schedule has no field \"crom\". It has cron, every, at, days, tz, jitter, overlap, catchup, "
                    + "catchup_window, retries, timeout, priority and pause_after. Did you mean \"cron\"?"
            ),
            (
                .table([:]),
                "schedule says nothing of when. It takes one of the fields cron, every and at."
            ),
            (
                .table(["cron": .text("* * * * *"), "at": .text("07:30")]),
                "schedule says when in 2 ways: cron and at. It takes one of the fields cron, every and at."
            ),
            (
                .table(["every": .text("1h"), "days": .text("mon")]),
                "days goes with at alone. Write at = \"07:30\" beside it, or put the days into the cron expression."
            ),
            (
                .table(["cron": .text("daily at 07:30")]),
                "cron takes a cron expression, not \"daily at 07:30\". Write schedule = \"daily at 07:30\", or a table "
                    + "with every or at."
            ),
            (
                .table(["at": .text("25:00")]),
                "In the schedule \"daily at 25:00\", column 10: \"25:00\" is not a time of the day. Times are written "
                    + "07:30 or 07:30:15, from 00:00 to 23:59, several with commas."
            ),
            (
                .table(["at": .list([.number(7)])]),
                "schedule's at takes a time such as \"07:30\", or a list of such, not the number 7."
            ),
            (
                .table(["every": .number(300)]),
                "schedule's every takes a length of time such as \"6h\", not the number 300."
            ),
            (
                .table(["every": .text("6h"), "timeout": .number(600)]),
                "schedule's timeout takes a length of time such as \"10m\", not the number 600. Did you mean \"600s\"?"
            ),
            (
                .table(["every": .text("6h"), "timeout": .text("25h")]),
                "schedule's timeout takes a length of time up to 1d, not \"25h\"."
            ),
            (
                .table(["every": .text("6h"), "jitter": .boolean(true)]),
                "schedule's jitter takes a length of time such as \"30s\", not true."
            ),
            (
                .table(["every": .text("6h"), "overlap": .text("skipp")]),
                "schedule's overlap takes \"skip\", \"queue\", \"restart\" or \"parallel\", not \"skipp\". Did you mean "
                    + "\"skip\"?"
            ),
            (
                .table(["every": .text("6h"), "catchup": .table(["all": .number(0)])]),
                "schedule's catchup takes \"latest\", \"all\", \"none\" or { all = 1 to 10000 }, not a table."
            ),
            (
                .table(["every": .text("6h"), "retries": .number(2.5)]),
                "schedule's retries takes a whole number from 0 to 20, not the number 2.5."
            ),
            (
                .table(["every": .text("6h"), "pause_after": .number(0)]),
                "schedule's pause_after takes a whole number from 1 to 1000, not the number 0."
            ),
            (
                .table(["every": .text("6h"), "tz": .text("Europe/Berln")]),
                "There is no time zone \"Europe/Berln\". A time zone is named by its region and city, such as "
                    + "Europe/Berlin, or UTC. Did you mean \"Europe/Berlin\"?"
            ),
        ] as [(ScheduleValue, String)])
    func refused(_ value: ScheduleValue, _ sentence: String) {
        #expect {
            try ScheduleDeclaration(value, zone: .utc)
        } throws: { error in
            #expect("\(error)" == sentence)
            return true
        }
    }
}
