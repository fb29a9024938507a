import Automation
import Foundation
import Journal
import Scheduling
import Simulation
import Synchronization
import Trakt

/// One server of a world, from its start to its end.
final class ServedProcess: Sendable {
    private struct State {
        /// Things that somebody outside has begun in the server.
        var steps = 0
        var deadline: Date?
        var events: [ServeEvent] = []
    }

    let number: Int
    let store: MortalStore
    private let server: RuleServer
    private let agenda: Agenda
    private let state: Shared

    /// What events and steps note.
    private final class Shared: Sendable {
        let values = Mutex(State())
    }

    init(
        _ number: Int, folder: String, _ context: RunContext, _ store: MortalStore, _ agenda: Agenda,
        clock: any WallClock, seed: UInt64
    ) {
        self.number = number
        self.store = store
        self.agenda = agenda
        let shared = Shared()
        state = shared
        var parts = RuleServer.Parts(context: context)
        parts.patience = RuleServer.Parts.endlessPatience
        parts.clock = clock
        parts.random = SeededRandom(seed: seed)
        server = RuleServer(RuleLibrary(folders: [folder], zone: .utc), parts) { event in
            shared.values.withLock { $0.events.append(event) }
        }
    }

    /// When it wants to do something next.
    var deadline: Date? { state.values.withLock { $0.deadline } }

    var events: [ServeEvent] { state.values.withLock { $0.events } }

    /// Has the server do something, and returns when nothing of it goes on without time passing.
    func step(_ body: @escaping @Sendable (RuleServer) async -> Void) async {
        state.values.withLock { $0.steps += 1 }
        Task { [server, state] in
            await body(server)
            state.values.withLock { $0.steps -= 1 }
        }
        await quiet()
    }

    func turn() async {
        await step { [state] server in
            let deadline = await server.turn()
            state.values.withLock { $0.deadline = deadline }
        }
    }

    func look() async { await step { await $0.look() } }

    /// Ends it: by its will, or because it died.
    func close() async {
        if store.isDead { agenda.drop(number) }
        await step { [agenda, number] server in
            let closing = Task { await server.close(within: .zero) }
            while await !server.isClosed { await Task.yield() }
            agenda.drop(number)
            await closing.value
        }
    }

    /// Returns when everything waits for a later time.
    func quiet() async {
        var unchanged = 0
        var last = (-1, -1)
        while true {
            let work = await server.workCount + state.values.withLock { $0.steps }
            let waits = agenda.count(of: number) + store.stillCount
            if work == waits, !store.isStill { return }
            // Of a server that stands still some of what waits is not seen from here: it waits for what stands still.
            unchanged = store.isStill && last == (work, waits) ? unchanged + 1 : 0
            if unchanged > 300 { return }
            last = (work, waits)
            await Task.yield()
        }
    }
}
