internal import Automation
internal import Foundation
internal import Journal
internal import Scheduling
internal import Trakt

/// How a rule fares.
struct RuleOverview: Sendable {
    /// Nil for one that was never served.
    let record: RuleRecord?
    /// Nil where it cannot be read as it is now.
    let file: RuleFile?
    /// Why its file cannot be used.
    let problem: String?
    var last: RunRecord?
    /// How many calls its runs of the last 24 hours made.
    var callsOfDay = 0

    /// How every rule fares, in the order of their names.
    static func all(_ known: KnownRules, _ journal: any JournalStore, now: Date) async throws -> [RuleOverview] {
        var overviews: [RuleOverview] = []
        let files = Dictionary(known.files.map { (absolute($0.script.path), $0) }) { first, _ in first }
        let broken = Dictionary(known.broken.map { (absolute($0.path), $0.problem) }) { first, _ in first }
        let calls = try await journal.callCounts(since: now - 86_400)
        for record in known.records {
            let path = absolute(record.path)
            var overview = await RuleOverview(record, files[path], broken[path], known)
            var query = RunQuery()
            query.key = record.key
            query.limit = 1
            overview.last = try await journal.runs(query).first
            overview.callsOfDay = calls[record.key] ?? 0
            overviews.append(overview)
        }
        let served = Set(known.records.filter(\.isPresent).map { Self.absolute($0.path) })
        for file in known.files where !served.contains(Self.absolute(file.script.path)) {
            overviews.append(RuleOverview(record: nil, file: file, problem: nil))
        }
        return overviews.sorted { ($0.name, $0.account) < ($1.name, $1.account) }
    }

    private init(record: RuleRecord?, file: RuleFile?, problem: String?) {
        (self.record, self.file, self.problem) = (record, file, problem)
    }

    /// - Parameters:
    ///   - found: what is in its file now, if that is in a folder that was looked at.
    ///   - broken: why that cannot be used.
    private init(_ record: RuleRecord, _ found: RuleFile?, _ broken: String?, _ known: KnownRules) async {
        var (file, problem) = (found?.name == record.key.name ? found : nil, broken)
        if file == nil, problem == nil, record.isPresent {
            do { file = try await RuleFile(reading: record.path, zone: known.zone, by: known.runner) } catch {
                problem = "\(error)"
            }
        }
        self.init(record: record, file: file, problem: problem ?? (record.isPresent ? record.broken : nil))
    }

    private static func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

    // MARK: Facts

    var name: String { record?.key.name ?? file?.name ?? "" }
    var account: String { record?.accountName ?? file?.account ?? "" }
    var path: String { record?.path ?? file?.script.path ?? "" }
    var schedule: String { file?.timingText ?? record?.schedule ?? "" }

    var state: String {
        guard let record else { return "new" }
        if !record.isPresent { return problem == nil ? "gone" : "broken" }
        let words = [record.pause == nil ? nil : "paused", problem == nil ? nil : "broken"].compactMap { $0 }
        return words.isEmpty ? "on" : words.joined(separator: ", ")
    }

    /// When it runs next by its schedule.
    func next(after now: Date) -> Date? {
        guard record?.pause == nil, record?.isPresent ?? true else { return nil }
        return file?.timing.schedule?.next(after: now)
    }

    /// What a person should know of it besides.
    var remarks: [String] {
        var remarks: [String] = []
        if let pause = record?.pause {
            let who = pause.isAutomatic ? "It paused itself" : "It is paused"
            remarks.append("\(name): \(who) since \(pause.since.formatted(.iso8601)): \(pause.reason)")
        }
        if let problem {
            let runs = record?.isPresent == true ? "Its last good version runs on." : "It does not run."
            remarks.append("\(name): \(runs) \(problem)")
        }
        return remarks
    }
}

extension RunRecord {
    /// How many calls it made; nil while it is under way.
    var calls: Int? {
        guard let report, let document = try? JSONValue(parsing: report) else { return nil }
        return ["reads", "writes"].reduce(0) { $0 + Int(document[$1]?.integer ?? 0) }
    }

    /// How long after its time it began; nil where it was for none.
    var lateness: TimeInterval? { run.trigger.slot.map { max(0, startedAt.timeIntervalSince($0)) } }
}
