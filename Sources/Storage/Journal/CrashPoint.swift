#if DEBUG
    /// Where a process is to die, so that a test sees what becomes of the run: `before intend:3`, `after commit:17`.
    package struct CrashPoint: Sendable, Hashable {
        package enum Side: String, Sendable, Hashable {
            case before, after
        }

        /// What the journal writes. Renewals of a lease come by the clock, so they are not counted.
        package enum Writing: String, Sendable, Hashable, CaseIterable {
            case begin, takeOver, attend, giveBack, noteRule, end, record, intend, resolve, forget, planLook, finishLook
        }

        package let side: Side
        /// Nil counts every writing: `commit`.
        package let writing: Writing?
        /// From 1.
        package let number: Int

        package init?(_ text: String) {
            let words = text.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, let side = Side(rawValue: String(words[0])) else { return nil }
            let parts = words[1].split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Int(parts[1]), number > 0 else { return nil }
            let writing = Writing(rawValue: String(parts[0]))
            guard writing != nil || parts[0] == "commit" else { return nil }
            self.side = side
            self.writing = writing
            self.number = number
        }

        package func counts(_ other: Writing) -> Bool { writing == nil || writing == other }
    }
#endif
