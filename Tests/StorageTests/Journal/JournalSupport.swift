import Foundation
import GRDB
import Journal

@testable import Storage

/// A directory for a journal, for the length of a test.
func withJournalFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let directory = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    return try await body(directory + "/journal.sqlite")
}

/// A run of a script whose text is found again in the file.
let someRun = NewRun(
    account: "main", server: .address("https://api.trakt.tv"), trigger: .hand, path: "a.lua",
    script: Array("print('the script of a run')".utf8), seed: 1, now: Date(timeIntervalSince1970: 0))

/// A write of a play, the same for the same number.
func play(_ number: Int, minute: Int64?) -> NewEffect {
    NewEffect(
        key: StepKey(content: "key \(number)", occurrence: 1), account: "main",
        request: EffectRequest(endpoint: "sync.history.add", target: "/sync/history", body: Array("{}".utf8)),
        plays: [Play(item: "movie:trakt:507", minute: minute)], moment: Moment(boot: "a", sinceBoot: .seconds(1)))
}

/// Makes the intent of a write that nothing is in the way of.
func intend(
    _ effect: NewEffect, _ claim: Claim, in store: SQLiteStore, with precautions: Precautions = Precautions(look: .zero)
) async throws -> EffectID {
    let intention = try await store.intend(effect, claim, with: precautions)
    guard case .made(let id) = intention else { throw UnexpectedIntention(intention: intention) }
    return id
}

/// Makes the intent of a write a second time, of whose first sending nobody knows the outcome: it gets a later look.
func sendTwice(
    _ effect: NewEffect, _ claim: Claim, in store: SQLiteStore, with precautions: Precautions = Precautions(look: .zero)
) async throws -> EffectID {
    let id = try await intend(effect, claim, in: store)
    try await store.resolve(id, EffectResolution(.unknown), claim)
    return try await intend(effect, claim, in: store, with: precautions)
}

struct UnexpectedIntention: Error {
    let intention: Intention
}

/// An answered question.
func step(_ number: Int, answer: String) -> StepRecord {
    StepRecord(
        key: StepKey(content: "step \(number)", occurrence: 1), order: number, answerOrder: number,
        name: "trakt.movies.get", question: Array("\(number)".utf8), result: .document(Array(answer.utf8)),
        askedAt: Date(timeIntervalSince1970: 1), answeredAt: Date(timeIntervalSince1970: 2))
}

/// Closes a store with everything in its file, and nothing in the log.
func close(_ store: SQLiteStore) async throws {
    try await store.writer.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try store.writer.close()
}
