/// An entry as one line of a file: a backslash is doubled, and a line feed is a backslash and an n.
enum HistoryLine {
    static func encode(_ entry: String) -> String {
        var line = ""
        for scalar in entry.unicodeScalars {
            switch scalar {
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// nil for what was never written so.
    static func decode(_ line: some Collection<UInt8>) -> String? {
        guard let text = String(validating: line, as: UTF8.self), !text.isEmpty else { return nil }
        var entry = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                guard let meant = meaning[scalar] else { return nil }
                entry.append(meant)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\0" {
                // What a file system leaves of pages that a crash kept it from writing.
                return nil
            } else {
                entry.append(scalar)
            }
        }
        return isEscaped ? nil : String(entry)
    }

    private static let meaning: [Unicode.Scalar: Unicode.Scalar] = ["\\": "\\", "n": "\n", "r": "\r"]
}
