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
        let web = LargeWeb()
        let gate = try await Self.gate(to: web, room: AnswerRoom(questions: 3, bytes: 1000))
        await withTaskGroup(of: Void.self) { group in
            for number in 1...20 { group.addImmediateTask { _ = await gate.answer(Self.question(number)) } }
            while web.asked == 0 { await Task.yield() }
            for _ in 0..<2000 { await Task.yield() }
            #expect(web.asked <= 5)
            gate.awaitsAnswer()
            for await _ in group { gate.awaitsAnswer() }
        }
        #expect(web.asked == 20)
    }

    @Test("What waits for its turn is not asked when the run is to end before its next call")
    func ending() async throws {
        let (web, room, ending) = (LargeWeb(), AnswerRoom(questions: 1, bytes: 1000), EndRequest(StopSwitch()))
        let gate = try await Self.gate(to: web, room: room, ending: ending)
        try await room.enter()
        async let answer = gate.answer(Self.question(1))
        for _ in 0..<1000 { await Task.yield() }
        ending.ask(.parked)
        room.answered(bytes: 0)
        guard case .failure(let document) = await answer else {
            Issue.record("it was answered")
            return
        }
        #expect(try JSONValue(parsing: document)["kind"] == "cancelled" && web.asked == 0)
    }

    private static func question(_ number: Int) -> Message {
        let document: JSONValue = ["url": .string("https://api.allowed.example/\(number)")]
        return Message(ticket: Int64(number), name: "http.get", document: document.encoded)
    }

    private static func gate(to web: LargeWeb, room: AnswerRoom, ending: EndRequest? = nil) async throws -> Gate {
        var context = try GateWorld(1).context(HostileRunner([]))
        context.web = AllowedHosts(FakeWeb.allowed).map {
            WebAccess(transport: web, hosts: $0, userAgent: "Tests/1.0")
        }
        let run = Run(try ScriptFile(path: "/nowhere/hostile.lua", source: []), now: ScriptStage.now, seed: 7)
        let claim = try await run.begin(in: context)
        let effects = EffectCarrier(
            client: context.client, sender: context.sender(for: claim, now: ScriptStage.now),
            safeguards: Safeguards(client: context.client, limits: .standard))
        var foundations = run.foundations(
            carrier: effects, recording: JournalRecording(context.journal, claim, known: [], now: context.now),
            notices: .silent(), in: context)
        foundations.room = room
        foundations.ending = ending
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
