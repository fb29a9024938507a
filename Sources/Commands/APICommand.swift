internal import ArgumentParser
internal import Foundation
internal import Trakt
internal import TraktLua

/// `moonreel api`: the catalogue, a part of it, or one endpoint's documentation.
struct APICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Show what of Trakt a script can call.",
        discussion: """
            Without a name every endpoint is listed, with the name of a group those in it, and with the name of an \
            endpoint all there is to know about it.

              moonreel api
              moonreel api users.requests
              moonreel api search.text

            In lists, account marks what needs an account, VIP what needs or gains by a paying membership, 2026 what \
            came with the contract Trakt published in 2026, and unmerged what Trakt has not published at all.
            """)

    @Argument(help: "A group or an endpoint, such as search or search.text.", completion: .endpoint)
    var name: String?

    @Flag(help: "Print JSON with the field names of Trakt's documentation.")
    var json = false

    @Flag(help: "Print Markdown, one page a group.")
    var markdown = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write the Markdown into this directory, one file a group.", valueName: "directory"),
        completion: .directory)
    var directory: String?

    func validate() throws {
        if json && markdown { throw ValidationError("--json and --markdown exclude each other.") }
        if directory != nil && !markdown { throw ValidationError("-o belongs to --markdown.") }
    }

    func run() throws {
        guard let subject = APISubject(named: name ?? "") else {
            Terminal.note(APISubject.unknown(name ?? ""))
            throw ExitStatus.badUsage.code
        }
        if let directory {
            try write(subject.pages, into: directory)
        } else if json {
            Terminal.output(subject.document.encodedText)
        } else if markdown {
            Terminal.print(subject.pages.map(\.text).joined(separator: "\n"))
        } else {
            Terminal.print(subject.text)
        }
    }

    private func write(_ pages: [APISubject.Page], into directory: String) throws {
        let folder = URL(filePath: directory)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for page in pages {
                try Data(page.text.utf8).write(to: folder.appending(path: page.name + ".md"), options: .atomic)
            }
        } catch {
            Terminal.note("The pages could not be written to \(directory): \(error.localizedDescription)")
            throw ExitStatus.failed.code
        }
    }
}
