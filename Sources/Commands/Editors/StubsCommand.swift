internal import ArgumentParser
internal import Foundation
internal import TraktLua

/// `moonreel stubs`: annotations, with which an editor completes and checks scripts.
struct StubsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stubs",
        abstract: "Print what scripts can call as annotations for editors.",
        discussion: """
            Editors with the Lua language server (LuaLS) read them: they complete trakt and all else that scripts see, show \
            its documentation, and mark what does not fit. With -o they are written where an editor finds them: the \
            annotations into the folder .moonreel of a directory of scripts, and .luarc.json, which names it, beside the \
            scripts. A .luarc.json that is there stays as it is; what to add to it is printed.

              moonreel stubs -o rules
              moonreel stubs > trakt.lua

            After an update of moonreel the same command writes them anew, and removes those that are no longer needed. A rule is checked too where its table says \
            that it is one: ---@type moonreel.Rule.

            Exit status: 0 done, 1 the files could not be written, 2 bad usage.
            """)

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write the files for the scripts in this directory.", valueName: "directory"),
        completion: .directory)
    var directory: String?

    func validate() throws {
        guard directory?.isEmpty != true else { throw ValidationError("-o needs the name of a directory.") }
    }

    func run() throws {
        guard let directory else {
            Terminal.output(EditorStubs.files.map(\.text).joined(separator: "\n"))
            return
        }
        do {
            let folder = StubFolder(scripts: directory)
            let settings = try folder.write()
            Terminal.note("The annotations are in \(folder.path).")
            if let advice = settings.advice(folder) { Terminal.note(advice) }
        } catch let error as StubFolderError {
            Terminal.note("\(error)")
            throw ExitStatus.failed.code
        } catch {
            Terminal.note("The annotations could not be written to \(directory): \(error.localizedDescription)")
            throw ExitStatus.failed.code
        }
    }
}
