/// The keys of emacs and of the shells that took them over.
package enum KeyBindings {
    package static func command(for key: Key) -> EditCommand {
        switch key {
        case .text(let text): .type(text)
        case .paste(let text): .paste(text)
        case .control(let letter): control(letter)
        case .alt(let character): alt(character)
        case .named(let key, let modifiers): named(key, modifiers)
        case .unknown: .nothing
        }
    }

    private static func control(_ letter: Character) -> EditCommand {
        if let command = controlText[letter] { return .text(command) }
        return switch letter {
        case "c": .interrupt
        case "d": .endOfInput
        case "g": .cancel
        case "l": .clearScreen
        case "n": .newer
        case "o": .newLine
        case "p": .older
        case "r": .searchBackward
        case "s": .searchForward
        case "z": .suspend
        default: .nothing
        }
    }

    private static let controlText: [Character: TextCommand] = [
        "a": .lineStart, "b": .left, "e": .lineEnd, "f": .right, "h": .deleteLeft, "k": .killLineEnd,
        "t": .transpose, "u": .killLineStart, "w": .killBlankLeft, "y": .yank, "_": .undo,
    ]

    private static func alt(_ character: Character) -> EditCommand {
        altText[Character(character.lowercased())].map { .text($0) } ?? .nothing
    }

    private static let altText: [Character: TextCommand] = [
        "b": .wordLeft, "c": .capitalize, "d": .killWordRight, "f": .wordRight, "l": .lowerCase, "u": .upperCase,
        "y": .yankEarlier, "/": .redo, "<": .textStart, ">": .textEnd,
    ]

    private static func named(_ key: NamedKey, _ modifiers: Modifiers) -> EditCommand {
        let isFar = !modifiers.isDisjoint(with: [.alt, .control])
        return switch key {
        case .up: modifiers.contains(.alt) ? .text(.up) : .older
        case .down: modifiers.contains(.alt) ? .text(.down) : .newer
        case .left: .text(isFar ? .wordLeft : .left)
        case .right: .text(isFar ? .wordRight : .right)
        case .home: .text(isFar ? .textStart : .lineStart)
        case .end: .text(isFar ? .textEnd : .lineEnd)
        case .delete: .text(isFar ? .killWordRight : .deleteRight)
        case .backspace: .text(isFar ? .killWordLeft : .deleteLeft)
        case .tab: modifiers.contains(.shift) ? .completeBack : .complete
        case .enter: modifiers.contains(.alt) ? .submit : modifiers.isEmpty ? .enter : .newLine
        case .escape: .escape
        case .pageUp: .older
        case .pageDown: .newer
        case .insert, .function: .nothing
        }
    }
}
