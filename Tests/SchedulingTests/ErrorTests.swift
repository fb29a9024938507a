import Scheduling
import Testing

@Suite("What is wrong in a schedule")
struct ErrorTests {
    @Test(
        "is told with its column, what would be right, and what was meant",
        arguments: [
            (
                "", 1,
                "In the schedule \"\", column 1: it is empty. A schedule is \"every 6h\", \"daily at 07:30\", \"mon,thu at "
                    + "21:00\", \"@hourly\" or a cron expression such as \"0 9 * * mon-fri\"."
            ),
            (
                "dayly 07:30", 1,
                "In the schedule \"dayly 07:30\", column 1: \"dayly\" begins no form of schedule. A schedule is \"every "
                    + "6h\", \"daily at 07:30\", \"mon,thu at 21:00\", \"@hourly\" or a cron expression such as \"0 9 * * "
                    + "mon-fri\". Did you mean \"daily\"?"
            ),
            (
                "every", 6,
                "In the schedule \"every\", column 6: how often is missing. A length of time is written 90s, 15m, 6h, "
                    + "1h30m or 2d."
            ),
            (
                "every 6x", 7,
                "In the schedule \"every 6x\", column 7: \"6x\" is no length of time. A length of time is written 90s, 15m, "
                    + "6h, 1h30m or 2d."
            ),
            (
                "every 5 minuets", 7,
                "In the schedule \"every 5 minuets\", column 7: \"5 minuets\" is no length of time. A length of time is "
                    + "written 90s, 15m, 6h, 1h30m or 2d. Did you mean \"every 5 minute\"?"
            ),
            (
                "every 500ms", 7,
                "In the schedule \"every 500ms\", column 7: the shortest time between runs is a second. A length of time is "
                    + "written 90s, 15m, 6h, 1h30m or 2d."
            ),
            (
                "every 367d", 7,
                "In the schedule \"every 367d\", column 7: the longest time between runs is 366 days. For a date, write a "
                    + "cron expression such as \"0 9 1 1 *\"."
            ),
            (
                "every monday", 7,
                "In the schedule \"every monday\", column 7: \"monday\" is no length of time. A length of time is written "
                    + "90s, 15m, 6h, 1h30m or 2d. Did you mean \"monday at 07:30\"?"
            ),
            (
                "daily", 6,
                "In the schedule \"daily\", column 6: a time of the day is missing. After the days comes a time, as in "
                    + "\"daily at 07:30\"."
            ),
            (
                "daily at", 9,
                "In the schedule \"daily at\", column 9: a time of the day is missing. Times are written 07:30 or 07:30:15, "
                    + "from 00:00 to 23:59, several with commas."
            ),
            (
                "daily at 25:00", 10,
                "In the schedule \"daily at 25:00\", column 10: \"25:00\" is not a time of the day. Times are written 07:30 "
                    + "or 07:30:15, from 00:00 to 23:59, several with commas."
            ),
            (
                "daily at 7:30, 8", 16,
                "In the schedule \"daily at 7:30, 8\", column 16: \"8\" is not a time of the day. Times are written 07:30 or "
                    + "07:30:15, from 00:00 to 23:59, several with commas."
            ),
            ("daily at 7:30,", 15, "In the schedule \"daily at 7:30,\", column 15: nothing follows."),
            (
                "daily at ,7:30", 10,
                "In the schedule \"daily at ,7:30\", column 10: there is nothing before the comma."
            ),
            (
                "at 07:30", 1,
                "In the schedule \"at 07:30\", column 1: the days are missing. Days are daily, weekdays, weekends or names "
                    + "such as mon,thu and mon-fri. Did you mean \"daily at …\"?"
            ),
            (
                "mon,thr at 07:30", 5,
                "In the schedule \"mon,thr at 07:30\", column 5: \"thr\" is not a day. Days are daily, weekdays, weekends or "
                    + "names such as mon,thu and mon-fri. Did you mean \"thu\"?"
            ),
            (
                "@dayly", 1,
                "In the schedule \"@dayly\", column 1: \"@dayly\" is not known. There are @hourly, @daily, @midnight, "
                    + "@weekly, @monthly, @yearly, @annually and @every 1h. Did you mean \"@daily\"?"
            ),
            ("@daily 07:30", 8, "In the schedule \"@daily 07:30\", column 8: nothing may follow @daily."),
            (
                "0 9 * *", 8,
                "In the schedule \"0 9 * *\", column 8: a cron expression has 5 fields, or 6 with seconds first, and this "
                    + "has 4. They are minute, hour, day of the month, month, day of the week."
            ),
            (
                "0 0 9 * * * *", 13,
                "In the schedule \"0 0 9 * * * *\", column 13: a cron expression has 5 fields, or 6 with seconds first, and "
                    + "this has 7. They are minute, hour, day of the month, month, day of the week."
            ),
            (
                "60 9 * * *", 1,
                "In the schedule \"60 9 * * *\", column 1: 60 is not a minute. Minutes are 0-59, as in 0,30 or 0-29 or "
                    + "*/15."
            ),
            (
                "0  24 * * *", 4,
                "In the schedule \"0  24 * * *\", column 4: 24 is not an hour. Hours are 0-23, as in 9,17 or 9-17 or */6."
            ),
            (
                "0 9 0 * *", 5,
                "In the schedule \"0 9 0 * *\", column 5: 0 is not a day of the month. Days of the month are 1-31, as in "
                    + "1,15 or */2, L for the last, L-3, 15W and LW."
            ),
            (
                "0 9 * feb-13 *", 11,
                "In the schedule \"0 9 * feb-13 *\", column 11: 13 is not a month. Months are 1-12 or jan-dec, as in 6-8 or "
                    + "jan,jul or */3."
            ),
            (
                "0 9 * fbe *", 7,
                "In the schedule \"0 9 * fbe *\", column 7: \"fbe\" is not a month. Months are 1-12 or jan-dec, as in 6-8 or "
                    + "jan,jul or */3. Did you mean \"feb\"?"
            ),
            (
                "0 9 * * 1,8", 11,
                "In the schedule \"0 9 * * 1,8\", column 11: 8 is not a day of the week. Days of the week are 0-7 or "
                    + "sun-sat, as in mon-fri or 6,7, fri#2 and friL."
            ),
            (
                "0 22-2 * * *", 3,
                "In the schedule \"0 22-2 * * *\", column 3: the range 22-2 goes down. Write it as two: 22-23,0-2."
            ),
            (
                "0 0 * * fri-mon", 9,
                "In the schedule \"0 0 * * fri-mon\", column 9: the range fri-mon goes down. Write it as two: "
                    + "fri-sat,sun-mon."
            ),
            (
                "*/0 * * * *", 3,
                "In the schedule \"*/0 * * * *\", column 3: \"0\" is not a step of minutes. A step of minutes is 1-59."
            ),
            (
                "*/90 * * * *", 3,
                "In the schedule \"*/90 * * * *\", column 3: \"90\" is not a step of minutes. A step of minutes is 1-59. Did "
                    + "you mean \"every 90m\"?"
            ),
            (
                "*/ * * * *", 3,
                "In the schedule \"*/ * * * *\", column 3: the step is missing. A step of minutes is 1-59."
            ),
            (
                "1,,2 * * * *", 3,
                "In the schedule \"1,,2 * * * *\", column 3: a minute is missing. Minutes are 0-59, as in 0,30 or 0-29 or "
                    + "*/15."
            ),
            (
                "5- * * * *", 3,
                "In the schedule \"5- * * * *\", column 3: a minute is missing. Minutes are 0-59, as in 0,30 or 0-29 or "
                    + "*/15."
            ),
            (
                "? * * * *", 1,
                "In the schedule \"? * * * *\", column 1: ? stands for any day and not for a minute. Minutes are 0-59, as in "
                    + "0,30 or 0-29 or */15."
            ),
            (
                "0 0 ? * ?", 9,
                "In the schedule \"0 0 ? * ?\", column 9: ? stands in both fields for days. Write * in at least one of them."
            ),
            (
                "0 0 L-31 * *", 7,
                "In the schedule \"0 0 L-31 * *\", column 7: \"31\" is not a number of days before the last of the month. "
                    + "L-1 to L-30 are days before the last."
            ),
            (
                "0 0 * * L", 9,
                "In the schedule \"0 0 * * L\", column 9: L needs a weekday. 5L or friL is the last Friday of the month."
            ),
            (
                "0 0 * * 5#6", 11,
                "In the schedule \"0 0 * * 5#6\", column 11: \"6\" is not a number of a week in the month. 5#1 to 5#5 are "
                    + "the first to the fifth; 5L is the last."
            ),
            (
                "0 0 30 2 *", 5,
                "In the schedule \"0 0 30 2 *\", column 5: this date never comes. No month that is named has such a day: "
                    + "February has 29 days at most, and April, June, September and November have 30."
            ),
            (
                "0 0 31 4,6,9,11 *", 5,
                "In the schedule \"0 0 31 4,6,9,11 *\", column 5: this date never comes. No month that is named has such a "
                    + "day: February has 29 days at most, and April, June, September and November have 30."
            ),
            (
                "0 0 */11 2 1#5", 5,
                "In the schedule \"0 0 */11 2 1#5\", column 5: this date never comes. Both fields for days must match where "
                    + "one begins with *, and no day matches both."
            ),
            (
                "0 0\u{1b} * * *", 3,
                "In the schedule \"0 0\\u{1B} * * *\", column 3: \"0\\u{1B}\" is not an hour. Hours are 0-23, as in 9,17 or "
                    + "9-17 or */6."
            ),
            (
                "0 ٣ * * *", 3,
                "In the schedule \"0 ٣ * * *\", column 3: \"٣\" is not an hour. Hours are 0-23, as in 9,17 or 9-17 or */6."
            ),
        ] as [(String, Int, String)])
    func sentence(_ text: String, _ column: Int, _ sentence: String) {
        #expect {
            try Schedule(text, zone: .utc)
        } throws: { error in
            guard let error = error as? ScheduleError else { return false }
            #expect(error.description == sentence)
            #expect(error.column == column && error.text == text)
            return true
        }
    }

    @Test("a very long text is refused before it is read, and quoted in part")
    func long() {
        let text = "0 " + String(repeating: "9,", count: 100_000) + "9 * * *"
        #expect {
            try Schedule(text, zone: .utc)
        } throws: { error in
            "\(error)".count < 400 && "\(error)".contains("longer than 1000 bytes")
        }
    }
}
