import Synchronization

/// The page at `/`: what an account of the sandbox holds and what clients send, as it changes.
struct Overview: Sendable {
    let sandbox: Sandbox

    func page(_ call: Call) -> Answer {
        let contents = contents
        let user = user(call, contents.state)
        return .page(
            Page(
                title: "Moonreel sandbox", head: "<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>",
                content: """
                    <header><h1>A Trakt in memory</h1>\(accounts(contents.state, user))</header>
                    <main id="overview">
                    \(OverviewContent(state: contents.state, log: contents.log, user: user).html)
                    </main>
                    \(Self.refreshing)
                    """))
    }

    /// What changes on the page, for the page itself.
    func fragment(_ call: Call) -> Answer {
        let contents = contents
        let content = OverviewContent(state: contents.state, log: contents.log, user: user(call, contents.state))
        return Answer(200, .html(content.html.text), headers: [("Cache-Control", "no-store")])
    }

    private var contents: (state: SandboxState, log: RequestLog) {
        (sandbox.state, sandbox.contents.withLock { $0.log })
    }

    /// The user that the address names, or the first.
    private func user(_ call: Call, _ state: SandboxState) -> Int {
        call.query["user"].flatMap(state.accountIndex) ?? 0
    }

    private func accounts(_ state: SandboxState, _ user: Int) -> HTML {
        let links: [HTML] = state.users.enumerated().map { index, profile in
            index == user
                ? "<strong>\(profile.name)</strong> " : "<a href=\"/?user=\(profile.slug)\">\(profile.name)</a> "
        }
        return "<nav>\(links)· <a href=\"/activate\">Activate a device</a></nav>"
    }

    /// Asks for the changing part every second and puts it in when it is another one.
    private static let refreshing: HTML = """
        <script>
        const main = document.getElementById("overview");
        let shown = "";
        setInterval(async () => {
          if (document.hidden) return;
          try {
            const answer = await fetch("/_sandbox/overview" + location.search);
            const text = await answer.text();
            if (answer.ok && text !== shown) { shown = text; main.innerHTML = text; }
            main.classList.remove("quiet");
          } catch { main.classList.add("quiet"); }
        }, 1000);
        </script>
        """
}
