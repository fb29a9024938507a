import Foundation
import Scheduling
import Simulation
import TestSupport
import Testing

@Suite("A time zone")
struct ZoneTests {
    @Test("tells when clocks first show a local time or, where they leave it out, a later one")
    func firstShowing() throws {
        let berlin = try Zone(named: "Europe/Berlin")
        // 2026-10-25 02:30 comes twice: at 00:30 and at 01:30 UTC. 2026-03-29 02:30 never comes: clocks go on at 01:00 UTC.
        #expect(berlin.first(showing: 1_792_895_400) == Date(timeIntervalSince1970: 1_792_888_200))
        #expect(berlin.first(showing: 1_774_751_400) == Date(timeIntervalSince1970: 1_774_746_000))
    }

    @Test(
        "that there is not is told, with the one that was meant",
        arguments: [
            (
                "Europe/Berln",
                "There is no time zone \"Europe/Berln\". A time zone is named by its region and city, such as "
                    + "Europe/Berlin, or UTC. Did you mean \"Europe/Berlin\"?"
            ),
            (
                "europe/berlin",
                "There is no time zone \"europe/berlin\". A time zone is named by its region and city, such as "
                    + "Europe/Berlin, or UTC. Did you mean \"Europe/Berlin\"?"
            ),
            (
                "Los Angeles",
                "There is no time zone \"Los Angeles\". A time zone is named by its region and city, such as "
                    + "Europe/Berlin, or UTC. Did you mean \"America/Los_Angeles\"?"
            ),
            (
                "Europe",
                "There is no time zone \"Europe\". A time zone is named by its region and city, such as Europe/Berlin, or "
                    + "UTC."
            ),
            (
                "",
                "There is no time zone \"\". A time zone is named by its region and city, such as Europe/Berlin, or UTC."
            ),
        ])
    func unknown(_ name: String, _ sentence: String) {
        #expect {
            try Zone(named: name)
        } throws: { error in
            // Which names are near depends on the machine's data.
            #expect("\(error)".hasPrefix(sentence))
            return true
        }
    }

    @Test(
        "is never a way to another file",
        arguments: [
            "../../../etc/passwd", "/etc/localtime", "Europe/../Europe/Berlin", "Europe/Berlin\u{0}", ".", "zone.tab",
        ])
    func paths(_ name: String) {
        #expect(throws: ScheduleError.self) { try Zone(named: name) }
    }

    @Test("that counts leap seconds is refused")
    func leapSeconds() throws {
        guard FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/right/Europe/Berlin") else { return }
        #expect {
            try Zone(named: "right/Europe/Berlin")
        } throws: { error in
            "\(error)"
                == "The system's data for the time zone \"right/Europe/Berlin\" counts leap seconds, which other clocks do "
                + "not."
        }
    }

    @Test("is read once, and one for all who name it")
    func once() throws {
        #expect(try Zone(named: "Europe/Berlin") == Zone(named: "Europe/Berlin"))
        #expect(try Zone(named: "UTC") == .utc)
        #expect(try Zone(named: "Europe/Berlin") != Zone(named: "Europe/Paris"))
    }

    @Test("is what the machine says")
    func system() {
        #expect(Zone.system(variable: "Europe/Berlin", localTime: "/none").name == "Europe/Berlin")
        #expect(Zone.system(variable: ":Europe/Berlin", localTime: "/none").name == "Europe/Berlin")
        #expect(Zone.system(variable: "/usr/share/zoneinfo/Asia/Tokyo", localTime: "/none").name == "Asia/Tokyo")
        #expect(Zone.system(variable: "Nowhere", localTime: "/none") == .utc)
        #expect(Zone.system(variable: "", localTime: "/none") == .utc)
        #expect(Zone.system(variable: nil, localTime: "/none") == .utc)
        #expect(Zone.system(variable: nil, localTime: "/usr/share/zoneinfo/Asia/Tokyo").name == "Asia/Tokyo")
    }

    @Test(
        "may be a rule as POSIX writes it, and then shows what the C library shows",
        arguments: [
            "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
            "IST-1GMT0,M10.5.0,M3.5.0/1", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "EET-2EEST,M3.4.4/50,M10.4.4/50",
            "XXX3YYY,J60,J300/1", "XXX-3YYY,59/2,299", "JST-9", "<+14>-14", "<-03>3", "EST5EDT",
        ])
    func rules(_ text: String) throws {
        let zone = Zone.system(variable: text, localTime: "/none")
        #expect(zone.name == text)
        let dumped = try DumpedZone(text, years: 2000...2030)
        var expected = dumped.firstOffset
        for (at, offset) in dumped.changes {
            #expect(zone.offset(at: Date(timeIntervalSince1970: Double(at - 1))) == expected, "before \(at)")
            #expect(zone.offset(at: Date(timeIntervalSince1970: Double(at))) == offset, "at \(at)")
            expected = offset
        }
        #expect(zone.offset(at: utc("2015-01-01 00:00")) != 1)
    }

    @Test(
        "shows at all times what the C library shows",
        arguments: [
            "Europe/Berlin", "Europe/Dublin", "Africa/Casablanca", "America/Nuuk", "Asia/Gaza", "Pacific/Apia",
            "Asia/Tehran",
            "America/Sao_Paulo", "Antarctica/Troll", "Africa/Monrovia", "Asia/Kathmandu", "Europe/Amsterdam",
        ])
    func offsets(_ name: String) throws {
        let zone = try Zone(named: name)
        let dumped = try DumpedZone(name, years: 1850...2150)
        var expected = dumped.firstOffset
        for (at, offset) in dumped.changes {
            #expect(zone.offset(at: Date(timeIntervalSince1970: Double(at - 1))) == expected, "before \(at)")
            #expect(zone.offset(at: Date(timeIntervalSince1970: Double(at))) == offset, "at \(at)")
            expected = offset
        }
    }

    @Test("has the local time in words")
    func localTime() throws {
        #expect(
            LocalTime(utc("2026-07-01 10:00"), in: try Zone(named: "Asia/Kathmandu")).description
                == "2026-07-01 15:45:00 +05:45")
        #expect(
            LocalTime(utc("2026-01-01 02:00"), in: try Zone(named: "America/St_Johns")).description
                == "2025-12-31 22:30:00 -03:30")
        #expect(LocalTime(utc("2026-11-29 00:00"), in: .utc).weekday == 0)
    }
}

