import Journal
import Testing
import Trakt

@Suite("The machine of one write")
struct EffectMachineTests {
    private static let timing = Timing(attempts: 4, firstPause: .seconds(1), longestPause: .seconds(30))
    private static let setLike = Repetition.harmless(doneBefore: [404])

    private func machine(_ repetition: Repetition = setLike) -> EffectMachine {
        EffectMachine(repetition, timing: Self.timing)
    }

    /// Goes on until the first sending.
    private func sending(_ repetition: Repetition) -> EffectMachine {
        var machine = machine(repetition)
        for event in [EffectMachine.Event.begin, .gotTurn, .intended] { _ = machine.next(event) }
        return machine
    }

    @Test("waits for its turn before it notes the intent, and notes the intent before it sends")
    func order() {
        var machine = machine()
        #expect(machine.next(.begin) == .takeTurn(after: .zero))
        #expect(machine.next(.gotTurn) == .intend)
        #expect(machine.next(.intended) == .send)
        #expect(machine.next(.sent(.done, sinceIntent: .zero)) == .resolve(.done))
        #expect(machine.next(.resolved) == .finish(.done))
    }

    @Test("does not send what has waited too long since its intent, and says so after some attempts")
    func late() {
        var machine = sending(Self.setLike)
        for _ in 1..<Self.timing.attempts {
            #expect(machine.next(.cameTooLate) == .resolve(.retry))
            #expect(machine.next(.resolved) == .takeTurn(after: .zero))
            #expect(machine.next(.gotTurn) == .intend)
            #expect(machine.next(.intended) == .send)
        }
        #expect(machine.next(.cameTooLate) == .resolve(.retry))
        #expect(machine.next(.resolved) == .finish(.notMade))
    }

    @Test("stops at a refusal")
    func rejected() {
        var machine = sending(.addsPlays)
        #expect(machine.next(.sent(.rejected, sinceIntent: .zero)) == .resolve(.rejected))
        #expect(machine.next(.resolved) == .finish(.rejected))
    }

    @Test("sends again what was not sent, after pauses that double, and not for ever")
    func notSent() {
        var machine = sending(.addsPlays)
        var pauses: [Duration] = []
        while true {
            #expect(machine.next(.sent(.notApplied(.pause), sinceIntent: .zero)) == .resolve(.retry))
            guard case .takeTurn(let pause) = machine.next(.resolved) else { break }
            pauses.append(pause)
            _ = machine.next(.gotTurn)
            _ = machine.next(.intended)
        }
        #expect(pauses == [.seconds(1), .seconds(2), .seconds(4)])
        #expect(!machine.wasSentAgain)
    }

    @Test("takes another token once")
    func token() {
        var machine = sending(.addsPlays)
        #expect(machine.next(.sent(.notApplied(.newToken), sinceIntent: .zero)) == .resolve(.retry))
        #expect(machine.next(.resolved) == .takeTurn(after: .zero))
        _ = machine.next(.gotTurn)
        _ = machine.next(.intended)
        #expect(machine.next(.sent(.notApplied(.newToken), sinceIntent: .zero)) == .resolve(.retry))
        #expect(machine.next(.resolved) == .finish(.notMade))
    }

    @Test("never sends plays again before it has looked for them, once they have settled")
    func plays() {
        for repetition in [Repetition.addsPlays, .creates(Self.creation)] {
            var machine = sending(repetition)
            #expect(machine.next(.sent(.unknown(retryAfter: nil), sinceIntent: .seconds(30))) == .resolve(.unknown))
            #expect(machine.next(.resolved) == .look(sinceIntent: .seconds(150), pause: .zero))
            var found = machine
            #expect(found.next(.looked(.everything)) == .resolve(.done))
            #expect(found.next(.resolved) == .finish(.done))
            var unclear = machine
            #expect(unclear.next(.looked(.unclear)) == .resolve(.review))
            #expect(unclear.next(.resolved) == .finish(.review))
            #expect(machine.next(.looked(.nothing)) == .takeTurn(after: .zero))
            #expect(machine.next(.gotTurn) == .intend)
            #expect(machine.next(.intended) == .send)
            #expect(machine.wasSentAgain)
        }
    }

    @Test("leaves it open, and never takes it for not made, once a part of it was found")
    func part() {
        var machine = machine(.addsPlays)
        _ = machine.next(.resume(sinceIntent: .zero))
        #expect(machine.next(.looked(.part)) == .takeTurn(after: .zero))
        _ = machine.next(.gotTurn)
        _ = machine.next(.intended)
        var late = machine
        #expect(late.next(.cameTooLate) == .resolve(.unknown))
        #expect(machine.next(.sent(.notApplied(.none), sinceIntent: .zero)) == .resolve(.unknown))
        #expect(machine.next(.resolved) == .finish(.unknown))
    }

    @Test("has nothing to send where others made it meanwhile")
    func nothingLeft() {
        var machine = machine(.addsPlays)
        _ = machine.next(.begin)
        _ = machine.next(.gotTurn)
        #expect(machine.next(.nothingLeft) == .resolve(.done))
        #expect(machine.next(.resolved) == .finish(.done))
    }

