internal import Trakt

/// What an answer counts, held against what is there.
extension EffectSender {
    /// Looks which plays are there where an answer counts fewer than were sent and does not say which it left out. Those
    /// that are not there are not sent again, because Trakt has answered; they are not taken for made either.
    ///
    /// Gives whether that changes what is known.
    func checkCounts(_ write: inout Write) async throws -> Bool {
        guard case .addition(let addition) = write.change, let response = write.response,
            (200..<300).contains(response.status), let answer = try? JSONValue(parsing: response.body)
        else { return false }
        let sent = addition.without(write.found)
        guard sent.isMoreThanCounted(in: answer) else { return false }
        let asked = Set(sent.plays).subtracting(sent.missing(in: answer))
        do {
            let began = clock.moment
            write.absent = try await absent(asked, of: sent)
            if !write.absent.isEmpty, let moment = write.moment, began.elapsed(since: moment) < timing.settling {
                // What was added may not have been shown yet.
                let rest = timing.settling - clock.moment.elapsed(since: moment)
                if rest > .zero { try await clock.sleep(for: rest) }
                write.absent = try await absent(asked, of: sent)
            }
            guard !write.absent.isEmpty else { return false }
            let names = write.absent.map(\.item).sorted().joined(separator: ", ")
            write.note = "Trakt answered that it had added fewer plays than it was sent. Not in the history: \(names)."
        } catch is CancellationError {
            throw TraktError(.cancelled, endpoint: write.call.endpoint)
        } catch {
            write.note = "Trakt counted fewer plays than it was sent, and which are there could not be read: \(error)"
        }
        return true
    }

    private func absent(_ plays: Set<Play>, of addition: HistoryAddition) async throws -> Set<Play> {
        let there = try await HistoryReader(client).plays(of: addition.only(plays), client, except: justRemoved())
        return plays.filter { !there.has($0) }
    }
}
