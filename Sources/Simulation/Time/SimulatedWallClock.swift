internal import Automation
internal import Foundation

/// The clock on the wall of a simulated machine.
struct SimulatedWallClock: WallClock {
    private let time: SimulatedTime

    init(_ time: SimulatedTime) { self.time = time }

    var now: Date { time.onWall }

    func sleep(until date: Date) async {
        time.advance(by: .milliseconds(Int((date.timeIntervalSince(time.onWall) * 1000).rounded(.up))))
    }
}
