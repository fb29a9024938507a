import Foundation
import Testing

@Suite("Secrets")
struct SecrecyTests {
    @Test(
        "What signs somebody in is nowhere but in the accounts: not in output, logs, the journal, plans or crash reports"
    )
    func nowhere() async throws {
        try await withHome { home in
            _ = try await home.login()
            try home.workspace.write(
                "good.lua",
                """
                print(trakt.auth.status().user)
                trakt.list("Evening"):add(trakt.movies.popular { limit = 2 })
                """)
            try home.workspace.write("bad.lua", "trakt.shows.get('no-such-show')")
            try home.workspace.write(
                "rules/rule.lua",
                "return { name = 'Rule', schedule = 'every 1s', run = function() print(trakt.movies.popular()[1].title) end }"
            )
            let secrets = try home.secrets()
            // What is no secret is found where it is, so that looking proves something.
            var whole = ""
            #expect(secrets.count >= 3)
            for arguments in [
                ["run", "good.lua"], ["run", "--json", "good.lua"], ["run", "--isolate", "bad.lua"],
                ["run", "--plan", "-o", "plan.json", "good.lua"], ["show", "last"], ["show", "--json", "last"],
                ["runs", "--json"],
                ["replay", "last"], ["doctor"], ["doctor", "--json"], ["accounts"], ["accounts", "--json"],
                ["rules", "--json"],
            ] {
                let ended = try await Program.run(arguments, environment: home.environment, in: home.workspace)
                whole += ended.output + ended.errors
                for secret in secrets {
                    #expect(!ended.output.contains(secret) && !ended.errors.contains(secret), "\(arguments)")
                }
            }
            let served = try await Program.shell(
                "timeout -s TERM 4 \"$M\" serve --rules rules --log-level trace > served 2>&1; cat served",
                environment: home.environment, in: home.workspace)
            #expect(served.output.contains("Rule"))
            for secret in secrets { #expect(!served.output.contains(secret)) }
            #expect(whole.contains("demo-user"), "\(whole)")
            // Everything that was left on the disk, whatever it is.
            let files = try home.files()
            #expect(files.contains { $0.content.firstRange(of: Data("demo-user".utf8)) != nil })
            for (path, content) in files where !path.contains("/accounts/") {
                for secret in secrets { #expect(content.firstRange(of: Data(secret.utf8)) == nil, "\(path)") }
            }
        }
    }
}

extension Home {
    /// The tokens and the client secret with which somebody is signed in.
    fileprivate func secrets() throws -> [String] {
        let account = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path(of: "demo-user"))))
        return Self.secrets(in: account) + [sandbox.signInEnvironment["MOONREEL_CLIENT_SECRET"] ?? ""]
    }

    private static func secrets(in value: Any) -> [String] {
        guard let members = value as? [String: Any] else { return [] }
        return members.flatMap { name, value -> [String] in
            guard let text = value as? String else { return secrets(in: value) }
            return name.contains("token") && text.count > 8 || name.contains("secret") ? [text] : []
        }
    }

    fileprivate func files() throws -> [(path: String, content: Data)] {
        let all = FileManager.default.enumerator(atPath: workspace.path)?.compactMap { $0 as? String } ?? []
        return all.compactMap { name in
            let path = workspace.path + "/" + name
            guard let content = FileManager.default.contents(atPath: path) else { return nil }
            return (path, content)
        }
    }
}
