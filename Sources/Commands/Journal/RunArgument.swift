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
        if let record { return record }
        if case .number(let run) = self, let newest = try await journal.runs(.newest).first, run < newest.id {
            throw UnknownRun.dropped(run)
        }
        throw UnknownRun.never(self)
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
enum UnknownRun: Error, CustomStringConvertible {
    case never(RunArgument)
    /// There was one, and it was too old to be kept.
    case dropped(RunID)

    var description: String {
        switch self {
        case .never(.number(let run)): "there is no run \(run); moonreel runs lists those there are"
        case .never(.last): "there is no run yet; moonreel run begins one"
        case .dropped(let run):
            "run \(run) is no longer in the journal, which keeps the last keep_runs runs and those of the last keep_days "
                + "days, and what older ones changed for \(Retention().changesDays) days"
        }
    }
}
