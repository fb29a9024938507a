import Journal

/// A clock of a process that dies when it is to wait.
struct DyingClock: SteadyClock {
    struct Death: Error {}

    var sinceBoot = Duration.seconds(1000)

    var moment: Moment { Moment(boot: "test", sinceBoot: sinceBoot) }

    func sleep(for duration: Duration) async throws { throw Death() }
}
