#if DEBUG
    internal import Journal

    /// Where a process is to die, so that a test sees what becomes of the run: `before intend:3`, `after commit:17`,
    /// `after sending:2`.
    package struct CrashPoint: Sendable, Hashable {
        package enum Side: String, Sendable, Hashable {
            case before, after
        }

        /// What a process does that it may die at.
        package enum Event: String, Sendable, Hashable, CaseIterable {
            // What the journal writes.
            case begin, takeOver, attend, giveBack, noteRule, end, record, intend, resolve, forget, finishLook
            case noteFile, noteAbsent, decide, pause, resume, noteSeen, noteOutcome, ask, takeRequests
            case queue, takeNotice, settle
            // What is asked of Trakt. Before the sending of a change its intent is in the journal, and after it nothing
            // of its answer.
            case sending, reading

            /// Nil for what is not counted: leases are renewed and old runs dropped by the clock.
            init?(_ write: StoreWrite) { self.init(rawValue: write.rawValue) }

            var isCommit: Bool { self != .sending && self != .reading }
        }

        package let side: Side
        /// Nil counts every writing of the journal: `commit`.
        package let event: Event?
        /// From 1.
        package let number: Int

        package init?(_ text: String) {
            let words = text.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, let side = Side(rawValue: String(words[0])) else { return nil }
            let parts = words[1].split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Int(parts[1]), number > 0 else { return nil }
            let event = Event(rawValue: String(parts[0]))
            guard event != nil || parts[0] == "commit" else { return nil }
            self.side = side
            self.event = event
            self.number = number
        }

        package func counts(_ other: Event) -> Bool { event == other || event == nil && other.isCommit }
    }
#endif
