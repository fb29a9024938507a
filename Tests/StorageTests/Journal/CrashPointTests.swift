import Storage
import Testing

@Suite("Crash points")
struct CrashPointTests {
    @Test("A point is a side, what is written, and which time")
    func parsed() throws {
        let point = try #require(CrashPoint("before intend:3"))
        #expect(point.side == .before && point.event == .intend && point.number == 3)
        #expect(point.counts(.intend) && !point.counts(.resolve))
        let any = try #require(CrashPoint("after commit:17"))
        #expect(CrashPoint.Event.allCases.filter { !any.counts($0) } == [.sending, .reading])
        #expect(try #require(CrashPoint("after sending:1")).counts(.sending))
    }

    @Test(
        "Everything else is no point",
        arguments: [
            "", "before", "before intend", "during intend:1", "after renew:1",
            "after commit:0", "after commit:x", "after  commit:1",
        ])
    func refused(_ text: String) { #expect(CrashPoint(text) == nil) }
}
