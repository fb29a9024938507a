internal import Foundation
internal import Subprocess
internal import Trakt

/// Signing in through a browser: the address to open, and the code that comes back, by itself or pasted.
struct BrowserDialogue {
    let server: AuthorizationServer
    let opensBrowser: Bool

    func tokens() async throws -> Tokens {
        let request = AuthorizationCode(server.app, authURL: server.url)
        let code: String
        if let listener = RedirectListener(server.app.redirectURI) {
            code = try await listener.code(of: request) { await show(request.address()) }
        } else {
            await show(request.address())
            code = try request.code(pasted: try await Self.pasted(from: server.app.redirectURI))
        }
        try Task.checkCancellation()
        return try await CriticalWork.perform { [code] in
            try await server.tokens(forCode: code, verifier: request.verifier)
        }
    }

    private func show(_ address: String) async {
        Terminal.say("Open this in a browser and allow the app:\n\n  \(address)\n")
        if opensBrowser, Terminal.isWatched { await Self.open(address) }
    }

    private static func pasted(from redirectURI: String) async throws -> String {
        Terminal.say(
            redirectURI == App.outOfBand
                ? "Then paste the code that Trakt shows:" : "Then paste the address that the browser ends at:")
        // On a thread of its own, so that Ctrl-C is not held up by it.
        let (lines, continuation) = AsyncStream<String>.makeStream()
        Thread.detachNewThread {
            continuation.yield(readLine() ?? "")
            continuation.finish()
        }
        for await line in lines { return line }
        throw CancellationError()
    }

    /// A desktop that cannot open it leaves the address that was printed.
    private static func open(_ address: String) async {
        #if os(macOS)
            let program = "open"
        #else
            let program = "xdg-open"
        #endif
        _ = try? await Subprocess.run(
            .name(program), arguments: [address], input: .none, output: .discarded, error: .discarded)
    }
}
