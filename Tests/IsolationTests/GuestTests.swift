import Foundation
import Isolation
import Lua
import TestSupport
import Testing
import TraktLua

@Suite("A script in a process of its own", .timeLimit(.minutes(10)))
struct GuestTests {
    static let scripts = [
        "return 1 + 1", "return { a = { 1, 2 }, b = 'ä' }", "error('no')", "error({ kind = 'x', message = 'y' })",
        "return = 1", "print('a'); log.warning('b'); return 3", "return math.random(1, 1000000)", "return os.time()",
        "return time.at('2026-03-29T00:30:00Z'):format('%H:%M', 'Europe/Berlin')",
        "return time.at('2026-07-01T12:00:00Z'):format('%H:%M', 'America/New_York')", "return os.date('%c')",
        "return trakt.searhc", "local t = {} t.x.y = 1", "return tostring(trakt.search.text)",
        "coroutine.wrap(function() error('deep') end)()", "return string.rep('x', 1000000)",
        // Twice as long as JSON, which is more than a frame takes.
        "print(('\\n'):rep(9000000)) return 1",
    ]

    @Test("A script does the same as in the program's process", arguments: scripts)
    func same(source: String) async throws {
        let (host, other) = (StageHost(), StageHost())
        let isolated = try await runIsolated(source, for: host)
        let ending = await runInProcess(source, for: other)
        #expect(isolated.outcome == ending.outcome)
        #expect(isolated.outputDropped == ending.outputDropped)
        #expect(host.printed == other.printed)
    }

