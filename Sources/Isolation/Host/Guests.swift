package import Lua
internal import Synchronization
package import TraktLua

/// Runs each script in a process of its own, which can do nothing but compute and ask.
///
/// A process or more wait for the next scripts, so that these begin at once.
package final class Guests: ScriptRunner {
    private let executable: String
    private let grace: Duration
    private let most: Int
    private let told: @Sendable (String) -> Void
    /// What holds the first guest: those after it are held no less.
    private let first = Mutex<Confinement?>(nil)
    private let spares: Mutex<Spares>

    private struct Spares {
        var ready: [HostedGuest] = []
        var coming = 0
        var isClosed = false
    }

    /// - Parameters:
    ///   - executable: the program that makes itself a guest when it is told so.
    ///   - spares: how many guests wait for scripts.
    ///   - told: told once of each thing that does not hold scripts on this machine, before the first is run.
    ///   - grace: how long a script may take to stop by itself, before its process is ended.
    package init(
        executable: String = "/proc/self/exe", spares: Int = 1, grace: Duration = .seconds(1),
        told: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.told = told
        self.executable = executable
        self.grace = grace
        most = spares
        self.spares = Mutex(Spares())
    }

    package func run(_ work: ScriptWork, for host: some ScriptHost, stop: StopSwitch) async -> ScriptEnding {
        let guest: HostedGuest
        do { guest = try await take() } catch { return ScriptEnding(.failed(.isolation("\(error)"))) }
        return await guest.run(work, for: host, stop: stop)
    }

    /// What holds the guests on this machine.
    package func confinement() async throws(GuestError) -> Confinement {
        let guest = try await take()
        let confinement = guest.confinement
        await guest.dismiss()
        return confinement
    }

    /// The numbers of the processes that wait for scripts.
    package var waiting: [Int32] { spares.withLock { $0.ready.compactMap(\.number) } }

    /// Ends the guests that wait. Scripts under way are not touched.
    package func close() async {
        let waiting = spares.withLock { spares in
            defer { spares.ready = [] }
            spares.isClosed = true
            return spares.ready
        }
        for guest in waiting { await guest.dismiss() }
    }

    private func take() async throws(GuestError) -> HostedGuest {
        defer { prepare() }
        while let waiting = spares.withLock({ $0.ready.popLast() }) {
            guard waiting.hasEnded else { return try await admitted(waiting) }
            await waiting.dismiss()
        }
        return try await admitted(HostedGuest(executable, grace: grace))
    }

    /// The guest, if no less holds it than the first. Where that is not all there could be, it is told once.
    private func admitted(_ guest: HostedGuest) async throws(GuestError) -> HostedGuest {
        let (gaps, missing) = first.withLock { first in
            guard let best = first else {
                first = guest.confinement
                return (guest.confinement.gaps, [String]())
            }
            return ([], guest.confinement.missing(besides: best))
        }
        for gap in gaps { told(gap) }
        guard missing.isEmpty else {
            await guest.dismiss()
            throw .heldLess(missing)
        }
        return guest
    }

    /// Has guests come until enough wait.
    private func prepare() {
        let missing = spares.withLock { spares in
            guard !spares.isClosed else { return 0 }
            let missing = max(0, most - spares.ready.count - spares.coming)
            spares.coming += missing
            return missing
        }
        for _ in 0..<missing { Task { await self.addSpare() } }
    }

    private func addSpare() async {
        // A machine that cannot start one now says so to the next script.
        let guest = try? await HostedGuest(executable, grace: grace)
        let unwanted = spares.withLock { spares in
            spares.coming -= 1
            guard let guest, !spares.isClosed else { return guest }
            spares.ready.append(guest)
            return nil
        }
        await unwanted?.dismiss()
    }
}
