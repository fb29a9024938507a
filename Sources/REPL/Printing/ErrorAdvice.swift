package import Trakt

/// What to do about an error, where its own sentence does not say it.
package struct ErrorAdvice: Sendable, Hashable {
    package let sentence: String

    /// Nil where there is nothing to add.
    package init?(kind: String?, fields: [String: JSONValue]) {
        guard let kind, let sentence = Self.sentence(kind, fields) else { return nil }
        self.sentence = sentence
    }

    private static func sentence(_ kind: String, _ fields: [String: JSONValue]) -> String? {
        let message = fields["message"]?.string ?? ""
        switch kind {
        case "unknown_parameter", "missing_parameter", "wrong_type", "out_of_range", "reversed_range", "unknown_value",
            "too_many_values", "missing_ids", "too_long":
            return fields["endpoint"]?.string.map { ":doc trakt.\($0) tells what it takes." }
        case "signed_out":
            return "moonreel login signs in; with --sandbox the session needs no account."
        case "sign_in_again", "unauthorized":
            return message.contains("moonreel login") ? nil : "moonreel login signs in anew."
        case "forbidden", "not_sent", "cloudflare_blocked": return "moonreel doctor looks for the reason."
        case "rate_limited": return ":calls tells what this session has sent."
        case "outcome_unknown", "malformed_answer", "server_error", "unavailable", "cloudflare_error":
            let mayHave = fields["may_have_happened"]?.boolean == true
            // Trakt's sentences say it, those of other hosts may not.
            return mayHave && !message.contains("look before")
                ? "Look whether it was done before sending it again." : nil
        case "unknown_global", "unknown_name":
            return message.contains("did you mean") ? nil : "Tab shows the names that there are."
        default: return nil
        }
    }
}
