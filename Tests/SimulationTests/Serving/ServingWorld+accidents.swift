import Foundation
import Journal
import Simulation

extension ServingWorld {
    private enum Accident: CaseIterable {
        case pause, resume, request, sleep, clockForward, end
        // Only in wild worlds.
        case clockBack, year, another
    }

    /// Lets something happen that nobody has planned for.
    func accident() async throws {
        let all = circumstances.isWild ? Accident.allCases : Array(Accident.allCases.prefix(6))
        guard let accident = all.randomElement(using: &random), let rule = rules.randomElement(using: &random) else {
            return
        }
        report.accidents += 1
        switch accident {
        case .pause: try await pause(rule.name)
        case .resume: try await resume(rule.name)
        case .request:
            if let key = try await key(rule.name) {
                _ = try await witness.ask(.trigger, of: key, at: time.onWall)
                report.asked[rule.name, default: 0] += 1
            }
            await look()
        case .sleep: time.advance(by: .seconds(Int.random(in: 600...40_000, using: &random)))
        case .clockForward: step(Double.random(in: 60...20_000, using: &random))
        case .end:
            for process in processes.prefix(1) { await end(process) }
        case .clockBack: step(-Double.random(in: 1...20_000, using: &random))
        case .year: step(time.onWall > time.atServer + 1e7 ? -365 * 86_400 : 365 * 86_400)
        case .another: if processes.count < 2 { await start() }
        }
    }

    private func step(_ seconds: TimeInterval) {
        time.setWall(ahead: time.onWall.timeIntervalSince(time.atServer) + seconds)
    }

    private func key(_ name: String) async throws -> RuleKey? {
        try await witness.rules().map(\.key).first { $0.name == name }
    }

    private func pause(_ name: String) async throws {
        guard let key = try await key(name) else { return }
        try await witness.pause(key, RulePause(reason: "a person's", since: time.onWall))
        await look()
    }

    private func resume(_ name: String) async throws {
        guard let key = try await key(name), try await witness.rule(key)?.pause != nil else { return }
        try await witness.resume(key, at: time.onWall)
        await look()
    }

    func resumeAll() async throws {
        for rule in rules { try await resume(rule.name) }
    }

    /// The doorbell rings.
    func look() async {
        for process in processes where !process.store.isStill && !process.store.isDead { await process.look() }
    }
}
