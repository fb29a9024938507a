import Automation
import Commands
import Foundation
import TestSupport
import Testing
import Trakt

@Suite("Notices, from the command line")
struct NoticeCommandTests {
    private static let script = "notify('Dark tonight', { title = 'T' })"

    private func withConfiguration(
        _ text: String, _ body: @escaping @Sendable (Workspace, [String: String]) async throws -> Void
    ) async throws {
        try await withSandboxProcess { sandbox in
            try await withWorkspace(["c/moonreel/config.yaml": text, "test.lua": Self.script]) { workspace in
                var environment = sandbox.environment
                environment["XDG_CONFIG_HOME"] = workspace.path + "/c"
                try await body(workspace, environment)
            }
        }
    }

    @Test("A run delivers what it queued, once, and show tells it")
    func delivered() async throws {
        let server = try RecordingServer()
        try await withConfiguration("notify:\n  own:\n    type: webhook\n    url: \(server.address)/secret-path\n") {
            workspace, environment in
            let ended = try await Program.run(["run", "test.lua"], environment: environment, in: workspace)
            #expect(ended.code == 0 && ended.output == "", "\(ended.errors)")
            #expect(server.requests.map(\.line) == ["POST /secret-path"])
            let shown = try await Program.run(["show", "last"], environment: environment, in: workspace)
            #expect(shown.output.contains("own") && shown.output.contains("delivered"), "\(shown.output)")
            #expect(!(ended.errors + shown.output).contains("secret-path"))
            #expect(ended.errors.contains("other users of this machine may read it"))
            let plan = try await Program.run(["run", "--plan", "test.lua"], environment: environment, in: workspace)
            #expect(plan.errors.contains("info: would notify own: Dark tonight"))
            #expect(plan.errors.contains("1 notice would be sent."))
            let tried = try await Program.run(
                ["run", "--sandbox", "test.lua"], environment: environment, in: workspace)
            #expect(tried.errors == "info: would notify own: Dark tonight (title T)\n")
            #expect(server.requests.count == 1)
        }
    }

    @Test("A channel that is down keeps no run from its end; the next run delivers")
    func later() async throws {
        let server = try RecordingServer()
        server.stop()
        try await withConfiguration("") { workspace, environment in
            var environment = environment
            environment["MOONREEL_NOTIFY_URL"] = server.address + "/secret-path"
            let ended = try await Program.run(["run", "test.lua"], environment: environment, in: workspace)
            #expect(ended.code == 0)
            #expect(ended.errors.contains("The notice of run 1 to default was not delivered: Connection refused."))
            #expect(ended.errors.contains("still to be delivered") && !ended.errors.contains("secret-path"))
        }
    }

    @Test("A process that dies after queueing has its notice delivered once by the one that goes on")
    func died() async throws {
        let server = try RecordingServer()
        try await withConfiguration("notify_url: \(server.address)\n") { workspace, environment in
            for point in ["after queue:1", "before queue:1", "after end:1"] {
                var dying = environment
                dying["MOONREEL_CRASH"] = point
                let before = server.requests.count
                _ = try await Program.run(["run", "test.lua"], environment: dying, in: workspace)
                #expect(server.requests.count == before, "\(point)")
                try workspace.write("nothing.lua", "")
                _ = try await Program.run(["run", "nothing.lua"], environment: environment, in: workspace)
                #expect(server.requests.count == before + 1, "\(point)")
            }
        }
    }

    @Test("Mail goes through the configured program, with no shell and none of our variables")
    func mail() async throws {
        let text = """
            notify:
              mail: { type: mail, command: "./mailer.sh $(x)", from: a@example.org, to: b@example.org }
            """
        try await withConfiguration(text) { workspace, environment in
            try workspace.write("mailer.sh", "#!/bin/sh\n{ echo \"$1\"; env | grep -c MOONREEL_; cat; } > mail\n")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: workspace.path + "/mailer.sh")
            let ended = try await Program.run(["run", "test.lua"], environment: environment, in: workspace)
            #expect(ended.code == 0 && ended.errors == "", "\(ended.errors)")
            let mail = try workspace.text("mail")
            #expect(mail.hasPrefix("$(x)\n0\nFrom: a@example.org\nTo: b@example.org\nSubject: T\n"), "\(mail)")
        }
    }
}

@Suite("Channels in the configuration")
struct ChannelSettingsTests {
    @Test(
        "that are wrong are named with their line, and their addresses are not told",
        arguments: [
            ("notify: x\n", "notify takes a group of channels"),
            (
                "notify:\n  phone: { url: https://secret }\n",
                "line 2: the channel phone needs a type: one of discord, mail"
            ),
            ("notify:\n  phone: { type: ntfy }\n", "the channel phone needs topic"),
            ("notify:\n  chat: { type: discord, url: ftp://secret }\n", "has a url that is no address"),
            ("notify:\n  chat: { type: discord, url: https://secret, topic: x }\n", "takes url and nothing else"),
            ("notify:\n  m: { type: mail, from: a, to: b }\n", "needs command"),
        ])
    func wrong(_ text: String, _ says: String) {
        let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile(text, path: "/c.yaml") }
        let sentence = error.map { "\($0)" } ?? ""
        #expect(sentence.contains(says) && !sentence.contains("secret"), "\(sentence)")
    }

    @Test(
        "An address alone is the channel of its service",
        arguments: [
            ("https://discord.com/api/webhooks/1/x", "discord"), ("https://hooks.slack.com/services/a/b", "slack"),
            ("https://ptb.discord.com/api/webhooks/1/x", "discord"),
            ("https://Canary.Discord.com/api/x", "discord"),
            ("https://notdiscord.com/api/x", "webhook"),
            ("https://ntfy.sh/films", "ntfy"), ("https://ntfy.example.org/films", "ntfy"),
            ("http://localhost:8080/x?y=z", "webhook"),
        ])
    func address(_ address: String, _ kind: String) throws {
        let channels = try Settings(environment: ["MOONREEL_NOTIFY_URL": address]).channels()
        #expect(channels.map(\.name) == ["default"])
        #expect(channels.first.map { "\($0.kind)".hasPrefix(kind) } == true)
        #expect(!"\(channels)".contains("example") && !"\(channels)".contains("films"))
    }

    @Test(
        "An address that is none is an error that does not tell it", arguments: ["ntfy.sh/secret", "https://ntfy.sh"])
    func noAddress(_ text: String) throws {
        let settings = Settings(environment: ["MOONREEL_NOTIFY_URL": text])
        let error = #expect(throws: ConfigurationError.self) { try settings.channels() }
        #expect(error.map { "\($0)".contains("secret") } == false)
    }
}
