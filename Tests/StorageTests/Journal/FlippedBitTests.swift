import Foundation
import Journal
import Simulation
import Storage
import TestSupport
import Testing

/// What a bad disk does. `MOONREEL_FLIPPED_BITS` says how many bits of each page are tried, `MOONREEL_TEST_SEED` which.
@Suite("A bit that flips on the disk")
struct FlippedBitTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let bitsPerPage = environment["MOONREEL_FLIPPED_BITS"].flatMap { Int($0) } ?? 1
    private static let seed =
        environment["MOONREEL_TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 0..<1_000_000)

    @Test("in any page is an error, or changes nothing that is read")
    func pages() async throws {
        try await withJournalFile { path in
            let truth = try await fill(path)
            let bytes = try Data(contentsOf: URL(filePath: path))
            var random = SeededRandom(seed: Self.seed)
            var errors = 0
            var flips = 0
            let pages = bytes.count / 4096
            for page in 0..<pages {
                for _ in 0..<Self.bitsPerPage {
                    let bit = Int(random.next() % (4096 * 8))
                    errors += try await isError(page * 4096 * 8 + bit, bytes, truth, path) ? 1 : 0
                    flips += 1
                }
            }
            #expect(pages > 50)
            #expect(errors == flips, "every page is in use; seed \(Self.seed)")
        }
    }

    @Test("anywhere in the file's header is an error, or changes nothing that is read")
    func header() async throws {
        try await withJournalFile { path in
            let truth = try await fill(path, runs: 1)
            let bytes = try Data(contentsOf: URL(filePath: path))
            for bit in 0..<(100 * 8) where Self.bitsPerPage > 7 || bit % 8 == bit / 8 % 8 {
                _ = try await isError(bit, bytes, truth, path)
            }
        }
    }

    @Test("in the log that a killed program has left is an error, or changes nothing that is read")
    func log() async throws {
        try await withJournalFile { path in
            let store = try SQLiteStore.open(path, Everything.parameters)
            try await write(3, store)
            // As a program that was killed leaves them.
            let killed = path + ".killed/journal.sqlite"
            try copy(path, killed)
            let truth = try await Everything(in: SQLiteStore.open(copied(killed, "truth"), Everything.parameters))
            let log = try Data(contentsOf: URL(filePath: killed + "-wal"))
            var random = SeededRandom(seed: Self.seed)
            // The log's own header, and the header and the page of each frame.
            var places: [Range<Int>] = [0..<32]
            for frame in stride(from: 32, to: log.count, by: 4120) {
                places += [frame..<frame + 24, frame + 24..<frame + 4120]
            }
            for place in places {
                let bit = Int.random(in: place.lowerBound * 8..<place.upperBound * 8, using: &random)
                var spoilt = log
                spoilt[bit / 8] ^= 1 << UInt8(bit % 8)
                let path = try copied(killed, "\(bit)")
                try spoilt.write(to: URL(filePath: path + "-wal"))
                #expect(throws: StoreError.self, "byte \(bit / 8); seed \(Self.seed)") { try SQLiteStore.open(path) }
                #expect(try Data(contentsOf: URL(filePath: path + "-wal")) == spoilt)
            }
            #expect(truth.runs.count == 3)
            try await close(store)
        }
    }

    @Test("is told from a transaction that was cut off with the power")
    func cutOff() async throws {
        try await withJournalFile { path in
            let store = try SQLiteStore.open(path)
            for _ in 0..<5 { _ = try await store.begin(someRun) }
            try copy(path, path + ".killed/journal.sqlite")
            let log = try Data(contentsOf: URL(filePath: path + "-wal"))
            var counts: Set<Int> = []
            for cut in Array(stride(from: 0, to: log.count, by: 1000)) + [log.count] {
                let path = try copied(path + ".killed/journal.sqlite", "\(cut)")
                // What programs share does not outlive the power.
                try FileManager.default.removeItem(atPath: path + "-shm")
                try (log.prefix(cut) + Data(count: log.count - cut)).write(to: URL(filePath: path + "-wal"))
                counts.insert(try await SQLiteStore.open(path).runs(RunQuery()).count)
            }
            #expect(counts == [0, 1, 2, 3, 4, 5])
            try await close(store)
        }
    }

    private func copied(_ path: String, _ name: String) throws -> String {
        let copy = "\(path).\(name)/journal.sqlite"
        try self.copy(path, copy)
        return copy
    }

    private func copy(_ path: String, _ copy: String) throws {
        try FileManager.default.createDirectory(
            atPath: (copy as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        for end in ["", "-wal", "-shm"] { try FileManager.default.copyItem(atPath: path + end, toPath: copy + end) }
    }

    @Test("while the journal is open is an error once the page is read")
    func later() async throws {
        try await withJournalFile { path in
            let truth = try await fill(path)
            let bytes = try Data(contentsOf: URL(filePath: path))
            let store = try SQLiteStore.open(path)
            var spoilt = bytes
            for page in 1..<(bytes.count / 4096) { spoilt[page * 4096 + 2000] ^= 4 }
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try file.write(contentsOf: spoilt)
            try file.close()
            await #expect {
                let everything = try await Everything(in: store)
                #expect(everything == truth)
            } throws: { error in
                guard case StoreError.damaged(path, _) = error else { return false }
                return true
            }
        }
    }

    /// Whether a flipped bit is an error. Reading anything else than the truth fails the test.
    private func isError(_ bit: Int, _ bytes: Data, _ truth: Everything, _ path: String) async throws -> Bool {
        let copy = path + ".flipped/journal.sqlite"
        try? FileManager.default.removeItem(atPath: path + ".flipped")
        try FileManager.default.createDirectory(atPath: path + ".flipped", withIntermediateDirectories: true)
        var spoilt = bytes
        spoilt[bit / 8] ^= 1 << UInt8(bit % 8)
        try spoilt.write(to: URL(filePath: copy))
        let store: SQLiteStore
        do { store = try SQLiteStore.open(copy, Everything.parameters) } catch {
            // What cannot be used is as it was.
            #expect(try Data(contentsOf: URL(filePath: copy)) == spoilt)
            return true
        }
        let read: Everything
        do { read = try await Everything(in: store) } catch {
            #expect(error is StoreError)
            return true
        }
        #expect(read == truth, "bit \(bit % 8) of byte \(bit / 8); seed \(Self.seed)")
        return false
    }

    /// Fills a journal with something of everything.
    private func fill(_ path: String, runs: Int = 20) async throws -> Everything {
        try await write(runs, SQLiteStore.open(path, Everything.parameters))
        // Nobody has the runs any more.
        let store = try SQLiteStore.open(path, Everything.parameters)
        let truth = try await Everything(in: store)
        try await close(store)
        return truth
    }

    private func write(_ runs: Int, _ store: SQLiteStore) async throws {
        for number in 1...runs {
            var run = someRun
            run.script = Array("print(\(number)) -- \(String(repeating: "x", count: number * 100))".utf8)
            let claim = try await store.begin(run)
            try await store.noteRule("rule \(number % 3)", claim)
            for index in 1...5 {
                let answer = String(repeating: "answer \(number) \(index) ", count: number * index)
                try await store.record(step(index, answer: answer), claim)
                let minute = index == 1 ? nil : Int64(number * 100 + index)
                var effect = play(index, minute: minute)
                effect.plays[0] = Play(item: "movie:trakt:\(number)", minute: minute)
                let id = try await index == 3 ? sendTwice(effect, claim, in: store) : intend(effect, claim, in: store)
                let state = EffectState.allCases[index % EffectState.allCases.count]
                let response = EffectResponse(status: 201, headers: ["a": "b"], body: Array(answer.utf8.prefix(99)))
                try await store.resolve(id, EffectResolution(state, response: response, note: "note"), claim)
            }
            guard number % 2 == 0 else { continue }
            try await store.end(claim, RunEnding(state: .finished, report: Array("{}".utf8), output: ["a line"]))
        }
    }
}

/// All that a journal says.
private struct Everything: Equatable {
    var runs: [RunRecord]
    var byRule: [RunRecord]
    var orphans: [RunRecord]
    var steps: [[StepRecord]] = []
    var effects: [[EffectRecord]] = []
    var known: [EffectRecord?] = []
    var open: [EffectRecord]
    var owners: [Play: PlayOwner]
    var looks: [EffectRecord]
    var doubts: [Doubt]
    var plays: Int

    static var parameters: SQLiteStore.Parameters {
        var parameters = SQLiteStore.Parameters()
        parameters.now = { Date(timeIntervalSince1970: 1000) }
        return parameters
    }

    init(in store: SQLiteStore) async throws {
        runs = try await store.runs(RunQuery())
        var query = RunQuery()
        query.rule = "rule 1"
        byRule = try await store.runs(query)
        orphans = try await store.orphans()
        for run in runs {
            steps.append(try await store.steps(of: run.id))
            let effects = try await store.effects(of: run.id)
            self.effects.append(effects)
            for index in 1...5 { known.append(try await store.effect(play(index, minute: nil).key, of: run.id)) }
        }
        open = try await store.effects(in: [.review, .unknown])
        owners = try await store.owners(of: effects.joined().flatMap(\.effect.plays), account: "main")
        looks = try await store.dueLooks()
        let moment = Moment(boot: "a", sinceBoot: .seconds(2))
        doubts = try await store.doubts(account: "main", at: moment, within: .seconds(9))
        plays = try await store.countPlays(account: "main", since: .distantPast)
    }
}
