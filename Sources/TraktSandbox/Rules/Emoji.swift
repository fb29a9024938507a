/// Emoji, which Trakt stores as short codes: `:smiley:`.
///
/// The table has the common ones; others, and other forms of the same emoji, stay as they are in both directions.
enum Emoji {
    /// A text as it is stored.
    static func stored(_ text: String) -> String {
        // Most texts have none.
        guard text.unicodeScalars.contains(where: { $0.value >= 0x2600 }) else { return text }
        return text.reduce(into: "") { stored, character in
            if let code = codes[character] { stored += ":\(code):" } else { stored.append(character) }
        }
    }

    /// A text as it is answered: short codes that are known become emoji.
    static func shown(_ text: String) -> String {
        var shown = ""
        var rest = text[...]
        while let colon = rest.firstIndex(of: ":") {
            shown += rest[..<colon]
            rest = rest[colon...]
            let code = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || "_+-".contains($0) }
            if !code.isEmpty, code.endIndex < rest.endIndex, rest[code.endIndex] == ":", let emoji = emoji[String(code)]
            {
                shown.append(emoji)
                rest = rest[rest.index(after: code.endIndex)...]
            } else {
                shown.append(":")
                rest = rest.dropFirst()
            }
        }
        return shown + rest
    }

    /// A document as the documentation of 2023 describes it, with short codes in all its texts.
    static func coded(_ json: JSONValue) -> JSONValue {
        switch json {
        case .string(let text): .string(stored(text))
        case .array(let elements): .array(elements.map(coded))
        case .object(let object):
            object.members.map { JSONObject.Member(key: $0.key, value: coded($0.value)) }.json
        default: json
        }
    }

    private static let codes = Dictionary(table.map { ($0.emoji, $0.code) }) { first, _ in first }
    private static let emoji = Dictionary(table.map { ($0.code, $0.emoji) }) { first, _ in first }

    private static let table: [(emoji: Character, code: String)] = [
        ("😀", "grinning"), ("😁", "grin"), ("😂", "joy"), ("🤣", "rofl"), ("😃", "smiley"), ("😄", "smile"),
        ("😅", "sweat_smile"), ("😆", "laughing"), ("😉", "wink"), ("😊", "blush"), ("😋", "yum"),
        ("😎", "sunglasses"), ("😍", "heart_eyes"), ("😘", "kissing_heart"), ("🤔", "thinking"),
        ("😐", "neutral_face"), ("😑", "expressionless"), ("🙄", "rolling_eyes"), ("😏", "smirk"), ("😮", "open_mouth"),
        ("😴", "sleeping"), ("😜", "stuck_out_tongue_winking_eye"), ("😒", "unamused"), ("😕", "confused"),
        ("🙃", "upside_down"), ("😲", "astonished"), ("😞", "disappointed"), ("😢", "cry"), ("😭", "sob"),
        ("😨", "fearful"), ("🤯", "exploding_head"), ("😱", "scream"), ("😳", "flushed"), ("😡", "rage"),
        ("😠", "angry"), ("🤢", "nauseated_face"), ("😇", "innocent"), ("🤓", "nerd"), ("😈", "smiling_imp"),
        ("💀", "skull"), ("👻", "ghost"), ("👽", "alien"), ("🤖", "robot"), ("💩", "poop"), ("👍", "thumbsup"),
        ("👎", "thumbsdown"), ("👏", "clap"), ("🙌", "raised_hands"), ("🙏", "pray"), ("💪", "muscle"),
        ("👀", "eyes"), ("❤️", "heart"), ("💔", "broken_heart"), ("🔥", "fire"), ("⭐", "star"), ("🌟", "star2"),
        ("💯", "100"), ("🎉", "tada"), ("🎬", "clapper"), ("🎥", "movie_camera"), ("📺", "tv"), ("🍿", "popcorn"),
        ("🏆", "trophy"), ("🚀", "rocket"), ("☕", "coffee"), ("✅", "white_check_mark"), ("❌", "x"),
    ]
}
