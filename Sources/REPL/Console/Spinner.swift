internal import LineEditing
internal import Trakt

/// Says what is going on when an input takes longer than one would think nothing of.
struct Spinner: Sendable {
    private static let patience = Duration.milliseconds(300)
    private static let pace = Duration.milliseconds(120)
    private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

    let reader: LineReader
    let clock: any Clock<Duration>

    /// Runs the body, with a status below what it prints once it takes long.
    ///
    /// - Parameter calls: how many calls were made by now.
    func during<Result: Sendable>(
        calls: @escaping @Sendable () -> Int, _ body: () async -> Result
    ) async -> Result {
        let turning = Task { [reader, clock] in await Self.turn(reader, clock, calls) }
        let result = await body()
        turning.cancel()
        await turning.value
        return result
    }

    private static func turn(_ reader: LineReader, _ clock: any Clock<Duration>, _ calls: @Sendable () -> Int) async {
        let before = calls()
        guard (try? await clock.sleep(for: patience)) != nil else { return }
        var passed = patience
        var frame = 0
        while !Task.isCancelled {
            let made = calls() - before
            let seconds = passed.components.seconds
            let asked = made == 0 ? "" : " \(made) call\(made == 1 ? "" : "s")"
            await reader.status(
                "\(frames[frame % frames.count])\(asked)\(seconds > 0 ? " \(seconds) s" : "") (Ctrl-C ends it)")
            frame += 1
            if (try? await clock.sleep(for: pace)) == nil { break }
            passed += pace
        }
        await reader.status(nil)
    }
}
