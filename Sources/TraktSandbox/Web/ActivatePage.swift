/// `/activate`: a person types the code that a device shows, and decides.
enum ActivatePage {
    /// Asks for the code, after saying what was wrong with the last one.
    static func codeForm(_ problem: String? = nil) -> Page {
        let note: HTML = problem.map { "<p class=\"problem\">\($0)</p>" } ?? ""
        return Page(
            title: problem ?? "Activate a device",
            content: """
                <main class="narrow">
                <h1>Activate a device</h1>
                \(note)
                <form method="post" action="/activate">
                <label>The code that your device shows
                <input name="user_code" required autofocus autocomplete="off" spellcheck="false" maxlength="32"></label>
                <button class="main">Continue</button>
                </form>
                </main>
                """)
    }

    static func consent(_ device: DeviceCode, _ users: [Profile]) -> Page {
        let form = ConsentForm(action: "/activate", fields: [("user_code", device.userCode)], users: users)
        return Page(
            title: "Activate a device",
            content: """
                <main class="narrow">
                <h1>Activate a device</h1>
                <p>Its code is <code>\(device.userCode)</code>.</p>
                \(form.html)
                </main>
                """)
    }

    static func decided(_ decision: Decision) -> Page {
        switch decision {
        case .approve(let user):
            return note("Approved", "The device will be signed in as \(user). You can close this page.")
        case .deny: return note("Denied", "The device will not be signed in. You can close this page.")
        }
    }

    private static func note(_ title: String, _ text: String) -> Page {
        Page(title: title, content: "<main class=\"narrow\"><h1>\(title)</h1><p>\(text)</p></main>")
    }
}
