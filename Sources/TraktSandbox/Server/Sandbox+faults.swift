/// What faults make of calls and of their answers.
extension Sandbox {
    /// What is done with a call.
    enum Treatment {
        case carryOut
        case carryOutHalf(Batch)
        /// The accounts as they were, in which a read looks.
        case look([Account])
        case later(milliseconds: Int)
        case nothing
    }

    func treatment(of call: Call, _ strike: FaultBook.Strike?, _ contents: Contents) -> Treatment {
        guard let strike else { return .carryOut }
        let current = contents.state.accounts
        switch strike.fault.kind {
        case .cutBeforeHeaders: return .nothing
        case .applyThenStatus, .applyThenCut: return .carryOut
        case .applyHalf: return Batch(call).map(Treatment.carryOutHalf) ?? .carryOut
        case .applyLate: return .later(milliseconds: strike.afterMilliseconds)
        case .staleList: return .look(contents.former.beforeLastChange ?? current)
        case .staleReads:
            let moment = Timestamp(milliseconds: contents.state.now.milliseconds - strike.afterMilliseconds)
            return .look(contents.former.accounts(at: moment) ?? current)
        default: return strike.fault.replacement(for: call, now: realNow()) == nil ? .carryOut : .nothing
        }
    }

    /// Makes of a reply what a fault makes of it.
    func spoil(_ reply: inout Reply, by fault: Fault, for call: Call, _ now: Timestamp) {
        if let replacement = fault.replacement(for: call, now: realNow()) { reply.answer = replacement }
        reply.delayMilliseconds = fault.delayMilliseconds
        switch fault.kind {
        case .cutBeforeHeaders, .applyThenCut: reply.delivery = .nothing
        case .applyLate: reply.delivery = fault.status == nil ? .nothing : .whole
        case .cutBody: reply.delivery = reply.answer.bytes.isEmpty ? .nothing : .halfBody
        case .emptyArray: reply.answer.body = .json([])
        case .shortPage: reply.answer.shorten()
        case .shortCodes: reply.answer.encodeEmoji()
        case .clockWrong: reply.answer.headers.append(("Date", fault.date(now)))
        default: break
        }
    }
}

extension Answer {
    /// Half of the elements, while the headers promise all.
    fileprivate mutating func shorten() {
        guard case .json(.array(let elements)) = body, !elements.isEmpty else { return }
        body = .json(.array(Array(elements.prefix(elements.count / 2))))
    }

    /// The texts with short codes for emoji, as the API once answered.
    fileprivate mutating func encodeEmoji() {
        guard case .json(let json) = body else { return }
        body = .json(Emoji.coded(json))
    }
}
