import CBaselines
import Lua

extension [Comparison] {
    /// A new isolated script, from nothing to its end, and away again: its time, and what it holds of memory.
    static var fresh: [Comparison] {
        [
            Life(name: "loaded", prelude: [], script: "", runs: false, plain: ""),
            Life(name: "run", prelude: [], script: "", runs: true, plain: ""),
            Life(name: "prelude", prelude: [library], script: "return library ~= nil", runs: true, plain: libraryText),
        ].flatMap(\.comparisons)
    }
}

/// One way to make a script, and its baseline.
private struct Life: Sendable {
    let name: String
    let prelude: [PreludeModule]
    let script: String
    let runs: Bool
    let plain: String

    var comparisons: [Comparison] {
        let against = "luaL_newstate, luaL_openlibs" + (plain.isEmpty ? "" : ", \(plain.utf8.count / 1000) kB of text")
        return [
            Comparison(
                name: "fresh/\(name)", unit: .microseconds, aim: .figure(.atMost(100)), baseline: against,
                measure: { try await time { _ = try await make() } },
                measureBaseline: { try await time { plain_close(try makePlain()) } }),
            Comparison(
                name: "fresh/\(name), Lua heap", unit: .kilobytes, aim: .figure(.atMost(100)), baseline: against,
                measure: { Double(try await make().memoryUsed) / 1000 },
                measureBaseline: {
                    let state = try makePlain()
                    defer { plain_close(state) }
                    return Double(plain_heap(state)) / 1000
                }),
            Comparison(
                name: "fresh/\(name), malloc", unit: .kilobytes, aim: .figure(.atMost(100)), baseline: against,
                measure: { try await allocated(make) { _ in } },
                measureBaseline: { try await allocated(makePlain) { plain_close($0) } }),
        ]
    }

    private func make() async throws -> Interpreter {
        let interpreter = try Interpreter(circumstances: .standard, prelude: prelude)
        try interpreter.load(Array(script.utf8), chunkName: "=benchmark")
        guard runs else { return interpreter }
        switch await interpreter.run(for: Echo()) {
        case .finished: return interpreter
        case .failed(let error), .stopped(_, let error): throw error
        }
    }

    private func makePlain() throws -> UnsafeMutableRawPointer {
        guard let state = plain_open(plain) else { throw Unavailable("a plain state could not be made") }
        return state
    }

    /// Microseconds of one life.
    private func time(_ live: () async throws -> Void) async throws -> Double {
        let count = 200
        let now = runs ? plain_now : plain_processor_now  // what waits may go on in another thread
        let begin = now()
        for _ in 0..<count { try await live() }
        return Double(now() - begin) / Double(count) / 1000
    }

    /// Kilobytes that one more of many has from `malloc`, Swift's objects included.
    private func allocated<State>(
        _ make: () async throws -> State, release: (State) -> Void
    ) async throws -> Double {
        let count = 200
        var states: [State] = []
        states.reserveCapacity(count)
        let before = plain_allocated()
        for _ in 0..<count { states.append(try await make()) }
        let after = plain_allocated()
        states.forEach(release)
        guard after > before else { throw Unavailable("this C library does not tell what malloc has given out") }
        return Double(after - before) / Double(count) / 1000
    }
}

/// Lua text as large as the module that scripts of Trakt are given; a package of its own cannot see that one.
private let libraryText: String = {
    let functions = (1...400).map { k in
        """
        --- Reads one field of an item, and says what is wrong when it is not there.
        function library.field\(k)(item, default)
          local value = item["field\(k)"]
          if value == nil and default == nil then error("an item has no field\(k)", 2) end
          return value or default
        end

        """
    }
    return "local library = {}\n" + functions.joined() + "return library"
}()

private let library: PreludeModule = {
    do {
        return try PreludeModule(name: "library", global: "library", source: Array(libraryText.utf8))
    } catch {
        preconditionFailure("\(error)")
    }
}()
