/// The commands of a session, each in one place: its name, what it does, and what stands behind it. What it does is in
/// `Console+commands.swift`.
enum CommandName: String, CaseIterable, Sendable {
    case help, doc, account, sandbox, plan, apply, discard, undo, time, calls, save, load, edit, clock, quit

    var command: SessionCommand {
        switch self {
        case .help: SessionCommand(rawValue, "what can be typed here")
        case .doc:
            SessionCommand(
                rawValue, "the documentation of an endpoint or a group", argument: .endpoint, placeholder: "NAME")
        case .account:
            SessionCommand(
                rawValue, "who is signed in; with a name, go on as that account", argument: .text,
                placeholder: "[NAME]")
        case .sandbox: SessionCommand(rawValue, "go on in a sandbox of this process")
        case .plan: SessionCommand(rawValue, "what would be changed")
        case .apply: SessionCommand(rawValue, "make what is planned")
        case .discard: SessionCommand(rawValue, "forget what is planned")
        case .undo:
            SessionCommand(
                rawValue, "take back what this session changed last, or a run", argument: .text, placeholder: "[RUN]")
        case .time:
            SessionCommand(rawValue, "run Lua and say how long it took", argument: .lua, placeholder: "LUA")
        case .calls: SessionCommand(rawValue, "what this session asked of Trakt")
        case .save:
            SessionCommand(rawValue, "keep what was typed as a script", argument: .file, placeholder: "FILE")
        case .load: SessionCommand(rawValue, "run a file here", argument: .file, placeholder: "FILE")
        case .edit:
            SessionCommand(
                rawValue, "change the last input, or a file, in $EDITOR", argument: .file, placeholder: "[FILE]")
        case .clock:
            SessionCommand(
                rawValue, "what time it is; in a sandbox, move it: +3d, 2026-03-01T12:00:00Z", argument: .text,
                placeholder: "[TIME]")
        case .quit: SessionCommand(rawValue, "end; so does Ctrl-D")
        }
    }
}
