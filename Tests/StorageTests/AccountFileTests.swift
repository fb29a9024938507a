import Foundation
import Storage
import Synchronization
import Testing
import Trakt

@Suite("Stored accounts")
struct AccountFileTests {
    @Test("come back as they were stored, with every part")
    func roundTrip() async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            #expect(try file.account() == nil)
            for account in [account(), account(access: "b", secret: nil, refresh: nil, user: nil, begun: true)] {
                try await file.withExclusiveAccess { try file.store(account) }
                #expect(try file.account() == account)
            }
            #expect(directory.names == [name("work")])
        }
    }

    @Test("are readable by their owner alone, and so is their directory")
    func modes() async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            try await file.withExclusiveAccess { try file.store(account()) }
            #expect(try mode(of: file.path) == 0o600)
            #expect(try mode(of: directory.path) == 0o700)
            #expect(try mode(of: directory.path + "/work.lock") == 0o600)
        }
    }

    @Test("are refused when others may read them, and the words say what to do")
    func readableByOthers() async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            try await file.withExclusiveAccess { try file.store(account()) }
            #expect(chmod(file.path, 0o644) == 0)
            let error = #expect(throws: StorageError.self) { try file.account() }
            #expect(error == .readableByOthers(file.path))
            #expect("\(try #require(error))".contains("chmod 600 \(file.path)"))
        }
    }

    @Test("are never half a file: a write that did not end leaves the former one")
    func interruptedWrite() async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            let before = account(access: "before")
            try await file.withExclusiveAccess { try file.store(before) }
            // What a process leaves that died between writing and renaming.
            let rest = file.path + ".new"
            try Data(#"{"version":1,"acc"#.utf8).write(to: URL(filePath: rest))
            #expect(chmod(rest, 0o600) == 0)
            #expect(try file.account() == before)
            #expect(directory.names == [name("work")])
            try await file.withExclusiveAccess { try file.store(account(access: "after")) }
            #expect(try file.account()?.tokens.access == Secret("after"))
            #expect(!FileManager.default.fileExists(atPath: rest))
        }
    }

    @Test("are the newer ones where a process died after writing and before renaming: their refresh token is the last")
    func unrenamedWrite() async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            try await file.withExclusiveAccess { try file.store(account(access: "after")) }
            #expect(rename(file.path, file.path + ".new") == 0)
            try await directory["other"].withExclusiveAccess { try directory["other"].store(account(access: "before")) }
            #expect(rename(directory["other"].path, file.path) == 0)
            let adopted = try await file.withExclusiveAccess { try file.account() }
            #expect(adopted?.tokens.access == Secret("after"))
            #expect(!FileManager.default.fileExists(atPath: file.path + ".new"))
        }
    }

    @Test("are not lost where what a process left cannot be read just now: it stays, and that is said")
    func unreadableWrite() async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            let before = account(access: "before")
            try await file.withExclusiveAccess { try file.store(before) }
            let rest = file.path + ".new"
            // A link to itself cannot be opened, whoever asks.
            #expect(symlink(rest, rest) == 0)
            let error = await #expect(throws: StorageError.self) { try await file.withExclusiveAccess {} }
            guard case .unusable(rest, _)? = error else {
                Issue.record("it should have been unusable: \(String(describing: error))")
                return
            }
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: rest) == rest)
            #expect(try file.account() == before)
        }
    }

    @Test("are files: a directory with such a name is none")
    func directories() async throws {
        try await withDirectory { directory in
            try FileManager.default.createDirectory(
                atPath: directory.path + "/x.json", withIntermediateDirectories: true)
            #expect(directory.names.isEmpty)
        }
    }

    @Test("that are damaged are an error and not an absent account", arguments: ["", "{}", "[1]", #"{"version":9}"#])
    func damaged(_ text: String) async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            try await file.withExclusiveAccess {}
            #expect(FileManager.default.createFile(atPath: file.path, contents: Data(text.utf8)))
            #expect(chmod(file.path, 0o600) == 0)
            #expect(throws: StorageError.damaged(file.path)) { try file.account() }
        }
    }

    @Test("are gone when they are removed, and removing them twice is no error")
    func removal() async throws {
        try await withDirectory { directory in
            let file = directory["work"]
            try await file.withExclusiveAccess { try file.store(account()) }
            try await file.withExclusiveAccess {
                try file.remove()
                try file.remove()
            }
            #expect(try file.account() == nil && directory.names.isEmpty)
        }
    }

    @Test(
        "have names that are nothing but names", arguments: ["work", "a", "A-b_9", String(repeating: "x", count: 64)])
    func goodName(_ text: String) { #expect(AccountName(text)?.text == text) }

    @Test(
        "have no names that lead elsewhere",
        arguments: ["", ".", "..", "a/b", "../x", "a.b", "-x", "é", "a b", "a\0", String(repeating: "x", count: 65)])
    func badName(_ text: String) { #expect(AccountName(text) == nil) }

    @Test("lie where the environment says, and nowhere relative")
    func place() throws {
        #expect(
            try AccountDirectory(["XDG_DATA_HOME": "/data", "HOME": "/home/x"]).path == "/data/moonreel/accounts")
        for variables in [["HOME": "/home/x"], ["HOME": "/home/x", "XDG_DATA_HOME": "relative"]] {
            #expect(try AccountDirectory(variables).path == "/home/x/.local/share/moonreel/accounts")
        }
        #expect(throws: StorageError.noHome) { try AccountDirectory([:]) }
        #expect(BaseDirectory.configuration.path(["HOME": "/home/x"]) == "/home/x/.config/moonreel")
    }
}

// MARK: - Making things

func withDirectory(_ body: (AccountDirectory) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var directory = AccountDirectory(path: path + "/accounts")
    // A busy machine may take longer than anything that a person would wait for.
    directory.patience = .seconds(900)
    try await body(directory)
}

func name(_ text: String) -> AccountName? { AccountName(text) }

extension AccountDirectory {
    subscript(name: String) -> AccountFile {
        guard let name = AccountName(name) else { preconditionFailure("a test's name is no name") }
        return self[name]
    }
}

private func mode(of path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
}

func account(
    access: String = "a", secret: Secret? = Secret("s"), refresh: Secret? = Secret("r"),
    user: SignedInAccount.User? = .init(slug: "jane", username: "Jane", name: "Jane D", isVIP: true),
    begun: Bool = false
) -> SignedInAccount {
    let start = Date(timeIntervalSince1970: 1_772_627_696)
    return SignedInAccount(
        app: App(clientID: "id", clientSecret: secret, redirectURI: "http://127.0.0.1:8080/x"),
        apiURL: "https://api.example.com", authURL: "https://auth.example.com",
        tokens: Tokens(
            access: Secret(access), refresh: refresh, createdAt: start, lifetime: 86_400, receivedAt: start + 0.25,
            scope: "public"),
        user: user, signedInAt: start, refreshBegunAt: begun ? start + 10 : nil, refusedAt: begun ? start + 20 : nil)
}
