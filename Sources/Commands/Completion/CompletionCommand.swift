internal import ArgumentParser

/// `moonreel completion`: a script with which a shell completes what is typed.
struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print a script that lets a shell complete moonreel's commands.",
        discussion: """
            The shell then proposes commands and options, and from this machine accounts, runs, rules, files and the names \
            of endpoints. Nothing is asked of Trakt for it.

              moonreel completion bash > ~/.moonreel.bash
              moonreel completion zsh > ~/.zfunc/_moonreel
              moonreel completion fish > ~/.config/fish/completions/moonreel.fish

            For bash, ~/.bashrc takes: source ~/.moonreel.bash; with the package bash-completion the file may also be \
            ~/.local/share/bash-completion/completions/moonreel. zsh looks into a folder that ~/.zshrc names before \
            compinit: fpath=(~/.zfunc $fpath). The script calls moonreel, which has to be on the PATH.
            """)

    @Argument(help: "bash, zsh or fish.", completion: .list(["bash", "zsh", "fish"]))
    var shell: Shell

    /// A shell that can do it.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        fileprivate var kind: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    func run() throws {
        let script = Moonreel.completionScript(for: shell.kind)
        Terminal.output(shell == .bash ? BashCompletion(script).text : script)
    }
}
