import Foundation
import Scheduling
import Testing

/// The expected times are what the laws of these places say, looked up and written by hand.
@Suite("Where clocks are changed")
struct DaylightTests {
    @Test("a time that is skipped runs at the first instant after the gap, once")
    func gap() throws {
        #expect(
            try shown("daily at 02:30", "Europe/Berlin", 3, after: utc("2026-03-28 00:00")) == [
                "2026-03-28 02:30 +01:00", "2026-03-29 03:00 +02:00", "2026-03-30 02:30 +02:00",
            ])
        #expect(
            try shown("30 2 * * *", "America/New_York", 3, after: utc("2026-03-07 00:00")) == [
                "2026-03-07 02:30 -05:00", "2026-03-08 03:00 -04:00", "2026-03-09 02:30 -04:00",
            ])
    }

    @Test("a time that occurs twice runs the first time, once")
    func overlap() throws {
        #expect(
            try shown("daily at 02:30", "Europe/Berlin", 3, after: utc("2026-10-24 00:00")) == [
                "2026-10-24 02:30 +02:00", "2026-10-25 02:30 +02:00", "2026-10-26 02:30 +01:00",
            ])
        // Asked between the two.
        #expect(
            try shown("daily at 02:30", "Europe/Berlin", 1, after: utc("2026-10-25 00:45")) == [
                "2026-10-26 02:30 +01:00"
            ])
    }

    @Test("several times in one gap are one slot")
    func sameInstant() throws {
        #expect(
            try shown("daily at 02:10, 02:50, 03:00", "Europe/Berlin", 2, after: utc("2026-03-29 00:00")) == [
                "2026-03-29 03:00 +02:00", "2026-03-30 02:10 +02:00",
            ])
    }

    @Test("what repeats by the clock runs whenever the clock shows it")
    func repeating() throws {
        #expect(
            try shown("*/30 * * * *", "Europe/Berlin", 4, after: utc("2026-03-29 00:29")) == [
                "2026-03-29 01:30 +01:00", "2026-03-29 03:00 +02:00", "2026-03-29 03:30 +02:00",
                "2026-03-29 04:00 +02:00",
            ])
        #expect(
            try shown("*/30 * * * *", "Europe/Berlin", 5, after: utc("2026-10-25 00:00")) == [
                "2026-10-25 02:30 +02:00", "2026-10-25 02:00 +01:00", "2026-10-25 02:30 +01:00",
                "2026-10-25 03:00 +01:00", "2026-10-25 03:30 +01:00",
            ])
        // An hour that is skipped has no minutes.
        #expect(
            try shown("*/30 2 * * *", "Europe/Berlin", 2, after: utc("2026-03-28 23:00")) == [
                "2026-03-30 02:00 +02:00", "2026-03-30 02:30 +02:00",
            ])
        #expect(
            try shown("0 */2 * * *", "Europe/Berlin", 3, after: utc("2026-03-28 22:30")) == [
                "2026-03-29 00:00 +01:00", "2026-03-29 04:00 +02:00", "2026-03-29 06:00 +02:00",
            ])
    }

    @Test("time that passes takes no notice")
    func every() throws {
        #expect(
            try shown("every 6h", "Europe/Berlin", 3, after: utc("2026-03-28 18:00")) == [
                "2026-03-29 01:00 +01:00", "2026-03-29 08:00 +02:00", "2026-03-29 14:00 +02:00",
            ])
    }

    @Test(
        "each place has its own way",
        arguments: [
            // Half an hour: 02:00 becomes 02:30, and back.
            ("daily at 02:15", "Australia/Lord_Howe", "2026-10-03 00:00", "2026-10-04 02:30 +11:00"),
            ("daily at 01:45", "Australia/Lord_Howe", "2026-04-04 03:00", "2026-04-05 01:45 +11:00"),
            // Midnight does not exist.
            ("daily at 00:00", "America/Havana", "2026-03-08 04:59", "2026-03-08 01:00 -04:00"),
            ("@daily", "Asia/Beirut", "2026-03-28 12:00", "2026-03-29 01:00 +03:00"),
            ("daily at 00:30", "Africa/Cairo", "2026-04-23 12:00", "2026-04-24 01:00 +03:00"),
            ("daily at 00:30", "America/Santiago", "2026-09-05 12:00", "2026-09-06 01:00 -03:00"),
            // The gap lies before midnight.
            ("daily at 23:30", "America/Nuuk", "2026-03-28 12:00", "2026-03-29 00:00 -01:00"),
            // Summer time is the standard there, and winter's is negative daylight saving.
            ("daily at 01:30", "Europe/Dublin", "2026-03-28 12:00", "2026-03-29 02:00 +01:00"),
            ("daily at 01:30", "Europe/Dublin", "2026-10-24 12:00", "2026-10-25 01:30 +01:00"),
            // Back for Ramadan, and on again after it.
            ("daily at 02:30", "Africa/Casablanca", "2026-02-14 12:00", "2026-02-15 02:30 +01:00"),
            ("daily at 02:30", "Africa/Casablanca", "2026-03-21 12:00", "2026-03-22 03:00 +01:00"),
            // Two hours.
            ("daily at 02:30", "Antarctica/Troll", "2026-03-28 12:00", "2026-03-29 03:00 +02:00"),
            // The first to see the day.
            ("daily at 00:00", "Pacific/Kiritimati", "2026-11-29 09:00", "2026-11-30 00:00 +14:00"),
            // Once and for all.
            ("daily at 23:30", "Africa/Juba", "2021-01-31 12:00", "2021-01-31 23:30 +03:00"),
            ("daily at 23:30", "Africa/Juba", "2021-01-31 20:45", "2021-02-01 23:30 +02:00"),
            ("daily at 02:30", "Asia/Gaza", "2026-03-27 12:00", "2026-03-28 03:00 +03:00"),
        ])
    func places(_ text: String, _ zone: String, _ after: String, _ expected: String) throws {
        #expect(try shown(text, zone, 1, after: utc(after)) == [expected])
    }

    @Test("a day that does not exist has no slots: Samoa's 30 December 2011")
    func skippedDay() throws {
        #expect(
            try shown("daily at 07:30", "Pacific/Apia", 3, after: utc("2011-12-29 12:00")) == [
                "2011-12-29 07:30 -10:00", "2011-12-31 07:30 +14:00", "2012-01-01 07:30 +14:00",
            ])
        #expect(
            try shown("0 0 30 * *", "Pacific/Apia", 2, after: utc("2011-11-01 12:00")) == [
                "2011-11-30 00:00 -10:00", "2012-01-30 00:00 +14:00",
            ])
        let schedule = try Schedule("daily at 07:30", zone: Zone(named: "Pacific/Apia"))
        #expect(schedule.previous(before: utc("2011-12-30 12:00")) == utc("2011-12-29 17:30"))
    }

    @Test("a day that comes twice has its slots once: Kwajalein's 30 September 1969")
    func repeatedDay() throws {
        let schedule = try Schedule("daily at 12:00", zone: Zone(named: "Pacific/Kwajalein"))
        #expect(
            schedule.shown(3, after: utc("1969-09-29 12:00")) == [
                "1969-09-30 12:00 +11:00", "1969-10-01 12:00 -12:00", "1969-10-02 12:00 -12:00",
            ])
    }

    @Test("the rule of now holds for ever after", arguments: [2045, 2400, 2817, 9999])
    func later(_ year: Int) throws {
        let schedule = try Schedule("30 2 * mar,oct sunL", zone: Zone(named: "Europe/Berlin"))
        let slots = schedule.shown(2, after: utc("\(year)-01-01 00:00"))
        #expect(slots.map { $0.suffix(12) } == ["03:00 +02:00", "02:30 +02:00"])
        #expect(
            schedule.previous(before: utc("\(year)-04-01 00:00"))
                == schedule.slots(1, after: utc("\(year)-01-01 00:00")).first)
    }
}
