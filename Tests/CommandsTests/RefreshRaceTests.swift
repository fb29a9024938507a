import Foundation
import Testing
import Trakt

@Suite("Renewing a token")
struct RefreshRaceTests {
    @Test("two programs with an ended token renew it once, and the account survives", .timeLimit(.minutes(8)))
    func race() async throws {
        try await withHome { home in
            _ = try await home.login()
            try home.workspace.write("who.lua", "print(trakt.users.settings.get().user.ids.slug)")
            let rounds = 20
            for round in 1...rounds {
                // By turns it is our clock that says so, and Trakt.
                if round % 2 == 0 {
                    try home.change("demo-user", "received_at", to: 1_000_000)
                } else {
                    try await home.sandbox.control("POST", "sign-ins/expire")
                }
                async let one = home.run("run", "who.lua")
                async let other = home.run("run", "who.lua")
                for ended in [try await one, try await other] {
                    #expect(ended.output == "demo-user\n" && ended.errors == "", "round \(round)")
                }
                let refreshes = try await home.refreshes()
                #expect(refreshes == (round, 0), "round \(round)")
            }
        }
    }

    @Test("that cannot be stored is not sent, and is this machine's fault and not Trakt's")
    func unstorable() async throws {
        try await withHome { home in
            _ = try await home.login()
            try home.change("demo-user", "received_at", to: 1_000_000)
            let obstacle = home.path(of: "demo-user") + ".new"
            try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
            try home.workspace.write("who.lua", "trakt.users.settings.get()")
            let ended = try await home.run("run", "who.lua")
            #expect(ended.code == 1 && ended.errors.contains("could not be renewed safely"), "\(ended.errors)")
            #expect(try await home.refreshes() == (0, 0))
        }
    }

    @Test("that gets no answer leaves the account able to go on, or says truly why it cannot")
    func lostAnswer() async throws {
        try await withHome { home in
            _ = try await home.login()
            try home.workspace.write("who.lua", "print(trakt.users.settings.get().user.ids.slug)")
            // Nothing was done at Trakt: the next run goes on.
            try await home.sandbox.fail(#"{"path":"/oauth/token","kind":"cut_before_headers","count":1}"#)
            try home.change("demo-user", "received_at", to: 1_000_000)
            let unlucky = try await home.run("run", "who.lua")
            #expect(unlucky.code == 3 && unlucky.errors.contains("whether it was is not known"))
            #expect(try await home.run("run", "who.lua").output == "demo-user\n")
            // It was done, and the answer was lost: the refresh token is spent.
            try await home.sandbox.fail(#"{"path":"/oauth/token","kind":"apply_then_cut","count":1}"#)
            try home.change("demo-user", "received_at", to: 1_000_000)
            #expect(try await home.run("run", "who.lua").code == 3)
            for _ in 0..<2 {
                let lost = try await home.run("run", "who.lua")
                #expect(lost.code == 3 && lost.errors.contains("its answer never came"))
                #expect(lost.errors.contains("Sign in again: moonreel login"))
            }
            let list = try await home.run("accounts", "--json")
            #expect(list.output.contains(#""state":"sign_in_again""#))
            #expect(try await home.login().code == 0)
            #expect(try await home.run("run", "who.lua").output == "demo-user\n")
        }
    }
}
