import Foundation
import Journal
import Testing
import Trakt

@testable import Automation

@Suite("Undoing: plays")
struct HistoryUndoTests {
    private static let period = Period(from: Date(timeIntervalSince1970: 0), to: Date(timeIntervalSince1970: 2e9))

    private static func play(_ id: Int64, of movie: Int64, _ minute: Int64) -> AccountEntry {
        AccountEntry([
            "id": .integer(id), "watched_at": .string(Time.text(Date(timeIntervalSince1970: Double(minute * 60)))),
            "type": "movie", "movie": ["ids": ["trakt": .integer(movie), "slug": .string("movie-\(movie)")]],
        ])!
    }

    private static func added(_ movie: Int64, _ minute: Int64) -> AddedPlay {
        AddedPlay(Journal.Play(item: "movie:trakt:\(movie)", minute: minute), nil, during: period)
    }

    @Test("Of plays in the same minute the newest is the run's, and one that it removed itself is nobody's loss")
    func newest() {
        var undo = HistoryUndo()
        undo.add(Self.added(507, 100))
        undo.add(Self.added(622, 100))
        undo.remove([Self.play(8, of: 622, 100), Self.play(9, of: 219, 100)])
        let now = [Self.play(5, of: 507, 100), Self.play(6, of: 507, 100), Self.play(7, of: 507, 101)]
        let result = undo.result(HistoryUndo.Now(plays: now))
        #expect(result.removedByID.map(\.playID) == [6])
        #expect(result.addedAgain.map(\.playID) == [9])
        #expect(result.gone == 0)
    }

    @Test("A play without a date may come back as one of 1970, and of no other day", arguments: [0, 9])
    func epoch(_ minute: Int64) {
        var undo = HistoryUndo()
        let play = Journal.Play(item: "movie:trakt:507", minute: nil)
        undo.add(AddedPlay(play, .undated("unknown"), during: Self.period))
        let result = undo.result(HistoryUndo.Now(plays: [Self.play(5, of: 507, minute)]))
        #expect(result.removedByID.map(\.playID) == (minute == 0 ? [5] : []))
        #expect(result.unclear.map(\.playID) == (minute == 0 ? [] : [5]))
    }

    @Test("A run of very many plays is looked through in no time", .timeLimit(.minutes(10)))
    func many() {
        let count: Int64 = 20_000
        var undo = HistoryUndo()
        for index in 0..<count { undo.add(Self.added(index, index % 50)) }
        // The first half it removed itself, and as many that were there.
        undo.remove((0..<count / 2).map { Self.play($0, of: $0, $0 % 50) })
        undo.remove((0..<count / 2).map { Self.play(count + $0, of: count + $0, $0 % 50) })
        let now = (count / 2..<count).map { Self.play($0, of: $0, $0 % 50) }
        let result = undo.result(HistoryUndo.Now(plays: now))
        #expect(result.removedByID.count == Int(count / 2))
        #expect(result.addedAgain.count == Int(count / 2))
        #expect(result.gone == 0)
    }
}
