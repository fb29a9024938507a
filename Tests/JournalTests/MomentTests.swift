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
}
