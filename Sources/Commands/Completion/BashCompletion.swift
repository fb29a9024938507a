internal import Foundation

/// The script for bash, safe from what it offers.
///
/// As it is generated it gives moonreel's answers to `compgen -W`, which expands each word: the name of a file would be
/// run as a command. It also takes every word for the name of a file, so that a command becomes the folder of its name.
struct BashCompletion {
    let text: String

    /// - Parameter generated: what the argument parser makes.
    init(_ generated: String) {
        text =
            generated
            .replacing("__moonreel_add_completions -W \"$(__moonreel_custom_complete ", with: "__moonreel_add_answers ")
            .replacing("\"$(__moonreel_cursor_index_in_current_word)\")\"\n", with: "\(Self.cursor)\n")
            .replacing(
                "    COMPREPLY+=($(compgen -W '",
                with: "    \(Self.noFiles)\n                COMPREPLY+=($(compgen -W '"
            )
            .replacing(
                "__moonreel_add_completions() {\n",
                with: "__moonreel_add_completions() {\n    [[ \"${1}\" = -W ]] && \(Self.noFiles)\n"
            )
            .replacing("\n_moonreel() {\n", with: "\n\(Self.answers)\n\n_moonreel() {\n")
    }

    private static let cursor = "\"$(__moonreel_cursor_index_in_current_word)\""

    /// Outside of a completion, and in a bash without it, it fails.
    private static let noFiles = "compopt +o filenames 2>/dev/null"

    /// Files are quoted by bash itself; other words, such as the names of rules, are quoted here.
    private static let answers = #"""
        # Offers what moonreel answers; nothing in an answer is expanded.
        __moonreel_add_answers() {
            local typed answer
            local -a answers=() quoted=()
            local has_files=false
            # Without -r, read takes away the backslashes of what was typed.
            IFS='' read typed <<<"${cur}"
            while IFS='' read -r answer; do
                [[ -n "${answer}" && "${answer}" = "${typed}"* ]] || continue
                answers+=("${answer}")
                quoted+=("$(printf %q "${answer}")")
                [[ "${answer}" = */ || "${answer}" = *.lua || "${answer}" = *.json ]] && has_files=true
            done < <(__moonreel_custom_complete "${@}")
            if ! "${has_files}" && compopt +o filenames 2>/dev/null && [[ "${COMP_WORDS[COMP_CWORD]}" != [\'\"]* ]]; then
                COMPREPLY+=("${quoted[@]}")
            else
                COMPREPLY+=("${answers[@]}")
            fi
        }
        """#
}
