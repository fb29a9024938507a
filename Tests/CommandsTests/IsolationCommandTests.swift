import Testing

@Suite("A script in a process of its own, from the command line")
struct IsolationCommandTests {
    @Test("A script does its work as it does in the program's process")
    func work() async throws {
        let script = """
            local list = trakt.list("Evening")
            list:add(trakt.movies.popular { limit = 3 })
            print(#list:items())
            return { left = 1 }
            """
        try await withWorkspace(["a.lua": script]) { workspace in
            let isolated = try await Program.run(["run", "--sandbox", "--isolate", "a.lua"], in: workspace)
            #expect(isolated.code == 0, "\(isolated.errors)")
            #expect(isolated.outputLines.first == "3")
            let other = try await Program.run(["run", "--sandbox", "a.lua"], in: workspace)
            #expect(isolated.outputLines == other.outputLines)
        }
    }

    @Test("A script that fails says where, with status 1")
    func failing() async throws {
        try await withWorkspace(["a.lua": "local t = nil\nprint(t.x)"]) { workspace in
            let ended = try await Program.run(["run", "--sandbox", "--isolate", "a.lua"], in: workspace)
            #expect(ended.code == 1)
            #expect(ended.errors.contains("a.lua:2"))
        }
    }

    @Test("Neither secrets, nor the environment, nor a file is in a script's process")
    func secrets() async throws {
        try await withWorkspace(["a.lua": "print('there')\nwhile true do end"]) { workspace in
            let ended = try await Program.shell(
                """
                MOONREEL_CLIENT_SECRET=qxz-one MOONREEL_ACCESS_TOKEN=qxz-two MOONREEL_CLIENT_ID=qxz-three \
                  "$M" run --sandbox --isolate --timeout 4s a.lua > printed 2> told & host=$!
                for try in $(seq 100); do grep -q there printed && break; sleep 0.1; done
                guest=$(pgrep -P $host)
                wc -c < /proc/$guest/environ
                tr '\\0' ' ' < /proc/$guest/cmdline
                echo
                ls /proc/$guest/fd | tr '\\n' ' '
                echo
                wait $host
                grep -c qxz printed told
                """, in: workspace)
            let lines = ended.outputLines
            #expect(lines.first == "0")
            #expect(lines.dropFirst().first?.hasPrefix("moonreel guest ") == true)
            #expect(Array(lines.dropFirst(2)) == ["0 1 2 3 ", "printed:0", "told:0"])
        }
    }

    @Test("A process that somebody ends costs its run, with the signal and the last call")
    func crash() async throws {
        let script = """
            print("there")
            trakt.movies.popular { limit = 1 }
            while true do end
            """
        try await withWorkspace(["a.lua": script]) { workspace in
            let ended = try await Program.shell(
                """
                "$M" run --sandbox --isolate --timeout 60s a.lua > printed & host=$!
                for try in $(seq 100); do grep -q there printed && break; sleep 0.1; done
                sleep 0.5
                kill -SEGV $(pgrep -P $host)
                wait $host
                """, in: workspace)
            #expect(ended.code == 1)
            #expect(ended.errors.contains("SIGSEGV"), "\(ended.errors)")
            #expect(ended.errors.contains("a.lua:2"), "\(ended.errors)")
        }
    }
}