    @Test("What a script asks for is answered, each question by its own answer")
    func answers() async throws {
        let host = StageHost { message in
            let page = message.document.contains(UInt8(ascii: "2")) ? 2 : 1
            // The second question is answered first.
            for _ in 0..<(page == 1 ? 1000 : 0) { await Task.yield() }
            return .document(Array(#"{"status":200,"body":[\#(page)]}"#.utf8))
        }
        let ending = try await runIsolated(
            """
            return { all {
              function() return trakt.movies.popular { page = 1 }[1] end,
              function() return trakt.movies.popular { page = 2 }[1] end } }
            """, for: host)
        #expect(ending.value == "[1,2]", "\(ending)")
        #expect(host.said.asked.map(\.name) == ["trakt.movies.popular", "trakt.movies.popular"])
        #expect(host.said.waits >= 1)
    }

    @Test("What is printed between a question and its answer comes between them")
    func printing() async throws {
        let host = StageHost { message in
            let isNext = message.document.contains(UInt8(ascii: "2"))
            return .document(Array(#"{"status":200,"body":[\#(isNext ? 2 : 1)]}"#.utf8))
        }
        let ending = try await runIsolated(
            "return { all { function() return #trakt.movies.popular() end, function() print('x') return 7 end } }",
            for: host)
        #expect(ending.value == "[1,7]", "\(ending)")
        #expect(host.printed.count == 1)
    }

    @Test(
        "What a script ends with may be too large to be told; that is said instead",
        arguments: [
            "return ('x'):rep(20000000)", "error(('x'):rep(20000000))",
            "local t = {} for i = 1, 300000 do t[i] = { i = i } end return t",
        ])
    func largeEnd(source: String) async throws {
        let ending = try await runIsolated(source)
        #expect(ending.failure?.kind == "too_large", "\(ending.failure?.message.prefix(200) ?? "")")
    }

    @Test("An error with too much in it is told without that")
    func heavyError() async throws {
        let ending = try await runIsolated(
            "local t = {} for i = 1, 300000 do t[i] = { i = i } end error({ kind = 'own', message = 'm', list = t })")
        let error = try #require(ending.failure)
        #expect(error.message == "m" && error.place?.hasSuffix(":1") == true && error.document.count < 1000)
    }

    /// What a script may be called, and as what its host hears of it.
    static let names: [(name: String, place: String)] = [
        ("'کتاب\u{200C}ها.lua'", "کتاب\u{200C}ها.lua:1"), ("'👨\u{200D}👩\u{200D}👧.lua'", "👨\u{200D}👩\u{200D}👧.lua:1"),
        (#"'a\27[2J\nb\u{202E}.lua'"#, "a\u{241B}[2J b\u{FFFD}.lua:1"),
        ("('x'):rep(4095)", "…\(String(repeating: "x", count: 997)):1"),
    ]

    @Test("A script may be called as files can be, and what it loads in any way", arguments: names.map(\.name))
    func oddNames(name: String) async throws {
        let source = "return load('local found = trakt.movies.popular() return 1', '@' .. \(name))()"
        let answer = Answer.document(Array(#"{"status":200,"body":[]}"#.utf8))
        let (host, other) = (StageHost { _ in answer }, StageHost { _ in answer })
        let isolated = try await runIsolated(source, for: host)
        #expect(isolated.value == "1", "\(isolated)")
        #expect(host.said.asked.first?.place == Self.names.first { $0.name == name }?.place)
        #expect(await runInProcess(source, for: other).value == "1")
        #expect(other.said.asked == host.said.asked)
    }

    @Test("A script that is told to stop gets no answer more")
    func noAnswer() async throws {
        for _ in 0..<20 {
            let stop = StopSwitch()
            let host = StageHost { _ in
                stop.stop(because: .cancelled)
                return .failure(Array(#"{"message":"no"}"#.utf8))
            }
            let ending = try await runIsolated("pcall(trakt.movies.popular) return 1", for: host, stop: stop)
            guard case .stopped(.cancelled, _) = ending.outcome else {
                Issue.record("\(ending)")
                return
            }
        }
    }

    @Test("A script that was stopped before it began never begins")
    func before() async throws {
        let (stop, host) = (StopSwitch(), StageHost())
        stop.stop(because: .deadline)
        let ending = try await runIsolated("print('here')", for: host, stop: stop)
        guard case .stopped(.deadline, _) = ending.outcome else {
            Issue.record("\(ending)")
            return
        }
        #expect(host.printed == [])
    }

    static let excesses: [(what: String, calls: String, kind: String, asked: Int)] = [
        (
            "one call", "{ function() trakt.search.text { query = long .. long, type = 'movie' } end }", "too_large", 0
        ),
        ("calls at once", "many(10001, function() trakt.movies.popular() end)", "too_many_calls", 10_000),
        (
            "bytes in calls at once", "many(2, function() trakt.search.text { query = long, type = 'movie' } end)",
            "too_many_calls", 1
        ),
    ]

    @Test("Asking for too much is an error where it is asked, which ends no process", arguments: excesses.map(\.what))
    func excess(what: String) async throws {
        let excess = try #require(Self.excesses.first { $0.what == what })
        // What is printed goes after all that was asked before.
        let source = """
            local long = ('x'):rep(15 << 20)
            local function many(count, call) local t = {} for i = 1, count do t[i] = call end return t end
            local ok, problem = pcall(all, \(excess.calls))
            print(problem)
            return { ok, problem.kind }
            """
        let host = StageHost { _ in await StageHost.silence() }
        let (isolated, ending) = (try await runIsolated(source, for: host), await runInProcess(source))
        #expect(isolated.value == #"[false,"\#(excess.kind)"]"#, "\(isolated)")
        #expect(isolated.value == ending.value)
        #expect(host.said.asked.count == excess.asked)
    }

    @Test("A script in an endless loop stops when it is told to")
    func loop() async throws {
        let stop = StopSwitch()
        let host = StageHost { message in
            stop.stop(because: .cancelled)
            return .document(Array(#"{"status":200,"body":[]}"#.utf8))
        }
        let ending = try await runIsolated(
            "trakt.movies.popular() while true do end", for: host, stop: stop)
        guard case .stopped(.cancelled, let error) = ending.outcome else {
            Issue.record("\(ending)")
            return
        }
        #expect(error.place == "test.lua:1")
    }

    @Test("A script that waits stops when it is told to")
    func waiting() async throws {
        let stop = StopSwitch()
        let host = StageHost { _ in
            stop.stop(because: .cancelled)
            return await StageHost.silence()
        }
        let ending = try await runIsolated("trakt.movies.popular()", for: host, stop: stop)
        guard case .stopped(.cancelled, _) = ending.outcome else {
            Issue.record("\(ending)")
            return
        }
    }

    @Test("A script whose time is up is stopped for that reason")
    func deadline() async throws {
        let ending = try await runIsolated("while true do end", limits: Limits(time: .milliseconds(300)))
        guard case .stopped(.deadline, _) = ending.outcome else {
            Issue.record("\(ending)")
            return
        }
    }

    @Test("A script that takes too much memory is stopped for that reason, and says where it was")
    func memory() async throws {
        let ending = try await runIsolated(
            "local t = {} while true do t[#t + 1] = {} end",
            limits: Limits(memory: 8 << 20, time: .seconds(250)))
        guard case .stopped(.memory, let error) = ending.outcome else {
            Issue.record("\(ending)")
            return
        }
        #expect(error.place == "test.lua:1")
    }

    @Test("A process that was ended while it waited for a script is given none")
    func endedSpare() async throws {
        let guests = Guests(executable: try BuiltProgram.path())
        _ = try await guests.confinement()
        while guests.waiting.isEmpty { await Task.yield() }
        for process in guests.waiting {
            kill(process, SIGKILL)
            while try !String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8).contains(") Z") {
                await Task.yield()
            }
        }
        let ending = await guests.run(
            ScriptWork(
                source: Array("return 1".utf8), chunkName: "@a", limits: Limits(), facts: Facts(now: 0), seed: 0),
            for: StageHost(), stop: StopSwitch())
        #expect(ending.value == "1")
        await guests.close()
    }

    @Test("Nothing is kept of a script that is over, neither its switch nor the descriptors that go with it")
    func leavings() async throws {
        weak var kept: StopSwitch?
        do {
            let stop = StopSwitch()
            kept = stop
            #expect(try await runIsolated("return 1", stop: stop).value == "1")
        }
        // Tasks that were cancelled may be about to end.
        for _ in 0..<100_000 where kept != nil { await Task.yield() }
        #expect(kept == nil)
    }

    @Test("What ends the host is for the host alone, also where its service manager tells all of its processes")
    func signals() async throws {
        let guests = Guests(executable: try BuiltProgram.path())
        _ = try await guests.confinement()
        while guests.waiting.isEmpty { await Task.yield() }
        let waiting = guests.waiting
        for process in waiting { kill(process, SIGTERM) }
        let host = StageHost { _ in
            for process in waiting { for signal in [SIGTERM, SIGINT, SIGHUP] { kill(process, signal) } }
            return .document(Array(#"{"status":200,"body":[1]}"#.utf8))
        }
        let ending = await guests.run(
            ScriptWork(
                source: Array("return #trakt.movies.popular()".utf8), chunkName: "@a", limits: Limits(),
                facts: Facts(now: 0), seed: 0),
            for: host, stop: StopSwitch())
        #expect(ending.value == "1", "\(ending)")
        #expect(!waiting.isEmpty && guests.waiting.allSatisfy { !waiting.contains($0) })
        await guests.close()
    }

    @Test("A program that cannot be started is an error that says so")
    func missing() async throws {
        let ending = await Guests(executable: "/nowhere/moonreel").run(
            ScriptWork(source: [], chunkName: "@a", limits: Limits(), facts: Facts(now: 0), seed: 0),
            for: StageHost(), stop: StopSwitch())
        #expect(ending.failure?.kind == "isolation")
        #expect(ending.failure?.message.contains("No such file") == true)
    }

    @Test("All protections hold on this machine")
    func confinement() async throws {
        let guests = Guests(executable: try BuiltProgram.path())
        #expect(try await guests.confinement().gaps == [])
        await guests.close()
    }
}
