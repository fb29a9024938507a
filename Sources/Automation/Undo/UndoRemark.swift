/// Something that undoing a run does not, or cannot quite, take back.
package struct UndoRemark: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// The run did it, and it stays.
        case impossible
        /// It is not what the run left any more, so it stays.
        case left
        /// It is taken back, but something of it will be different.
        case different
    }

    package let kind: Kind
    /// What it is about.
    package let subject: String
    package let sentence: String

    package init(_ kind: Kind, _ subject: String, _ sentence: String) {
        self.kind = kind
        self.subject = subject
        self.sentence = sentence
    }
}

extension UndoRemark {
    init(_ entry: AccountEntry, on place: String, _ reason: Restoration.Reason) {
        let sentence =
            switch reason {
            case .isBack: "the run took it off, and it is there again"
            case .changedSince: "it was changed since; it stays as it is"
            case .formerUnknown: "how it was before the run is not known; it stays as it is"
            }
        self.init(reason == .formerUnknown ? .impossible : .left, "\(entry.title), \(place)", sentence)
    }
}
