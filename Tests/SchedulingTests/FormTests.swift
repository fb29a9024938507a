import Foundation
import Scheduling
import Testing

@Suite("What is written says when it runs")
struct FormTests {
    /// Monday.
    private let start = utc("2026-11-30 10:00")

    @Test(
        "Each form has the slots that it names",
        arguments: [
            ("every 6h", ["11-30 12:00", "11-30 18:00", "12-01 00:00"]),
            ("every 90m", ["11-30 10:30", "11-30 12:00", "11-30 13:30"]),
            ("EVERY 1h30m", ["11-30 10:30", "11-30 12:00", "11-30 13:30"]),
            ("every 15 minutes", ["11-30 10:15", "11-30 10:30", "11-30 10:45"]),
            ("every hour", ["11-30 11:00", "11-30 12:00", "11-30 13:00"]),
            ("every 2 hours", ["11-30 12:00", "11-30 14:00", "11-30 16:00"]),
            ("@every 1h", ["11-30 11:00", "11-30 12:00", "11-30 13:00"]),
            ("@every 19m", ["11-30 10:12", "11-30 10:31", "11-30 10:50"]),
            ("daily at 07:30", ["12-01 07:30", "12-02 07:30", "12-03 07:30"]),
            ("daily at 7:30, 19:00", ["11-30 19:00", "12-01 07:30", "12-01 19:00"]),
            ("daily at 19:00,7:30 and 12:00", ["11-30 12:00", "11-30 19:00", "12-01 07:30"]),
            ("every day at 07:30", ["12-01 07:30", "12-02 07:30", "12-03 07:30"]),
            ("mon,thu at 21:00", ["11-30 21:00", "12-03 21:00", "12-07 21:00"]),
            ("Monday and Thursday at 21:00", ["11-30 21:00", "12-03 21:00", "12-07 21:00"]),
            ("mon, thu at 21:00", ["11-30 21:00", "12-03 21:00", "12-07 21:00"]),
            ("weekdays at 8:00", ["12-01 08:00", "12-02 08:00", "12-03 08:00"]),
            ("weekends at 8:00", ["12-05 08:00", "12-06 08:00", "12-12 08:00"]),
            ("fri-mon at 8:00", ["12-04 08:00", "12-05 08:00", "12-06 08:00"]),
            ("  tue   at  08:00 ", ["12-01 08:00", "12-08 08:00", "12-15 08:00"]),
            ("@hourly", ["11-30 11:00", "11-30 12:00", "11-30 13:00"]),
            ("@daily", ["12-01 00:00", "12-02 00:00", "12-03 00:00"]),
            ("@Midnight", ["12-01 00:00", "12-02 00:00", "12-03 00:00"]),
            ("@weekly", ["12-06 00:00", "12-13 00:00", "12-20 00:00"]),
            ("@monthly", ["12-01 00:00", "01-01 00:00", "02-01 00:00"]),
            ("@yearly", ["01-01 00:00", "01-01 00:00", "01-01 00:00"]),
            ("@annually", ["01-01 00:00", "01-01 00:00", "01-01 00:00"]),
            ("30 7 * * *", ["12-01 07:30", "12-02 07:30", "12-03 07:30"]),
            ("*/15 9-17 * * mon-fri", ["11-30 10:15", "11-30 10:30", "11-30 10:45"]),
            ("0,30 */6 * * *", ["11-30 12:00", "11-30 12:30", "11-30 18:00"]),
            ("5/20 10 * * *", ["11-30 10:05", "11-30 10:25", "11-30 10:45"]),
            ("0 0 1,15 * *", ["12-01 00:00", "12-15 00:00", "01-01 00:00"]),
            ("0 0 L * *", ["12-31 00:00", "01-31 00:00", "02-28 00:00"]),
            ("0 0 L-3 * *", ["12-28 00:00", "01-28 00:00", "02-25 00:00"]),
            ("0 0 15W * *", ["12-15 00:00", "01-15 00:00", "02-15 00:00"]),
            // 1 August 2027 is a Sunday, and 1 May a Saturday.
            ("0 0 1W may,aug ?", ["05-03 00:00", "08-02 00:00", "05-01 00:00"]),
            ("0 0 LW * *", ["11-30 00:00", "12-31 00:00", "01-29 00:00"].dropFirst() + ["02-26 00:00"]),
            ("0 0 * * fri#2", ["12-11 00:00", "01-08 00:00", "02-12 00:00"]),
            ("0 0 * * 5L", ["12-25 00:00", "01-29 00:00", "02-26 00:00"]),
            ("0 0 * * sunL", ["12-27 00:00", "01-31 00:00", "02-28 00:00"]),
            ("0 0 * * 7", ["12-06 00:00", "12-13 00:00", "12-20 00:00"]),
            ("0 0 * * sat-sun", ["12-05 00:00", "12-06 00:00", "12-12 00:00"]),
            ("0 0 29 2 *", ["02-29 00:00", "02-29 00:00", "02-29 00:00"]),
            ("0 0 13 * fri", ["12-04 00:00", "12-11 00:00", "12-13 00:00"]),
            ("0 0 */10 * fri", ["12-11 00:00", "01-01 00:00", "05-21 00:00"]),
            ("0 12 ? * mon", ["11-30 12:00", "12-07 12:00", "12-14 12:00"]),
            ("0 12 1 * ?", ["12-01 12:00", "01-01 12:00", "02-01 12:00"]),
            ("0 0 1 JAN-mar *", ["01-01 00:00", "02-01 00:00", "03-01 00:00"]),
        ] as [(String, [String])])
    func slots(_ text: String, _ expected: [String]) throws {
        let shown = try Schedule(text, zone: .utc).shown(3, after: start)
        #expect(shown.map { $0.dropFirst(5).prefix(11) } == expected.map { $0[...] })
    }

