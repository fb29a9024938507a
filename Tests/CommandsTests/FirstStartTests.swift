import Testing

@Suite("The first start")
struct FirstStartTests {
    @Test("Programs that start at the same time make one journal, and each has its run in it")
    func together() async throws {
        for round in 1...5 {
            try await withWorkspace(["test.lua": "print(1)"]) { workspace in
                let line = "for i in 1 2 3 4; do $M run --sandbox test.lua & done; wait; $M runs"
                let ended = try await Program.shell(line, in: workspace)
                #expect(ended.outputLines.count { $0 == "1" } == 4, "round \(round): \(ended.output)")
                #expect(ended.outputLines.count { $0.contains("finished") } == 4, "round \(round): \(ended.output)")
                #expect(!ended.errors.contains("journal"), "round \(round): \(ended.errors)")
            }
        }
    }
}
