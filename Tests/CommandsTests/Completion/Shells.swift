import Foundation

/// A shell that is asked what it would propose for a line.
enum Shells: String, CaseIterable, Sendable {
    case bash, zsh, fish

    static func path(of program: String) -> String? {
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + program }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static var installed: [Shells] { allCases.filter { path(of: $0.rawValue) != nil } }

    /// The script that asks: its arguments are the file with the program's own script, and the words of the line. It
    /// prints a proposal on each line.
    var asking: String {
        switch self {
        case .bash:
            """
            source "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            _moonreel moonreel "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        case .fish:
            // Without a terminal fish knows no cursor: it is at the end of the word.
            """
            source $argv[1]
            function commandline
                if contains -- -tC $argv
                    string length -- (builtin commandline -t)
                else
                    builtin commandline $argv
                end
            end
            complete -C "$argv[2..]" | string replace -r '\\t.*' ''
            """
        case .zsh:
            // zsh completes on a terminal alone: in one of its own, in which what would be shown is printed instead.
            """
            zmodload zsh/zpty
            script=$1; shift
            mkdir -p $TMPDIR/functions
            cp $script $TMPDIR/functions/_moonreel
            cat > $TMPDIR/.zshrc <<'END'
            PROMPT= ; fpath=($TMPDIR/functions $fpath)
            autoload -Uz compinit; compinit -u -d $TMPDIR/dump
            bindkey '^M' undefined-key; bindkey '^J' undefined-key; bindkey '^I' complete-word
            first() { print -r -- BEGIN }
            last() { print -r -- END; exit }
            compprefuncs=(first); comppostfuncs=(last)
            zstyle ':completion:*' list-grouped false
            compadd() {
              if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
              local -a hits; builtin compadd -A hits "$@"
              [[ -n $hits ]] && print -rl -- $hits
              builtin compadd "$@"
            }
            print READY
            END
            zpty shell env ZDOTDIR=$TMPDIR zsh -i
            while zpty -r shell line; do [[ $line == *READY* ]] && break; done
            zpty -w -n shell "$*"$'\\t'
            started=
            while zpty -r shell line; do
              line=${line//[$'\\r\\n']/}
              [[ $line == *END ]] && break
              [[ -n $started ]] && print -r -- $line
              [[ $line == *BEGIN ]] && started=1
            done
            """
        }
    }
}
