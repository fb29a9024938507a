package import Lua
internal import TraktLua

/// What passed between a host and one guest, as far as the host must know it to tell a guest that keeps to the rules from
/// one that does not. Whatever breaks a rule ends the guest: the program's own guests break none.
struct Conversation: Sendable {
    /// What is to be done about a frame.
    enum Event: Sendable, Hashable {
        case ready(Confinement)
        case ask(Message)
        case note(Message)
        case waits
        case ended(ScriptEnding)
    }

    /// What bounds a guest beyond its script's own limits.
    struct Bounds: Sendable, Hashable {
        /// Questions without an answer, and what these may have in them.
        var questions = QuestionLimits.open
        var questionBytes = QuestionLimits.openBytes
        /// What may have been asked in all: the journal keeps it.
        var allQuestions = QuestionLimits.all
        var allQuestionBytes = QuestionLimits.allBytes
        /// Answers under way to it, which it does not take. Each counts more than is in it: a task sends it.
        var answerBytes = 256 << 20
        var answerCost = 4096
        /// What a message's name may have.
        var nameBytes = 100
    }

    /// What a byte that is printed may take as JSON. A guest counts it as one.
    private static let longestByte = 6

    private enum State { case greeting, idle, running, ended }

    private var state = State.greeting
    private let bounds: Bounds
    /// What notes may count, and what they have.
    private var output = 0
    private var noted = 0
    private var lastTicket: Int64 = 0
    private var open: [Int64: Int] = [:]
    private var openBytes = 0
    private var answerBytes = 0
    private var asked = 0
    private var askedBytes = 0
    /// How often it may still say that it waits: once, and once after each answer. More would keep the host busy for nothing.
    private var waitsLeft = 1
    /// Where the script asked last, as it says itself.
    private(set) var lastPlace: String?

    init(bounds: Bounds = Bounds()) { self.bounds = bounds }

    /// The guest is given a script.
    ///
    /// - Parameter output: bytes that the script may print.
    mutating func began(output: Int) throws(Misconduct) {
        guard state == .idle else { throw .outOfTurn("begin") }
        state = .running
        self.output = Self.longestByte * min(max(0, output), 1 << 40)
    }

    /// The guest is about to be given an answer. False when it asked no such thing, or takes none of those on their way.
    mutating func isAnswering(_ ticket: Int64, bytes: Int) -> Bool {
        // Not open from here on: with the answer it may ask the next, before this is told that it has the answer.
        guard let asked = open.removeValue(forKey: ticket) else { return false }
        openBytes -= asked
        answerBytes += bytes + bounds.answerCost
        waitsLeft += 1
        return answerBytes <= bounds.answerBytes
    }

    /// The guest's socket has taken an answer.
    mutating func answered(bytes: Int) { answerBytes -= bytes + bounds.answerCost }

    /// What a frame of the guest means.
    mutating func take(_ frame: GuestFrame) throws(Misconduct) -> Event {
        switch (state, frame) {
        case (.greeting, .ready(let version, let confinement)):
            guard version == GuestFrame.version else { throw .otherVersion(version) }
            state = .idle
            return .ready(confinement)
        case (.running, .ask(let message)):
            try check(message)
            guard open.count < bounds.questions else { throw .tooMany("questions") }
            openBytes += message.document.count
            (asked, askedBytes) = (asked + 1, askedBytes + message.document.count)
            guard openBytes <= bounds.questionBytes, askedBytes <= bounds.allQuestionBytes else {
                throw .tooMany("bytes in questions")
            }
            guard asked <= bounds.allQuestions else { throw .tooMany("questions") }
            open[message.ticket] = message.document.count
            lastPlace = message.place ?? lastPlace
            return .ask(message)
        case (.running, .note(let message)):
            try check(message)
            guard message.name == "print" || message.name == "log" else { throw .unknownNote(message.name) }
            // Also one with nothing in it counts: each becomes a line of the log.
            noted += message.document.count + Self.longestByte * Limits.lineCost
            guard noted <= output else { throw .tooMany("lines or bytes of output") }
            return .note(message)
        case (.running, .waits):
            guard waitsLeft > 0 else { throw .outOfTurn("waits") }
            waitsLeft -= 1
            return .waits
        case (.running, .ended(let ending)):
            state = .ended
            return .ended(ending)
        case (_, .ready): throw .outOfTurn("ready")
        case (_, .ask): throw .outOfTurn("ask")
        case (_, .note): throw .outOfTurn("note")
        case (_, .waits): throw .outOfTurn("waits")
        case (_, .ended): throw .outOfTurn("ended")
        }
    }

    private mutating func check(_ message: Message) throws(Misconduct) {
        guard message.ticket > lastTicket else { throw .ticket(message.ticket, after: lastTicket) }
        lastTicket = message.ticket
        guard message.name.utf8.count <= bounds.nameBytes, message.name.utf8.allSatisfy(\.isOfName) else { throw .name }
        guard let place = message.place else { return }
        guard place == Message.place(place) else { throw .place }
    }
}

/// A rule that a guest broke.
package enum Misconduct: Error, Sendable, Hashable, CustomStringConvertible {
    case frame(FrameError)
    case otherVersion(UInt32)
    case outOfTurn(String)
    case ticket(Int64, after: Int64)
    case tooMany(String)
    case name
    case place
    case unknownNote(String)
    /// It closed its side of the line, and went on.
    case hungUp
    /// It ended with an error of a kind that only a host has.
    case lie(String)
    /// It says that it was stopped for a reason that nobody gave it.
    case invented(StopReason)

    package var description: String {
        switch self {
        case .frame(let error): "\(error)"
        case .otherVersion(let version):
            "it speaks version \(version) of the frames, and its host version \(GuestFrame.version)"
        case .outOfTurn(let frame): "it said \(frame) when that could not come"
        case .ticket(let ticket, let last): "it numbered a message \(ticket) after \(last)"
        case .tooMany(let what): "it sent too many \(what)"
        case .name: "it named a message in a way that messages are not named"
        case .place: "it gave a place that is too long, or would do something to a terminal"
        case .unknownNote(let name): "it sent \(name) as a message that nobody answers"
        case .hungUp: "it closed the line to its host, and ran on"
        case .lie(let kind): "it ended with an error called \(kind), which only its host can know of"
        case .invented(let reason): "it says that it was stopped (\(reason.rawValue)), and nobody stopped it"
        }
    }
}

extension UInt8 {
    fileprivate var isOfName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}
