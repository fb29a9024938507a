import Foundation
import Testing
import Trakt

@Suite("The doctor")
struct DoctorTests {
    /// The codes of all findings that are not well.
    private func ills(_ ended: Program.Ended) throws -> [String] {
        let findings = try JSONValue(parsing: Array(ended.output.utf8)).array ?? []
        return findings.filter { $0["level"] != "ok" && $0["level"] != "advice" }.compactMap { $0["code"]?.string }
    }

    @Test("finds a signed-in account well, in words and as JSON, and shows no secret")
    func well() async throws {
        try await withHome { home in
            _ = try await home.login()
            let words = try await home.run("doctor")
            #expect(words.code == 0 && words.output.contains("ok       The account demo-user works."))
            let json = try await home.run("doctor", "--json")
            #expect(json.code == 0)
            #expect(try ills(json).isEmpty)
            let account = try home.document(of: "demo-user")
            for secret in ["access_token", "refresh_token", "client_secret"] {
                let text = try #require(account[secret]?.string)
                #expect(!words.output.contains(text) && !json.output.contains(text))
            }
        }
    }

    @Test(
        "names each fault of the server and ends with 3",
        arguments: [
            (#"{"kind":"app_deleted"}"#, "app_refused"), (#"{"kind":"vip_required"}"#, "vip_needed"),
            (#"{"kind":"account_revoked"}"#, "revoked"), (#"{"kind":"account_locked"}"#, "locked"),
            (#"{"kind":"account_deactivated"}"#, "deactivated"), (#"{"kind":"maintenance"}"#, "trakt_down"),
            (#"{"kind":"html","status":403,"path":"*"}"#, "cloudflare_block"),
            (#"{"kind":"html","status":429,"path":"*"}"#, "cloudflare_limit"),
            (#"{"kind":"cut_before_headers","path":"/shows/*"}"#, "no_answer"),
        ])
    func faults(_ fault: String, _ code: String) async throws {
        try await withHome { home in
            _ = try await home.login()
            try await home.sandbox.fail(fault)
            let ended = try await home.run("doctor", "--json")
            #expect(ended.code == 3)
            #expect(try ills(ended) == [code])
        }
    }

    @Test("tells a revoked account from one whose refresh token has expired")
    func lostAccounts() async throws {
        try await withHome { home in
            _ = try await home.login()
            try await home.sandbox.control("POST", "sign-ins/revoke", "{}")
            let revoked = try await home.run("doctor", "--json")
            #expect(revoked.code == 3)
            #expect(try ills(revoked) == ["revoked"])
            _ = try await home.login()
            try home.change("demo-user", "received_at", to: 1_000_000)
            try await home.sandbox.fail(#"{"kind":"refresh_expired"}"#)
            let expired = try await home.run("doctor", "--json")
            #expect(expired.code == 3)
            #expect(try ills(expired) == ["refresh_expired"])
        }
    }

    @Test("tells that somebody else is private, and that a clock is wrong")
    func privateUserAndClock() async throws {
        try await withHome { home in
            _ = try await home.login()
            let open = try await home.run("doctor", "--json", "--user", "ada-marlow")
            #expect(open.code == 0)
            let hidden = try await home.run("doctor", "--json", "--user", "nils-quiet")
            #expect(hidden.code == 3)
            #expect(try ills(hidden) == ["private_user"])
            let nobody = try await home.run("doctor", "--json", "--user", "no-such-person")
            #expect(try ills(nobody) == ["no_such_user"])
            try await home.sandbox.fail(#"{"kind":"clock_wrong","seconds":7200}"#)
            let clock = try await home.run("doctor", "--json")
            #expect(clock.code == 1)
            #expect(try ills(clock) == ["clock_wrong"])
        }
    }

    @Test("tells a refused connection, an unknown host and broken TLS apart")
    func unreachable() async throws {
        try await withHome { home in
            let https = home.sandbox.address.replacing("http://", with: "https://")
            for (address, code) in [
                ("http://127.0.0.1:1", "connection_refused"), ("https://nowhere.invalid", "unknown_host"),
                (https, "tls"),
            ] {
                let ended = try await home.run("doctor", "--json", environment: ["MOONREEL_API_URL": address])
                #expect(ended.code == 3)
                #expect(try ills(ended) == [code], "\(address)")
            }
            let offline = ["MOONREEL_API_URL": "https://nowhere.invalid", "MOONREEL_AUTH_URL": "https://nor.invalid"]
            #expect(try ills(try await home.run("doctor", "--json", environment: offline)) == ["offline"])
        }
    }

    @Test("ends with 1 for what is wrong on this machine: no key, exposed files, a bad configuration")
    func local() async throws {
        try await withHome { home in
            let none = try await home.run("doctor", "--json", environment: ["MOONREEL_CLIENT_ID": ""])
            #expect(none.code == 1)
            #expect(try ills(none) == ["no_key"])
            _ = try await home.login()
            #expect(chmod(home.path(of: "demo-user"), 0o644) == 0)
            let exposed = try await home.run("doctor", "--json")
            #expect(exposed.code == 1)
            #expect(try ills(exposed).first == "file_permissions")
            try home.workspace.write("config/moonreel/config.yaml", "acount: x\n")
            let bad = try await home.run("doctor")
            #expect(bad.code == 1 && bad.output.contains("there is no setting acount: did you mean account?"))
            // Nothing is said about what could not be looked at.
            let json = try await home.run("doctor", "--json")
            let codes = try JSONValue(parsing: Array(json.output.utf8)).array?.compactMap { $0["code"]?.string } ?? []
            #expect(codes.filter { $0 != "proxy" }.dropFirst() == ["isolation", "configuration"])
        }
    }
}
