internal import Foundation

/// The manual page, made of what the commands say of themselves.
struct ManualPage {
    let program: CommandDescription

    var text: String {
        var page = Mdoc()
        page.macro("Dd", Version.day)
        page.macro("Dt", "MOONREEL", "1")
        page.macro("Os")
        page.macro("Sh", "NAME")
        page.macro("Nm", "moonreel")
        page.macro("Nd", "run Lua scripts against Trakt")
        page.macro("Sh", "SYNOPSIS")
        page.macro("Nm")
        page.macro("Ar", "command")
        page.macro("Op", "Ar", "argument", "...")
        page.macro("Sh", "DESCRIPTION")
        page.sentence(program.abstract ?? "")
        page.body(program.discussion ?? "")
        options(in: &page)
        page.macro("Sh", "COMMANDS")
        for command in program.everyCommand.dropFirst() { describe(command, in: &page) }
        list("ENVIRONMENT", ManualTexts.environment, macro: "Ev", in: &page)
        list("FILES", ManualTexts.files, macro: "Pa", in: &page)
        list("EXIT STATUS", ManualTexts.statuses, macro: "Er", in: &page)
        examples(in: &page)
        return page.text
    }

    /// The options of every command, which the commands themselves do not name.
    private func options(in page: inout Mdoc) {
        page.macro("Sh", "OPTIONS")
        page.sentence("Every command takes these:")
        page.macro("Bl", "-tag", "-width", "Ds")
        for entry in ManualTexts.options {
            let names = entry.name.split(separator: ", ").map { "Fl \(Self.flag(String($0)))" }
            page.macro("It", names.joined(separator: " , "))
            page.sentence(entry.meaning)
        }
        page.macro("El")
    }

    private func describe(_ command: CommandDescription, in page: inout Mdoc) {
        page.macro("Ss", Mdoc.argument(command.path))
        page.sentence(command.abstract ?? "")
        page.macro("Bd", "-ragged", "-offset", "indent")
        page.macro("Ic", Mdoc.argument(command.path))
        for argument in command.ownArguments { synopsis(argument, in: &page) }
        page.macro("Ed")
        page.body(command.discussion ?? "")
        guard !command.ownArguments.isEmpty else { return }
        page.macro("Bl", "-tag", "-width", "Ds")
        for argument in command.ownArguments {
            page.macro("It", Self.invocation(argument))
            page.sentence(argument.abstract ?? "")
            if let value = argument.defaultValue, argument.kind == .option {
                page.sentence("Without it: \(value).")
            }
        }
        page.macro("El")
    }

    private func synopsis(_ argument: CommandDescription.Argument, in page: inout Mdoc) {
        let name = argument.names?.last.map { "Fl \(Self.flag($0.text))" }
        let value = argument.kind == .flag ? nil : "Ar \(Mdoc.argument(argument.valueName ?? "value"))"
        let words = [name, value].compactMap(\.self).joined(separator: " ") + (argument.isRepeating ? " ..." : "")
        page.macro(argument.isOptional || argument.kind == .flag ? "Op \(words)" : words)
    }

    /// All names of an option with its value, or a value's.
    private static func invocation(_ argument: CommandDescription.Argument) -> String {
        let value = "Ar \(Mdoc.argument(argument.valueName ?? "value"))"
        guard let names = argument.names, !names.isEmpty else { return value }
        let flags = names.map { "Fl \(flag($0.text))" }.joined(separator: " , ")
        return argument.kind == .flag ? flags : "\(flags) \(value)"
    }

    /// The first dash is the macro's own.
    private static func flag(_ text: String) -> String { Mdoc.escaped(String(text.dropFirst()), isCode: true) }

    private func list(_ heading: String, _ entries: [ManualTexts.Entry], macro: String, in page: inout Mdoc) {
        page.macro("Sh", heading)
        page.macro("Bl", "-tag", "-width", "Ds")
        for entry in entries {
            page.macro("It", macro, Mdoc.argument(entry.name))
            page.sentence(entry.meaning)
        }
        page.macro("El")
    }

    private func examples(in page: inout Mdoc) {
        page.macro("Sh", "EXAMPLES")
        for (index, entry) in ManualTexts.examples.enumerated() {
            if index > 0 { page.macro("Pp") }
            page.sentence(entry.meaning)
            page.macro("Pp")
            page.macro("Dl", Mdoc.escaped(entry.name, isCode: true))
        }
    }
}
