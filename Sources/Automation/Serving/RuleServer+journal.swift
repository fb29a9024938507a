internal import Foundation
internal import Journal

/// What the journal has for a server from others, and from it for the next one.
extension RuleServer {
    /// What commands ask for, and what they have paused or resumed. What is asked stays in the journal until its run begins:
    /// who serves next finds what did not come to that.
    func takeRequests() async {
        guard !isClosed else { return }
        let keys = Set(files.keys.map(key))
        guard let records = await storing({ try await $0.rules() }),
            let requests = await storing({ try await $0.requests(of: keys) })
        else { return }
        for record in records where keys.contains(record.key) {
            let name = record.key.name
            if let pause = record.pause, !dispatcher.isPaused(name) {
                await perform(dispatcher.pause(name))
                report(.paused(rule: name, reason: pause.reason))
            } else if record.pause == nil, dispatcher.isPaused(name) {
                // From when somebody said so, which may be a while ago.
                dispatcher.resume(name, now: min(record.decided, now))
                report(.goesOn(rule: name))
            }
        }
        for request in requests where files[request.key.name] != nil {
            await perform(dispatcher.request(request.id, of: request.key.name))
        }
    }

    func skip(_ rule: String, upTo date: Date, _ count: Int, _ why: Dispatcher.Skip) async {
        report(.skipped(rule: rule, upTo: date, count: count, why))
        await storing {
            try await $0.decide(self.key(rule), upTo: date, skipped: count, mayMoveBack: false)
        }
    }

    func moveBack(_ rule: String, to date: Date) async {
        let key = key(rule)
        await storing { journal in
            // What is not decided yet lies ahead all the same.
            guard let decided = try await journal.rule(key)?.decided, decided > date else { return }
            try await journal.decide(key, upTo: date, skipped: 0, mayMoveBack: true)
        }
    }

    func remember(_ rule: String, _ keys: [String: String]) async {
        await storing { try await $0.noteSeen(self.key(rule), keys) }
    }

    /// Something of the store, which nothing else waits for: what goes wrong is told, and what it was for is done again.
    @discardableResult
    func storing<Result: Sendable>(
        _ body: (any JournalStore) async throws -> Result
    ) async -> Result? {
        do { return try await body(journal) } catch {
            tell(error)
            return nil
        }
    }
}
