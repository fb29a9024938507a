import Foundation
import Journal
import Storage
import Testing

@Suite("Looking through the journal")
struct MentionTests {
    /// A journal of two runs that were answered the same, and one write.
    private func filled() async throws -> SQLiteStore {
        let journal = try SQLiteStore.inMemory()
        for _ in 1...2 {
            let claim = try await journal.begin(someRun)
            try await journal.record(step(1, answer: #"{"body":{"title":"The Matrix","ids":{"trakt":481}}}"#), claim)
            try await journal.record(step(2, answer: #"{"body":{"title":"Heat 100%"}}"#), claim)
        }
        let claim = try await journal.begin(someRun)
        var effect = play(1, minute: nil)
        effect.request.body = Array(#"{"movies":[{"ids":{"imdb":"tt0133093"}}]}"#.utf8)
        effect.before = Array(#"{"entries":[{"type":"movie","movie":{"ids":{"slug":"alien-1979"}}}]}"#.utf8)
        _ = try await journal.intend(effect, claim, with: Precautions())
        var question = step(3, answer: "{}")
        question = StepRecord(
            key: effect.key, order: 1, answerOrder: 1, name: "trakt.sync.history.add",
            question: Array(#"{"arguments":["Casablanca"]}"#.utf8), result: question.result,
            askedAt: question.askedAt, answeredAt: question.answeredAt)
        try await journal.record(question, claim)
        return journal
    }

    @Test(
        "An answer is found by any text in it, once however many runs got it, whatever the case",
        arguments: [
            (["the matrix"], 1), (["HEAT"], 1), (["481", "heat"], 2), (["100%"], 1), (["1_0"], 0), (["nothing"], 0),
            ([], 0),
            ([""], 3),
        ])
    func answers(texts: [String], count: Int) async throws {
        let journal = try await filled()
        let found = try await journal.answers(mentioning: Set(texts))
        #expect(found.count == count, "\(found)")
    }

    @Test(
        "A write is found by its request, by what the script asked and by what was there before",
        arguments: [
            (["TT0133093"], 1), (["alien-1979"], 1), (["casablanca"], 1), (["casablanca", "tt0133093"], 1),
            (["heat"], 0), ([""], 1),
        ])
    func effects(texts: [String], count: Int) async throws {
        let journal = try await filled()
        #expect(try await journal.effects(mentioning: Set(texts)).count == count)
    }

    @Test("Hundreds of texts are looked for too")
    func many() async throws {
        let journal = try await filled()
        let texts = Set((1...600).map { "text \($0)" } + ["matrix", "casablanca"])
        #expect(try await journal.answers(mentioning: texts).count == 1)
        #expect(try await journal.effects(mentioning: texts).count == 1)
    }
}
