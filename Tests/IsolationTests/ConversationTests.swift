import Lua
import Testing

@testable import Isolation

@Suite("What a host counts of what its guest says")
struct ConversationTests {
    /// A conversation in which a script runs.
    private func running(_ bounds: Conversation.Bounds = .init(), output: Int = 0) throws -> Conversation {
        let held = Confinement(
            landlock: 7, filtersCalls: true, hasNoNewPrivileges: true, isLimited: true, isUnprivileged: true,
            endsWithHost: true)
        var conversation = Conversation(bounds: bounds)
        _ = try conversation.take(.ready(version: GuestFrame.version, held))
        try conversation.began(output: output)
        return conversation
    }

    private func ask(_ ticket: Int64) -> GuestFrame { .ask(Message(ticket: ticket, name: "signed_in", document: [])) }

    /// The rule that the frame would break.
    private func misconduct(of frame: GuestFrame, in conversation: Conversation) -> Misconduct? {
        var conversation = conversation
        do throws(Misconduct) { _ = try conversation.take(frame) } catch { return error }
        return nil
    }

    @Test("A question is closed when its answer is sent: with that the guest may ask the next")
    func closed() throws {
        var conversation = try running(.init(questions: 1))
        for ticket in Int64(1)...10 {
            _ = try conversation.take(ask(ticket))
            let isAnswered = conversation.isAnswering(ticket, bytes: 4)
            #expect(isAnswered)
        }
        _ = try conversation.take(ask(11))
        #expect(misconduct(of: ask(12), in: conversation) == .tooMany("questions"))
    }

    @Test("Answers that a guest does not take are bounded in number, however little is in them")
    func untaken() throws {
        var conversation = try running(.init(answerBytes: 10_000, answerCost: 4000))
        for ticket in Int64(1)...3 {
            _ = try conversation.take(ask(ticket))
            let isAnswered = conversation.isAnswering(ticket, bytes: 0)
            #expect(isAnswered == (ticket < 3))
        }
    }

    @Test("All that a script may print is taken from its guest, and nothing more")
    func printed() throws {
        // Each byte of a line takes six as JSON, and the line's end none.
        let line = "\"" + String(repeating: #"\u0001"#, count: 50) + "\""
        var conversation = try running(output: 3 * (51 + Limits.lineCost))
        func print(_ ticket: Int64, _ text: String) -> GuestFrame {
            .note(Message(ticket: ticket, name: "print", document: Array(text.utf8)))
        }
        for ticket in Int64(1)...3 { _ = try conversation.take(print(ticket, line)) }
        #expect(misconduct(of: print(4, ""), in: conversation) == .tooMany("lines or bytes of output"))
    }
}
