internal import Foundation
internal import Journal
internal import Lua
internal import Scheduling
internal import Trakt
internal import TraktLua

extension RuleServer {
    /// An account by its owner, under one of the names that were opened.
    private func context(ofOwner owner: String) -> RunContext? {
        if parts.context.owner == owner { return parts.context }
        return contexts.values.filter { $0.owner == owner }.min { $0.account < $1.account }
    }

    /// One at a time: an older answer must not be taken for a newer one.
    func beginPoll(_ account: String, tick: Int) {
        guard polling.insert(account).inserted else { return }
        spawn {
            await self.poll(account, tick: tick)
            await self.endPoll(account)
        }
    }

    private func endPoll(_ account: String) { polling.remove(account) }

    /// Asks what changed in an account, once for all of its rules.
    private func poll(_ account: String, tick: Int) async {
        guard let context = context(ofOwner: account) else { return }
        do {
            let call = try Catalogue.sync.lastActivities.call(Arguments(), today: Day(at: now))
            let answer = try await reads(tick: tick).answer(to: call, of: context.owner) {
                try await context.client.send(call)
            }
            let values = ActivityKeys.values(in: try answer.json())
            let actions = dispatcher.observed(values, of: account, now: now)
            report(.polled(account: context.account, moved: actions.flatMap(\.movedKeys)))
            await perform(actions)
        } catch {
            // Nothing is lost: the next poll compares with what was last seen.
            report(.pollFailed(account: context.account, reason: "\(error)"))
        }
    }

    /// Goes on with runs that died, looks what became of writes, and drops from the journal what is too old.
    func keepUp(_ execution: Execution) async {
        guard var context = context(ofOwner: execution.order.account) else { return }
        context.shared = reads
        // What was read before its writes is no longer so.
        reads.forget(context.owner)
        defer { reads.forget(context.owner) }
        let resumption = Resumption(in: context)
        await storing { _ in try await resumption.endLost() }
        for record in await storing({ _ in try await resumption.orphans() }) ?? [] {
            if isClosed { return }
            do {
                var limits = Limits()
                if let rule = record.run.rule, let file = files[rule.name] { limits.time = file.timing.timeout }
                let result = try await Self.goOn(with: record, resumption, limits, execution)
                report(.resumed(record, result))
                await finish(record, result)
            } catch Resumption.Refusal.underWay {
                continue
            } catch {
                tell(error)
            }
        }
        if isClosed { return }
        let upkeep = Upkeep(in: context)
        if let states = await storing({ _ in try await upkeep.settle() }), !states.isEmpty {
            report(
                .settled(account: context.account, done: states.count { $0 == .done }, of: states.count))
        }
        await openAgain()
        if let retention = parts.retention { await storing { _ = try await $0.prune(retention) } }
    }
}

extension RuleServer {
    /// Apart from the server's own work, which no script keeps waiting.
    @concurrent
    private nonisolated static func goOn(
        with record: RunRecord, _ resumption: Resumption, _ limits: Limits, _ execution: Execution
    ) async throws -> RunReport {
        try await resumption.resume(record, limits: limits, stop: execution.stop, ending: execution.ending) { _ in }
    }

    /// What runs read together, with nothing in it from before a moment.
    func reads(tick: Int) -> SharedReads {
        if tick > latestTick {
            latestTick = tick
            reads.forgetAll()
        }
        return reads
    }
}

extension Dispatcher.Action {
    fileprivate var movedKeys: [String] {
        guard case .start(let order) = self, case .change(_, let keys)? = order.occasion else { return [] }
        return keys.keys.sorted()
    }
}
