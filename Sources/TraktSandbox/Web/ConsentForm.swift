/// The question whether an app may use an account, and whose.
struct ConsentForm: Sendable {
    let action: String
    /// What the form sends along.
    let fields: [(name: String, value: String)]
    let users: [Profile]

    var html: HTML {
        """
        <form method="post" action="\(action)">
        \(fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">\n" as HTML })\
        <p>An app asks for access to an account of this sandbox. Whose?</p>
        \(users.enumerated().map(choice))\
        <button class="main" name="decision" value="approve">Approve</button>
        <button name="decision" value="deny">Deny</button>
        </form>
        """
    }

    private func choice(_ index: Int, _ user: Profile) -> HTML {
        let checked: HTML = index == 0 ? " checked" : ""
        return """
            <label><input type="radio" name="user" value="\(user.slug)"\(checked)> \(user.name) \
            <span class="quiet">\(user.slug)</span></label>

            """
    }
}
