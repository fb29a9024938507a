/// `/oauth/authorize` in a browser.
enum AuthorizePage {
    static func consent(_ request: AuthorizationRequest, _ users: [Profile]) -> Page {
        let form = ConsentForm(action: "/oauth/authorize", fields: request.fields, users: users)
        let target = request.isOutOfBand ? "You will get a code to type." : "You will go to \(request.redirectURI)."
        return Page(
            title: "Let an app in",
            content: """
                <main class="narrow">
                <h1>Let an app in</h1>
                \(form.html)
                <p class="quiet">\(target)</p>
                </main>
                """)
    }

    /// For apps without an address to redirect to.
    static func code(_ code: String) -> Page {
        Page(
            title: "Your code",
            content: """
                <main class="narrow">
                <h1>Your code</h1>
                <p>Type or paste it into the app.</p>
                <code class="code" id="code">\(code)</code>
                </main>
                """)
    }

    static let denied = refused("You did not let the app in. You can close this page.", title: "Denied")

    static func refused(_ reason: String, title: String = "The app asked wrongly") -> Page {
        Page(
            title: reason,
            content: "<main class=\"narrow\"><h1>\(title)</h1><p class=\"problem\">\(reason)</p></main>")
    }
}
