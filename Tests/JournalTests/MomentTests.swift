import Journal
import Testing

@Suite("Moments on the steady clock")
struct MomentTests {
    private let earlier = Moment(boot: "one", sinceBoot: .seconds(100))

    @Test("Between two moments of one start lies the time between them")
    func sameStart() {
        let later = Moment(boot: "one", sinceBoot: .seconds(130))
        #expect(later.elapsed(since: earlier) == .seconds(30))
        #expect(later.mostElapsed(since: earlier) == .seconds(30))
    }

    @Test("After a new start nothing is sure but the time since it")
    func newStart() {
        let later = Moment(boot: "two", sinceBoot: .seconds(7))
        #expect(later.elapsed(since: earlier) == .seconds(7))
        #expect(later.mostElapsed(since: earlier) == nil)
    }

    @Test(
        "Where a start has no name it may be the same, or a new one where the clock is behind; whichever is less is sure"
    )
    func unknownStart() {
        let unknown = Moment(boot: "unknown a", sinceBoot: .seconds(100))
        for earlier in [unknown, self.earlier] {
            let later = Moment(boot: "unknown b", sinceBoot: .seconds(5000))
            #expect(later.elapsed(since: earlier) == .seconds(4900))
            #expect(later.mostElapsed(since: earlier) == nil)
            #expect(Moment(boot: "unknown b", sinceBoot: .seconds(7)).elapsed(since: earlier) == .seconds(7))
        }
        let known = Moment(boot: "two", sinceBoot: .seconds(5000))
        #expect(known.elapsed(since: unknown) == .seconds(4900))
        #expect(known.elapsed(since: earlier) == .seconds(5000))
    }
}
