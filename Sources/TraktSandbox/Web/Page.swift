/// A whole page: its style and its script stand in it, and it asks nobody but this server.
struct Page: Sendable {
    var title: String
    var head: HTML = ""
    var content: HTML

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        \(Self.style)
        \(head)
        </head>
        <body>
        \(content)
        </body>
        </html>

        """
    }

    /// What a browser may do with a page: use the style and script that stand in it, ask this server, nothing else.
    fileprivate static let policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; "
        + "frame-ancestors 'none'"

    private static let style: HTML = """
        <style>
        :root { color-scheme: light dark; --line: color-mix(in srgb, currentcolor 15%, transparent); --accent: #9f42c6; }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 72rem; }
        main.narrow { max-width: 26rem; margin: 8vh auto 0; }
        h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 { font-size: 1rem; margin: 0 0 .5rem; }
        p { margin: .5rem 0; }
        p.problem { border-left: 3px solid #d33; padding-left: .75rem; }
        .quiet { opacity: .65; }
        code, td.mono, input { font-family: ui-monospace, monospace; }
        code.code { display: block; font-size: 1.1rem; overflow-wrap: anywhere; user-select: all; padding: 1rem;
          border: 1px solid var(--line); border-radius: .5rem; }
        label { display: block; margin: .4rem 0; }
        input[name=user_code] { font-size: 1.6rem; letter-spacing: .15em; text-transform: uppercase; width: 100%;
          box-sizing: border-box; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; }
        button { font: inherit; padding: .5rem 1.25rem; margin: 1rem .5rem 0 0; border-radius: .5rem; cursor: pointer;
          border: 1px solid var(--line); background: none; color: inherit; }
        button.main { background: var(--accent); border-color: var(--accent); color: #fff; }
        table { border-collapse: collapse; width: 100%; font-size: .87rem; }
        td, th { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-top: 1px solid var(--line); }
        th { font-weight: 500; opacity: .65; border-top: 0; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.25rem; }
        section { border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; margin-top: 1.25rem; }
        .columns section { margin-top: 0; }
        section.wide { overflow-x: auto; }
        ul { list-style: none; padding: 0; margin: 0; }
        li { border-top: 1px solid var(--line); padding: .25rem 0; display: flex; justify-content: space-between;
          gap: 1rem; }
        li:first-child { border-top: 0; }
        li > span:last-child { white-space: nowrap; }
        .bad { color: #d33; }
        </style>
        """
}

extension Answer {
    /// 200, or another status, with a page.
    static func page(_ page: Page, _ status: Int = 200) -> Answer {
        Answer(
            status, .html(page.html.text),
            headers: [("Content-Security-Policy", Page.policy), ("Cache-Control", "no-store")])
    }
}

extension Refusal {
    /// What a person did not get, said on a page.
    static func page(_ status: Int, _ page: Page) -> Refusal {
        var refusal = Refusal(status, page.title)
        refusal.answer = .page(page, status)
        return refusal
    }
}