@Suite("A zone file")
struct ZoneFileTests {
    @Test("that is damaged is refused or read, and never more", arguments: 0..<20 as Range<UInt64>)
    func damaged(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        try withZones { directory in
            let names = ["Europe/Berlin", "Africa/Casablanca", "UTC", "America/Nuuk"]
            let source = "/usr/share/zoneinfo/" + (names.randomElement(using: &random) ?? "UTC")
            let whole = try Data(contentsOf: URL(fileURLWithPath: source))
            for number in 0..<40 {
                var bytes = whole
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    // Often in the numbers that say how much there is, and in the rule at the end.
                    let place =
                        switch Int.random(in: 0..<3, using: &random) {
                        case 0: Int.random(in: 0..<44, using: &random)
                        case 1: bytes.count - 1 - Int.random(in: 0..<min(40, bytes.count), using: &random)
                        default: Int.random(in: 0..<bytes.count, using: &random)
                        }
                    bytes[place] =
                        [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &random)]
                        .randomElement(using: &random) ?? 0
                }
                if Int.random(in: 0..<4, using: &random) == 0 {
                    bytes = bytes.prefix(Int.random(in: 0...bytes.count, using: &random))
                }
                try bytes.write(to: directory.appending(path: "Zone\(number)"))
                guard let zone = try? Zone(named: "Zone\(number)", in: directory.path) else { continue }
                for text in ["daily at 02:30", "*/30 * * * *"] {
                    let schedule = try Schedule(text, zone: zone)
                    for moment in [-62e9, -4e9, 0, 1.7e9, 4e9, 250e9] {
                        let date = Date(timeIntervalSince1970: moment)
                        if let next = schedule.next(after: date) { #expect(next > date) }
                        if let previous = schedule.previous(before: date) { #expect(previous < date) }
                    }
                }
            }
        }
    }

    @Test(
        "says what is wrong with it",
        arguments: [
            ("not a zone", "The system's data for the time zone \"Zone\" is not a time zone."),
            ("", "The system's data for the time zone \"Zone\" is not a time zone."),
            (
                "TZif2" + String(repeating: "\u{0}", count: 39),
                "The system's data for the time zone \"Zone\" is not a time zone."
            ),
            (
                "TZif" + String(repeating: "\u{0}", count: 40),
                "The system's data for the time zone \"Zone\" is damaged. Install the package tzdata again."
            ),
            (
                "TZif" + String(repeating: "\u{0}", count: 28) + String(repeating: "\u{7f}", count: 12),
                "The system's data for the time zone \"Zone\" is cut short. Install the package tzdata again."
            ),
        ])
    func faults(_ content: String, _ sentence: String) throws {
        try withZones { directory in
            try Data(content.utf8).write(to: directory.appending(path: "Zone"))
            #expect {
                try Zone(named: "Zone", in: directory.path)
            } throws: { error in
                #expect("\(error)" == sentence)
                return true
            }
        }
    }

    @Test("that is short, with a rule for most of the time, says the same as a long one")
    func slim() throws {
        try withZones { directory in
            let compiler = Process()
            compiler.executableURL = URL(fileURLWithPath: "/usr/sbin/zic")
            compiler.arguments = ["-b", "slim", "-d", directory.path, "/usr/share/zoneinfo/tzdata.zi"]
            try compiler.run()
            compiler.waitUntilExit()
            var random = SeededRandom(seed: 5)
            for name in ["Europe/Berlin", "America/New_York", "Africa/Casablanca", "Pacific/Chatham"] {
                let (long, short) = (try Zone(named: name), try Zone(named: name, in: directory.path))
                for _ in 0..<2000 {
                    let date = Date(
                        timeIntervalSince1970: Double(Int.random(in: -3_000_000_000...9_000_000_000, using: &random)))
                    #expect(long.offset(at: date) == short.offset(at: date), "\(name), \(date)")
                }
            }
        }
    }

    @Test("directory that is empty says what to install")
    func empty() throws {
        try withZones { directory in
            #expect {
                try Zone(named: "Europe/Berlin", in: directory.path)
            } throws: { error in
                "\(error)"
                    == "There is no time zone \"Europe/Berlin\". \(directory.path) holds no time zones: install the package "
                    + "tzdata."
            }
        }
    }

    private func withZones(_ body: (URL) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "zones-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory)
    }
}
