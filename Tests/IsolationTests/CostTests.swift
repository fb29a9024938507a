import Foundation
import Isolation
import Lua
import Synchronization
import TestSupport
import Testing
import TraktLua

/// What a process for each script costs. Figures, not promises: only with `MOONREEL_MEASURE=1`. `MOONREEL_GUEST` names the
/// program that is measured, such as that of a release build.
@Suite("What guests cost", .enabled(if: ProcessInfo.processInfo.environment["MOONREEL_MEASURE"] == "1"), .serialized)
struct CostTests {
    private static func program() throws -> String {
        try ProcessInfo.processInfo.environment["MOONREEL_GUEST"] ?? BuiltProgram.path()
    }

    private static let work = ScriptWork(
        source: Array("print('here') trakt.movies.popular()".utf8), chunkName: "@test.lua",
        limits: Limits(time: .seconds(60)), facts: Facts(now: 0), seed: 0)

    private func milliseconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
    }

    private func middle(_ values: [Double]) -> String {
        let sorted = values.sorted()
        return String(
            format: "median %.1f ms, 95 %% within %.1f ms", sorted[sorted.count / 2], sorted[sorted.count * 95 / 100])
    }

    /// How long it takes from asking for a run to the script's first line.
    private func firstLine(of runner: some ScriptRunner) async throws -> Double {
        let host = FirstLine()
        let began = ContinuousClock.now
        _ = await runner.run(Self.work, for: host, stop: StopSwitch())
        return milliseconds(began.duration(to: try #require(host.time)))
    }

    @Test("From asking to the first line")
    func start() async throws {
        var (cold, spare, inProcess, baseline): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        let (guests, ready) = (
            Guests(executable: try Self.program(), spares: 0), Guests(executable: try Self.program())
        )
        _ = try await ready.confinement()
        for _ in 0..<40 {
            cold.append(try await firstLine(of: guests))
            while ready.waiting.isEmpty { await Task.yield() }
            spare.append(try await firstLine(of: ready))
            inProcess.append(try await firstLine(of: InProcess()))
            let began = ContinuousClock.now
            let process = Process()
            process.executableURL = URL(filePath: "/bin/true")
            try process.run()
            process.waitUntilExit()
            baseline.append(milliseconds(began.duration(to: .now)))
        }
        await ready.close()
        print("a process from nothing: \(middle(cold))")
        print("one that waited: \(middle(spare))")
        print("in this process: \(middle(inProcess))")
        print("baseline, /bin/true from start to end: \(middle(baseline))")
    }

    @Test("200 at once")
    func many() async throws {
        let count = 200
        let guests = Guests(executable: try Self.program(), spares: 0)
        let gathering = Gathering(count)
        let began = ContinuousClock.now
        let endings = await withTaskGroup(of: ScriptEnding.self) { group in
            for _ in 0..<count {
                group.addTask { await guests.run(Self.work, for: gathering, stop: StopSwitch()) }
            }
            await gathering.isComplete()
            let memory = Self.memoryOfChildren()
            print(
                "\(memory.count) guests wait after \(began.duration(to: .now)): proportional set size "
                    + String(format: "%.1f MB each", Double(memory.reduce(0, +)) / Double(max(1, memory.count)) / 1024))
            gathering.open()
            return await group.reduce(into: []) { $0.append($1) }
        }
        print("all have ended after \(began.duration(to: .now))")
        #expect(endings.allSatisfy { $0.value != nil })
    }

    /// The proportional set sizes of this process's guests, in kilobytes.
    private static func memoryOfChildren() -> [Int] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.compactMap { process in
            guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
                status.contains("PPid:\t\(getpid())\n"),
                let rollup = try? String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8),
                let line = rollup.split(separator: "\n").first(where: { $0.hasPrefix("Pss:") })
            else { return nil }
            return line.split(separator: " ").compactMap { Int($0) }.first
        }
    }
}

/// Notes when a script says something for the first time.
private final class FirstLine: ScriptHost {
    private let first = Mutex<ContinuousClock.Instant?>(nil)

    var time: ContinuousClock.Instant? { first.withLock { $0 } }

    func answer(_ message: Message) async -> Answer { .document(Array(#"{"status":200,"body":[]}"#.utf8)) }

    func receive(_ message: Message) { first.withLock { $0 = $0 ?? .now } }
}

/// Answers nobody before all have asked.
private final class Gathering: ScriptHost {
    private struct State {
        var asked = 0
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let complete = AsyncStream<Void>.makeStream()
    private let count: Int

    init(_ count: Int) { self.count = count }

    func isComplete() async { for await _ in complete.stream {} }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            return state.waiting
        }
        for one in waiting { one.resume() }
    }

    func answer(_ message: Message) async -> Answer {
        await withCheckedContinuation { continuation in
            let (isOpen, asked) = state.withLock { state in
                state.asked += 1
                if !state.isOpen { state.waiting.append(continuation) }
                return (state.isOpen, state.asked)
            }
            if isOpen { continuation.resume() }
            if asked == count { complete.continuation.finish() }
        }
        return .document(Array(#"{"status":200,"body":[]}"#.utf8))
    }

    func receive(_ message: Message) {}
}
