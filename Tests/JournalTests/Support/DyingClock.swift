import Journal

/// A clock of a process that dies when it is to wait.
struct DyingClock: SteadyClock {
    struct Death: Error {}

    var moment: Moment { Moment(boot: "test", sinceBoot: .seconds(1000)) }

    func sleep(for duration: Duration) async throws { throw Death() }
}
