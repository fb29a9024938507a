internal import Journal
internal import Trakt

/// Sends additions of several runs as one request, and tells each what came of its own.
struct JointAdditions: Sendable {
    /// What the runs share; nothing where they share nothing.
    let reads: SharedReads?
    /// Whose they are, as the journal names it.
    let owner: String

    /// How each goes on, in their order: nil for one that is to be made alone.
    func send(_ members: [HeldWrites.Member]) async -> [JointSending.Rest?] {
        var rests = [JointSending.Rest?](repeating: nil, count: members.count)
        var parts: [(place: Int, part: JointSending.Part)] = []
        for (place, member) in members.enumerated() {
            let call = member.addition.call
            let before: JSONValue?
            // What holds it up is told to its own run, when it is made alone; so are those that come after it.
            do { before = try await member.effects.before(call, member.key) } catch { break }
            member.effects.safeguards.seen.forget(changedBy: call)
            let part = JointSending.Part(sender: member.effects.sender, call: call, key: member.key, before: before)
            parts.append((place, part))
        }
        let (places, ready) = (parts.map(\.place), parts.map(\.part))
        let sent = await writing { await sending(members).send(ready) }
        for (place, rest) in zip(places, sent) {
            members[place].effects.safeguards.seen.forget(changedBy: members[place].addition.call)
            rests[place] = rest
        }
        return rests
    }

    /// Brings one of them to its end, in the task of its own run.
    func finish(_ rest: JointSending.Rest) async throws -> Answer {
        guard let reads, !rest.isDone else { return try await rest.finish() }
        return try await reads.write(of: owner) { try await rest.finish() }
    }

    private func sending(_ members: [HeldWrites.Member]) -> JointSending {
        let client = members.first?.effects.client
        return JointSending(
            together: { Addition.together($0.compactMap { Addition($0) }) },
            divided: { answer, calls in
                guard let client else { return nil }
                return await Self.divided(answer, among: calls, client)
            })
    }

    /// Nothing is shared meanwhile, nor afterwards where nobody knows what became of it.
    private func writing(
        _ body: @Sendable () async -> [JointSending.Rest?]
    ) async -> [JointSending.Rest?] {
        guard let reads else { return await body() }
        return await reads.write(of: owner, body) { rests in rests.allSatisfy { $0?.isDoubtful != true } }
    }

    /// Looks at the list where the counts alone do not tell whose was new.
    private static func divided(_ answer: Answer, among calls: [Call], _ client: Client) async -> [JSONValue]? {
        guard let document = try? answer.json() else { return nil }
        let additions = calls.compactMap { Addition($0) }
        return await AdditionShares(additions, answer: document)?.bodies {
            guard let first = additions.first else { return nil }
            let readings = first.holding.readings(of: Set(first.items.map(\.kind)))
            let whole = try? await AccountReader(client: client).whole(readings)
            return whole?.isComplete == true ? whole?.entries : nil
        }
    }
}
