internal import ArgumentParser
internal import Journal

/// A run as a person names it: its number, or `last` for the one that was begun last.
enum RunArgument: ExpressibleByArgument, Sendable, Hashable, CustomStringConvertible {
    case number(RunID)
    case last

    init?(argument: String) {
        if argument == "last" {
            self = .last
        } else if let number = Int64(argument), number > 0 {
            self = .number(RunID(number))
        } else {
            return nil
        }
    }

    var description: String {
        switch self {
        case .number(let run): run.description
        case .last: "last"
        }
    }

    /// What the journal has of it.
    func record(in journal: any JournalStore) async throws -> RunRecord {
        let record: RunRecord? =
            switch self {
            case .number(let run): try await journal.run(run)
            case .last: try await journal.runs(.newest).first
            }
        guard let record else { throw UnknownRun(argument: self) }
        return record
    }
}

extension RunQuery {
    fileprivate static var newest: RunQuery {
        var query = RunQuery()
        query.limit = 1
        return query
    }
}

/// A name that no run has.
struct UnknownRun: Error, CustomStringConvertible {
    let argument: RunArgument

    var description: String {
        switch argument {
        case .number(let run): "there is no run \(run); moonreel runs lists those there are"
        case .last: "there is no run yet; moonreel run begins one"
        }
    }
}
