import Scheduling
import Testing

@Suite("A schedule in words")
struct DescriptionTests {
    @Test(
        "says what was written",
        arguments: [
            ("every 6h", "every 6 hours"),
            ("every 60m", "every hour"),
            ("every 90m", "every 1 hour and 30 minutes"),
            ("every 1d", "every 24 hours"),
            ("daily at 07:30", "every day at 07:30, Europe/Berlin"),
            ("daily at 19:00, 7:30", "every day at 07:30 and 19:00, Europe/Berlin"),
            ("daily at 7:30:15", "every day at 07:30:15, Europe/Berlin"),
            ("mon,thu at 21:00", "on Monday and Thursday at 21:00, Europe/Berlin"),
            ("weekdays at 8:00", "on weekdays at 08:00, Europe/Berlin"),
            ("sat,sun at 8:00", "on weekends at 08:00, Europe/Berlin"),
            ("fri-sun at 8:00", "on Friday, Saturday and Sunday at 08:00, Europe/Berlin"),
            ("@hourly", "every hour, Europe/Berlin"),
            ("@daily", "every day at 00:00, Europe/Berlin"),
            ("@weekly", "on Sunday at 00:00, Europe/Berlin"),
            ("@monthly", "on the 1st at 00:00, Europe/Berlin"),
            ("@yearly", "on the 1st of January at 00:00, Europe/Berlin"),
            ("30 7 * * *", "every day at 07:30, Europe/Berlin"),
            ("* * * * *", "every minute, Europe/Berlin"),
            ("* * * * * *", "every second, Europe/Berlin"),
            ("*/10 * * * * *", "every 10 seconds, Europe/Berlin"),
            ("*/15 * * * *", "every 15 minutes, Europe/Berlin"),
            ("0 * * * *", "every hour, Europe/Berlin"),
            ("15 * * * *", "every hour at minute 15, Europe/Berlin"),
            ("5,35 * * * *", "every hour at minutes 5 and 35, Europe/Berlin"),
            ("0 */6 * * *", "every 6 hours, Europe/Berlin"),
            ("*/15 9-17 * * mon-fri", "every 15 minutes from 09:00 to 17:59 on weekdays, Europe/Berlin"),
            ("* 7 * * *", "every minute from 07:00 to 07:59, Europe/Berlin"),
            ("0 9 1,15 * *", "on the 1st and 15th at 09:00, Europe/Berlin"),
            ("0 9 1 jan,jul *", "on the 1st of January and July at 09:00, Europe/Berlin"),
            ("0 9 * jun *", "every day in June at 09:00, Europe/Berlin"),
            ("0 9 * jun fri", "on Friday in June at 09:00, Europe/Berlin"),
            ("0 9 L * *", "on the last day of the month at 09:00, Europe/Berlin"),
            ("0 9 L-1 * *", "on the last day but one of the month at 09:00, Europe/Berlin"),
            ("0 9 L-3 * *", "on 3 days before the last of the month at 09:00, Europe/Berlin"),
            ("0 9 15W * *", "on the working day nearest to the 15th at 09:00, Europe/Berlin"),
            ("0 9 LW * *", "on the last working day of the month at 09:00, Europe/Berlin"),
            ("0 9 * * fri#2", "on the second Friday of the month at 09:00, Europe/Berlin"),
            ("0 9 * * friL", "on the last Friday of the month at 09:00, Europe/Berlin"),
            ("0 9 13 * fri", "on the 13th or on Friday at 09:00, Europe/Berlin"),
            // What words would not make clearer.
            ("*/7 * * * *", "*/7 * * * *, Europe/Berlin"),
            ("0 9 */2 * fri", "0 9 */2 * fri, Europe/Berlin"),
            (" 1-9,20-40 9 * * * ", "1-9,20-40 9 * * *, Europe/Berlin"),
        ])
    func words(_ text: String, _ words: String) throws {
        #expect(try Schedule(text, zone: Zone(named: "Europe/Berlin")).description == words)
    }

    @Test(
        "warns of what is probably not meant",
        arguments: [
            (
                "0 0 13 * fri",
                "day of the month 13 and day of the week fri are both given, and cron runs on every day that matches one "
                    + "of them; with * in one of the two fields the other alone decides."
            ),
            (
                "0 0 */2 * fri",
                "day of the month */2 and day of the week fri are both given, and cron runs only on days that match "
                    + "both, because one begins with *."
            ),
            (
                "0 0 31 * *",
                "some of the months have no day 31 and are left out; L is the last day of every month."
            ),
            (
                "*/7 * * * *",
                "*/7 minutes begins anew every hour, so the last wait is shorter; \"every 7m\" keeps its length."
            ),
            (
                "0 */5 * * *",
                "*/5 hours begins anew every day, so the last wait is shorter; \"every 5h\" keeps its length."
            ),
            (
                "every 2d",
                "every 48 hours is counted from midnight UTC and moves against the clock when daylight saving changes; "
                    + "for a time of the day write \"daily at 07:30\"."
            ),
        ])
    func warning(_ text: String, _ warning: String) throws {
        #expect(try Schedule(text, zone: .utc).warnings == [warning])
    }

    @Test(
        "warns of nothing that is as it should be",
        arguments: [
            "0 0 13 * *", "0 0 * * fri", "0 0 1-31 * fri", "0 0 28 * *", "0 0 31 jan *", "0 0 31,L * *", "*/15 * * * *",
            "0 */6 * * *", "every 36h", "daily at 07:30", "@daily", "0 0 ? * fri",
        ])
    func nothing(_ text: String) throws {
        #expect(try Schedule(text, zone: .utc).warnings == [])
    }
}