    @Test("Six fields begin with seconds")
    func seconds() throws {
        let schedule = try Schedule("*/20 5 10 * * *", zone: .utc)
        #expect(
            schedule.slots(4, after: start) == [
                utc("2026-11-30 10:05:00"), utc("2026-11-30 10:05:20"), utc("2026-11-30 10:05:40"),
                utc("2026-12-01 10:05:00"),
            ])
    }

    @Test("A slot is strictly after and strictly before, also between two seconds")
    func strict() throws {
        let schedule = try Schedule("every 10s", zone: .utc)
        let slot = utc("2026-11-30 10:00:10")
        #expect(schedule.next(after: slot) == slot + 10)
        #expect(schedule.previous(before: slot) == slot - 10)
        #expect(schedule.next(after: slot - 0.001) == slot)
        #expect(schedule.previous(before: slot + 0.001) == slot)
    }

    @Test("What is counted in time that passes stays where it is before 1970, too")
    func early() throws {
        let schedule = try Schedule("every 6h", zone: .utc)
        #expect(schedule.next(after: utc("1969-12-31 18:00")) == utc("1970-01-01 00:00"))
        #expect(schedule.previous(before: utc("1969-12-31 18:00")) == utc("1969-12-31 12:00"))
    }

    @Test("There is no slot outside of the years 1 to 9999", arguments: ["every 6h", "daily at 07:30", "* * * * *"])
    func ends(_ text: String) throws {
        let schedule = try Schedule(text, zone: Zone(named: "Europe/Berlin"))
        #expect(schedule.next(after: Date(timeIntervalSince1970: 253_402_300_799)) == nil)
        #expect(schedule.next(after: Date(timeIntervalSince1970: 1e300)) == nil)
        #expect(schedule.next(after: Date(timeIntervalSince1970: .infinity)) == nil)
        #expect(schedule.previous(before: Date(timeIntervalSince1970: -1e300)) == nil)
        let first = try #require(schedule.next(after: Date(timeIntervalSince1970: -1e300)))
        #expect(first < Date(timeIntervalSince1970: -62_135_596_800 + 86_401))
        let last = try #require(schedule.previous(before: Date(timeIntervalSince1970: .infinity)))
        #expect(last > Date(timeIntervalSince1970: 253_402_300_799 - 86_401))
    }

    @Test("Only time that passes is an interval")
    func interval() throws {
        #expect(try Schedule("every 6h", zone: .utc).isInterval)
        #expect(try Schedule("@every 6h", zone: .utc).isInterval)
        #expect(try !Schedule("0 */6 * * *", zone: .utc).isInterval)
    }
}
