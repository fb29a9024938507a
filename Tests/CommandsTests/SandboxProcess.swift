import Foundation
import Subprocess
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `moonreel sandbox` in a process of its own.
struct SandboxProcess: Sendable {
    let address: String
    /// The variables that lead a script there.
    private(set) var environment: [String: String]
    /// The variables with which somebody signs in there.
    let signInEnvironment: [String: String]

    struct NoInformation: Error {}

    private struct Information: Decodable {
        var address: String
        var clientID: String
        var clientSecret: String
        var accessToken: String

        private enum CodingKeys: String, CodingKey {
            case address
            case clientID = "client_id"
            case clientSecret = "client_secret"
            case accessToken = "access_token"
        }
    }

    init(_ line: String) throws {
        let information = try JSONDecoder().decode(Information.self, from: Data(line.utf8))
        address = information.address
        environment = [
            "MOONREEL_API_URL": information.address, "MOONREEL_CLIENT_ID": information.clientID,
            "MOONREEL_ACCESS_TOKEN": information.accessToken,
        ]
        signInEnvironment = [
            "MOONREEL_API_URL": information.address, "MOONREEL_AUTH_URL": information.address,
            "MOONREEL_CLIENT_ID": information.clientID, "MOONREEL_CLIENT_SECRET": information.clientSecret,
        ]
    }

    /// The same, where scripts have the account of another of its users.
    func signedIn(as user: String) -> SandboxProcess {
        var other = self
        other.environment["MOONREEL_ACCESS_TOKEN"]? += "-\(user)"
        return other
    }

    struct Answer: Sendable {
        var status: Int
        /// Names in lower case.
        var headers: [String: String]
        var body: Data
    }

    /// Sends a call of an app, with these headers too.
    func send(_ method: String, _ path: String, _ body: String = "", headers: [String: String] = [:]) async throws
        -> Answer
    {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        request.httpMethod = method
        if !body.isEmpty { request.httpBody = Data(body.utf8) }
        let standard = [
            "User-Agent": "Tests/1.0", "Content-Type": "application/json", "trakt-api-version": "2",
            "trakt-api-key": environment["MOONREEL_CLIENT_ID"],
            "Authorization": environment["MOONREEL_ACCESS_TOKEN"].map { "Bearer \($0)" },
        ]
        for (name, value) in standard { request.setValue(value, forHTTPHeaderField: name) }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (body, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        let fields = answer.allHeaderFields.map { ("\($0)".lowercased(), "\($1)") }
        return Answer(status: answer.statusCode, headers: Dictionary(fields) { $1 }, body: body)
    }

    /// Switches a fault on: a JSON document as `POST /_sandbox/faults` takes it.
    func fail(_ fault: String) async throws {
        #expect(try await control("POST", "faults", fault).status == 201)
    }

    /// A call of the sandbox's own.
    @discardableResult
    func control(_ method: String, _ path: String, _ body: String? = nil) async throws -> (status: Int, body: Data) {
        var request = URLRequest(url: try #require(URL(string: address + "/_sandbox/" + path)))
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, data)
    }

    /// The paths of the requests that came.
    func requests() async throws -> [String] {
        struct Request: Decodable { var path: String }
        let url = try #require(URL(string: address + "/_sandbox/requests"))
        let (data, _) = try await URLSession.shared.data(from: url)
        return try JSONDecoder().decode([Request].self, from: data).map(\.path)
    }
}

/// Starts `moonreel sandbox`, runs the body, ends it with Ctrl-C and expects it to end well.
func withSandboxProcess(
    _ options: [String] = [], _ body: @escaping @Sendable (SandboxProcess) async throws -> Void
) async throws {
    let result = try await Subprocess.run(
        .name("env"), arguments: Arguments([Program.path(), "sandbox", "--json"] + options),
        environment: Program.clean([:]),
        input: .none, output: .sequence, error: .string(limit: 1 << 20)
    ) { execution in
        var lines = execution.standardOutput.strings().makeAsyncIterator()
        do {
            guard let line = try await lines.next() else { throw SandboxProcess.NoInformation() }
            try await body(SandboxProcess(line))
        } catch {
            try? execution.send(signal: .interrupt)
            throw error
        }
        let sent = ContinuousClock.now
        try execution.send(signal: .interrupt)
        while try await lines.next() != nil {}
        // At once, where nothing else keeps the machine busy: connections that are still open are not waited for.
        #expect(sent.duration(to: .now) < .seconds(60))
    }
    #expect(result.terminationStatus == .exited(130))
    #expect(result.standardError == "")
}

/// Runs one script against a sandbox with one fault.
func runScript(
    _ source: String, against fault: String, environment: [String: String] = [:]
) async throws -> Program.Ended {
    let ended = Collected()
    try await withSandboxProcess { sandbox in
        try await sandbox.fail(fault)
        await ended.set(
            try await runScript(
                source, environment: sandbox.environment.merging(environment) { $1 }, sandbox: false))
    }
    return try #require(await ended.value)
}

private actor Collected {
    var value: Program.Ended?
    func set(_ value: Program.Ended) { self.value = value }
}
