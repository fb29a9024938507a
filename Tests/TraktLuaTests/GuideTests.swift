import Automation
import Foundation
import Journal
import Lua
import Storage
import Synchronization
import Testing
import Trakt
import TraktLua
import TraktSandbox

/// A piece of Lua in the guide.
struct GuideBlock: Sendable, CustomTestStringConvertible {
    let file: String
    /// Where its first line stands in the file.
    let line: Int
    let source: String
    let isRun: Bool
    /// Whether it shows something that cannot be told line by line; all others promise what they print.
    let isQuiet: Bool

    var testDescription: String { "\(file):\(line)" }

    /// What the block says it prints: the texts behind `--> `.
    var promisedLines: [String] {
        source.split(separator: "\n").compactMap { line in
            line.range(of: "--> ").map { String(line[$0.upperBound...]) }
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/TraktLua/Documentation.docc")

    /// Every block of the guide that is marked as Lua.
    static let all: [GuideBlock] = {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }.flatMap { file in
            blocks(of: (try? String(contentsOf: file, encoding: .utf8)) ?? "", in: file.lastPathComponent)
        }
    }()

    private static func blocks(of text: String, in file: String) -> [GuideBlock] {
        var blocks: [GuideBlock] = []
        var begun: (line: Int, info: Substring, lines: [Substring])?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.hasPrefix("```") else {
                begun?.lines.append(line)
                continue
            }
            if let block = begun {
                begun = nil
                let words = block.info.split(separator: " ")
                guard words.first == "lua" else { continue }
                let isRun = !words.contains("no-run") && block.lines.first != "-- fragment"
                blocks.append(
                    GuideBlock(
                        file: file, line: block.line, source: block.lines.joined(separator: "\n"), isRun: isRun,
                        isQuiet: words.contains("quiet")))
            } else {
                begun = (index + 2, line.dropFirst(3), [])
            }
        }
        return blocks
    }
}

@Suite("The script writer's guide")
struct GuideTests {
    /// 10:00 UTC on 23 November 2026, where the sandbox's clock stands.
    private static let now = Date(timeIntervalSince1970: 1_795_428_000)

    @Test("The guide has blocks to check")
    func blocks() {
        #expect(GuideBlock.all.count { $0.isRun } > 20)
    }

    @Test("Every block that is run promises something: a line, or what it asserts")
    func promises() {
        for block in GuideBlock.all where block.isRun && !block.isQuiet {
            let isChecked = !block.promisedLines.isEmpty || block.source.contains("assert(")
            #expect(isChecked, "\(block.file):\(block.line) promises nothing")
        }
    }

    @Test("Every page of the guide is among its topics")
    func topics() throws {
        let overview = try String(contentsOf: GuideBlock.folder.appending(path: "TraktLua.md"), encoding: .utf8)
        for page in try FileManager.default.contentsOfDirectory(atPath: GuideBlock.folder.path)
        where page.hasSuffix(".md") && page != "TraktLua.md" {
            #expect(overview.contains("- <doc:\(page.dropLast(3))>"), "\(page) cannot be reached")
        }
    }

    @Test("Every block of Lua compiles, runs on a sandbox and prints what it says", arguments: GuideBlock.all)
    func block(_ block: GuideBlock) async throws {
        let place = "\(block.file):\(block.line)"
        // Lines are counted in the file, so that errors name them.
        let padding = String(repeating: "\n", count: block.line - 1)
        let work = ScriptWork(
            source: Array((padding + block.source).utf8), chunkName: "@" + block.file, limits: Limits(),
            facts: Facts(now: Int64(Self.now.timeIntervalSince1970) * 1000), seed: 7)
        do { try Interpreter.forTrakt(work).loadScript(of: work) } catch {
            Issue.record("\(place) does not compile: \(error)")
            return
        }
        guard block.isRun else { return }
        try await withSandbox(SandboxConfiguration(now: Self.now)) { info in
            let transport = HTTPTransport()
            let printed = Mutex<[String]>([])
            let run = Run(
                try ScriptFile(path: block.file, source: Array(block.source.utf8)), now: Self.now, seed: 7)
            var context = RunContext(
                client: Self.client(info, transport), accounts: SandboxHost(info, transport),
                journal: try SQLiteStore.inMemory(), server: .address(info.address))
            context.renewal = nil
            let report = try await run.perform(in: context) { line in
                if line.level == nil { printed.withLock { $0.append(line.message) } }
            }
            await transport.shutdown()
            switch report.outcome {
            case .finished: break
            case .failed(let error), .stopped(_, let error): Issue.record("\(place) failed: \(error)")
            }
            if !block.isQuiet {
                let lines = printed.withLock { $0 }
                #expect(lines == block.promisedLines, "\(place) prints something else than it says")
            }
        }
    }

    private static func client(_ info: SandboxInfo, _ transport: HTTPTransport) -> Client {
        let limit = RateLimits.Limit(calls: 1_000_000, period: .seconds(1))
        let configuration = Client.Configuration(
            apiURL: info.address, authURL: info.address, clientID: info.clientID, account: "sandbox",
            tokens: FixedToken(info.accessToken), userAgent: "Moonreel-Tests/1.0",
            limits: RateLimits.Settings(writes: limit, reads: limit, readsWithoutAccount: limit))
        return Client(configuration: configuration, transport: transport)
    }
}
