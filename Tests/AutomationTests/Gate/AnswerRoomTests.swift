import Journal
import Lua
import Synchronization
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("What is answered ahead of a script", .timeLimit(.minutes(5)))
struct AnswerRoomTests {
    @Test("So many questions are answered at once; the next waits until one of them is answered")
    func questions() async throws {
        let room = AnswerRoom(questions: 3, bytes: 100)
        for _ in 0..<3 { try await room.enter() }
        let isIn = Atomic(false)
        let next = Task {
            try await room.enter()
            isIn.store(true, ordering: .relaxed)
        }
        for _ in 0..<1000 { await Task.yield() }
        let isEarly = isIn.load(ordering: .relaxed)
        #expect(!isEarly)
        room.answered(bytes: 1)
        try await next.value
    }

    @Test("Nothing is answered while the script has not taken what is large, and one that is cancelled waits no longer")
    func bytes() async throws {
        let room = AnswerRoom(questions: 3, bytes: 100)
        try await room.enter()
        room.answered(bytes: 100)
        let (cancelled, next) = (Task { try await room.enter() }, Task { try await room.enter() })
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        room.leave(bytes: 100)
        try await next.value
    }

    @Test("A script that takes no answer has few of its questions answered, and all of them when it takes some")
    func gate() async throws {
        let world = try GateWorld(1)
        let web = LargeWeb()
        var context = try world.context(HostileRunner([]))
        context.web = AllowedHosts(FakeWeb.allowed).map {
            WebAccess(transport: web, hosts: $0, userAgent: "Tests/1.0")
        }
        let gate = try await Self.gate(in: context, room: AnswerRoom(questions: 3, bytes: 1000))
        @Sendable func ask(_ number: Int) async {
            let document: JSONValue = ["url": .string("https://api.allowed.example/\(number)")]
            _ = await gate.answer(Message(ticket: Int64(number), name: "http.get", document: document.encoded))
        }
        await withTaskGroup(of: Void.self) { group in
            for number in 1...20 { group.addImmediateTask { await ask(number) } }
            while web.asked == 0 { await Task.yield() }
            for _ in 0..<2000 { await Task.yield() }
            #expect(web.asked <= 5)
            gate.awaitsAnswer()
            for await _ in group { gate.awaitsAnswer() }
        }
        #expect(web.asked == 20)
    }

    private static func gate(in context: RunContext, room: AnswerRoom) async throws -> Gate {
        let run = Run(try ScriptFile(path: "/nowhere/hostile.lua", source: []), now: ScriptStage.now, seed: 7)
        let claim = try await run.begin(in: context)
        let effects = EffectCarrier(
            client: context.client, sender: context.sender(for: claim, now: ScriptStage.now),
            safeguards: Safeguards(client: context.client, limits: .standard))
        var foundations = run.foundations(
            carrier: effects, recording: JournalRecording(context.journal, claim, known: [], now: context.now),
            notices: .silent(), in: context)
        foundations.room = room
        return Gate(foundations) { _ in }
    }
}

/// A host that has much to say.
private final class LargeWeb: Transport {
    private let count = Mutex(0)
    var asked: Int { count.withLock { $0 } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        count.withLock { $0 += 1 }
        return TransportResponse(status: 200, body: Array(repeating: UInt8(ascii: "x"), count: 600))
    }
}
