import CBaselines
import Foundation

extension [Comparison] {
    /// Plays that a script adds to a sandbox in the same process, each a request and three transactions of the journal,
    /// against transactions of SQLite alone.
    static func effects(of moonreel: String) -> [Comparison] {
        let effects = Effects(start: Start(moonreel: moonreel))
        let commits: @Sendable () throws -> Double = { try Effects.commitsPerSecond() }
        return [
            Comparison(
                name: "journal/effects", unit: .perSecond, baseline: "SQLite: WAL, FULL, a small row per transaction",
                measure: { try effects.perSecond(journal: .fresh) }, measureBaseline: commits),
            Comparison(
                name: "journal/in memory", unit: .perSecond, baseline: "the same; nothing of the journal is on a disk",
                measure: { try effects.perSecond(journal: .impossible) }, measureBaseline: commits),
        ]
    }
}

struct Effects: Sendable {
    let start: Start

    private static let count = 400

    /// How many effects a second, without the program's start.
    func perSecond(journal: Start.Journal) throws -> Double {
        let program = try start.checked
        let script = Start.directory.appending(path: "effects.lua").path
        func milliseconds(_ count: Int) throws -> Double {
            try Start.write(Self.script(count), to: script)
            try Start.use(journal)
            return try Start.milliseconds(program + ["run", "--sandbox", script])
        }
        let (none, all) = (try milliseconds(1), try milliseconds(Self.count + 1))
        return Double(Self.count) / max(all - none, 0.001) * 1000
    }

    private static func script(_ count: Int) -> String {
        """
        for k = 1, \(count) do
          trakt.sync.history.add {
            movies = { { ids = { trakt = 507 }, watched_at = os.date("!%Y-%m-%dT%H:%M:00.000Z", 1300000000 + k * 60) } },
          }
        end
        """
    }

    static func commitsPerSecond() throws -> Double {
        try Start.write("", to: Start.directory.appending(path: "empty.lua").path)
        let file = Start.directory.appending(path: "plain.sqlite").path
        let elapsed = plain_commits(file, Int32(3 * count))
        guard elapsed > 0 else { throw Unavailable("SQLite cannot write \(file)") }
        return Double(3 * count) * 1e9 / Double(elapsed)
    }
}