    @Test("looks again when a read failed, and gives up without an answer in the end")
    func failedLook() {
        var machine = machine(.addsPlays)
        #expect(machine.next(.resume(sinceIntent: .seconds(3))) == .look(sinceIntent: .seconds(150), pause: .zero))
        for pause in [1, 2, 4] {
            #expect(machine.next(.looked(.failed)) == .look(sinceIntent: .seconds(150), pause: .seconds(pause)))
        }
        #expect(machine.next(.looked(.failed)) == .finish(.unknown))
    }

    @Test("sends what is harmless again at once, and what is guarded as long as it is")
    func sentAgain() {
        var harmless = sending(Self.setLike)
        #expect(harmless.next(.sent(.unknown(retryAfter: nil), sinceIntent: .seconds(30))) == .resolve(.unknown))
        #expect(harmless.next(.resolved) == .takeTurn(after: .seconds(1)))
        var guarded = machine(.guarded)
        #expect(guarded.next(.resume(sinceIntent: .seconds(1700))) == .takeTurn(after: .zero))
        var old = machine(.guarded)
        #expect(old.next(.resume(sinceIntent: .seconds(1801))) == .resolve(.review))
        #expect(old.next(.resolved) == .finish(.review))
    }

    @Test("looks which one is under way when what excludes others is refused the second time")
    func occupied() {
        var machine = sending(.exclusive)
        #expect(machine.next(.sent(.unknown(retryAfter: nil), sinceIntent: .zero)) == .resolve(.unknown))
        #expect(machine.next(.resolved) == .takeTurn(after: .seconds(1)))
        _ = machine.next(.gotTurn)
        _ = machine.next(.intended)
        #expect(machine.next(.sent(.occupied, sinceIntent: .zero)) == .resolve(.unknown))
        #expect(machine.next(.resolved) == .look(sinceIntent: .zero, pause: .zero))
        var mine = machine
        #expect(mine.next(.looked(.everything)) == .resolve(.done))
        // Another one, as it seems; but the first sending may still come.
        #expect(machine.next(.looked(.nothing)) == .look(sinceIntent: .seconds(150), pause: .zero))
        var late = machine
        #expect(late.next(.looked(.everything)) == .resolve(.done))
        #expect(machine.next(.looked(.nothing)) == .resolve(.rejected))
        #expect(machine.next(.resolved) == .finish(.rejected))
    }

    @Test("sends what excludes others again after a look only, and not when it is late")
    func exclusive() {
        var machine = machine(.exclusive)
        #expect(machine.next(.resume(sinceIntent: .seconds(1700))) == .look(sinceIntent: .seconds(150), pause: .zero))
        #expect(machine.next(.looked(.nothing)) == .takeTurn(after: .zero))
        var old = self.machine(.exclusive)
        #expect(old.next(.resume(sinceIntent: .seconds(1800))) == .look(sinceIntent: .seconds(150), pause: .zero))
        #expect(old.next(.looked(.nothing)) == .resolve(.review))
        var late = sending(.exclusive)
        #expect(late.next(.sent(.unknown(retryAfter: nil), sinceIntent: .zero)) == .resolve(.unknown))
        #expect(late.next(.resolved) == .takeTurn(after: .seconds(1)))
        #expect(late.next(.cameTooLate) == .look(sinceIntent: .zero, pause: .zero))
        var over = late
        #expect(over.next(.looked(.everything)) == .resolve(.done))
        #expect(late.next(.looked(.nothing)) == .resolve(.review))
    }

    @Test("leaves it open, and does not call it refused, when what is sent again does not come through")
    func openAfterwards() {
        var refused = machine()
        _ = refused.next(.resume(sinceIntent: .zero))
        _ = refused.next(.gotTurn)
        _ = refused.next(.intended)
        var limited = refused
        #expect(refused.next(.sent(.rejected, sinceIntent: .zero)) == .resolve(.review))
        #expect(limited.next(.sent(.notApplied(.turn), sinceIntent: .zero)) == .resolve(.unknown))
    }

    @Test("comes back when Trakt says, unless that is too long")
    func retryAfter() {
        var soon = sending(Self.setLike)
        _ = soon.next(.sent(.unknown(retryAfter: .seconds(20)), sinceIntent: .zero))
        #expect(soon.next(.resolved) == .takeTurn(after: .seconds(20)))
        var late = sending(Self.setLike)
        _ = late.next(.sent(.unknown(retryAfter: .seconds(3600)), sinceIntent: .zero))
        #expect(late.next(.resolved) == .finish(.unknown))
    }

    @Test("waits less long while a person does", arguments: [(true, 10), (false, 150)])
    func watched(isWatched: Bool, seconds: Int) {
        var machine = EffectMachine(.addsPlays, timing: Timing(isWatched: isWatched))
        #expect(machine.next(.resume(sinceIntent: .zero)) == .look(sinceIntent: .seconds(seconds), pause: .zero))
    }

    @Test("stops rather than sends when it is told what cannot be", arguments: [false, true])
    func impossible(isUnknown: Bool) {
        var machine = machine()
        _ = machine.next(isUnknown ? .resume(sinceIntent: .zero) : .begin)
        #expect(machine.next(.looked(.nothing)) == .finish(isUnknown ? .unknown : .notMade))
    }

    private static let creation: Creation = {
        guard case .creates(let creation)? = Catalogue.lists.create.repetition else {
            preconditionFailure("no creation")
        }
        return creation
    }()
}
