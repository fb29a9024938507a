internal import Foundation
internal import Wording

/// Where zone files are.
struct ZoneDirectory {
    let path: String

    init(path: String) { self.path = path }

    /// `TZDIR`, else where systems have it.
    static var ofSystem: ZoneDirectory {
        let path = ProcessInfo.processInfo.environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 }
        return ZoneDirectory(path: path ?? "/usr/share/zoneinfo")
    }

    func table(named name: String) throws(ScheduleError) -> OffsetTable {
        guard Self.isName(name), let bytes = Self.bytes(of: path + "/" + name) else { throw unknown(name) }
        do {
            return try ZoneFile(bytes).table
        } catch {
            throw Self.unusable(name, error)
        }
    }

    /// Never a way out of the directory.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.contains("..")
            && name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "+"):
                    true
                default: false
                }
            }
    }

    /// A file's content; nil for what is no file, or too long for a zone.
    static func bytes(of path: String) -> [UInt8]? {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue,
            let file = FileHandle(forReadingAtPath: path)
        else { return nil }
        // Reading at the end gives nil, as of an empty file.
        guard let data = try? file.read(upToCount: mostBytes + 1) ?? Data(), data.count <= mostBytes else { return nil }
        return Array(data)
    }

    private static let mostBytes = 1 << 20

    static func unusable(_ name: String, _ fault: ZoneFile.Fault) -> ScheduleError {
        let reason =
            switch fault {
            case .notAZone: "is not a time zone"
            case .cutShort: "is cut short"
            case .contradictory: "is damaged"
            case .leapSeconds: "counts leap seconds, which other clocks do not"
            }
        return ScheduleError(
            text: name, problem: "The system's data for the time zone \(quoted(name)) \(reason)",
            accepted: fault == .cutShort || fault == .contradictory ? "Install the package tzdata again" : nil)
    }

    private func unknown(_ name: String) -> ScheduleError {
        let names = names
        return ScheduleError(
            text: name, problem: "There is no time zone \(quoted(name))",
            accepted: names.isEmpty
                ? "\(path) holds no time zones: install the package tzdata"
                : "A time zone is named by its region and city, such as Europe/Berlin, or UTC",
            suggestion: suggestion(for: name, among: names))
    }

    private func suggestion(for name: String, among names: [String]) -> String? {
        if let near = Spelling.nearest(to: name, among: names) { return near }
        // The city alone.
        let city = name.lowercased().replacing(" ", with: "_")
        return names.first { $0.lowercased().hasSuffix("/" + city) }
    }

    /// The names of all zones here.
    var names: [String] {
        guard let files = FileManager.default.enumerator(atPath: path) else { return [] }
        return files.compactMap { $0 as? String }
            .filter { name in
                name.first?.isUppercase == true && !name.contains(".") && !name.hasPrefix("SystemV")
                    && Self.isZone(path + "/" + name)
            }
            .sorted()
    }

    private static func isZone(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path), let start = try? file.read(upToCount: 4) else {
            return false
        }
        return start.elementsEqual("TZif".utf8)
    }
}
