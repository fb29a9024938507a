package import Foundation

/// Why the journal could not be read or written.
package enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another worker has taken the run over.
    case fenced(RunID)
    /// A rule has a run for this slot.
    case slotTaken(rule: String, slot: Date)
    /// What was asked of a rule has a run, or is asked no longer.
    case requestTaken(rule: String)
    /// The disk is full.
    case full(path: String)
    /// Another program keeps the file locked for longer than anybody waits.
    case busy(path: String)
    /// The file, or its directory, cannot be written.
    case readOnly(path: String)
    /// The file cannot be opened or read: what the system says.
    case unusable(path: String, reason: String)
    /// What is in the file is damaged, or is no journal.
    case damaged(path: String, detail: String)
    /// The file was written by a newer version of the program.
    case newer(path: String, version: String)
    /// There is no place for it: neither a data directory nor a home is known.
    case noHome

    package var description: String {
        switch self {
        case .fenced(let run):
            "Another process has taken run \(run) over, so this one stops writing for it. moonreel show \(run) tells how "
                + "it goes on."
        case .slotTaken(let rule, let slot):
            "The rule \(rule) has a run for \(slot.formatted(.iso8601)) already, and gets no second one for the same time. "
                + "moonreel runs --rule shows it."
        case .requestTaken(let rule):
            "What was asked of the rule \(rule) has a run already, or was asked so long ago that nobody waits for it. "
                + "moonreel runs --rule shows it."
        case .full(let path):
            "There is no space left for the journal, \(path), and nothing is sent that cannot be noted there. Make space "
                + "on its disk and start again."
        case .busy(let path):
            "Another program keeps the journal, \(path), locked. Let it finish, or end it, and start again."
        case .readOnly(let path):
            "The journal, \(path), cannot be written. Give yourself the right to write the file and its directory."
        case .unusable(let path, let reason):
            "The journal, \(path), cannot be used: \(reason). Set that right, or set another XDG_DATA_HOME."
        case .damaged(let path, let detail):
            "The journal, \(path), is damaged, or is no journal (\(detail)). Nothing was repaired or thrown away. To begin "
                + "a new one, move the file and those beside it that end with -wal and -shm to another directory."
        case .newer(let path, let version):
            "The journal, \(path), was written by \(version), and nothing in it was changed. Use the newer moonreel, or "
                + "set another XDG_DATA_HOME."
        case .noHome:
            "There is no place to keep the journal in. Set HOME or XDG_DATA_HOME."
        }
    }
}
