internal import Automation
internal import Foundation
package import LineEditing
internal import Synchronization
internal import Trakt

/// What a session's assistant asks of the session itself, of Trakt, and of the machine.
package final class LiveKnowledge: Knowledge {
    package let commands: [SessionCommand]
    private let session: Mutex<Session?> = Mutex(nil)
    private let words = Mutex<[String: [Completions.Candidate]]>([:])
    private let directory: String

    package init(directory: String) {
        commands = CommandName.allCases.map(\.command)
        self.directory = directory
    }

    func use(_ session: Session) { self.session.withLock { $0 = session } }

    package func value(at path: [PathStep]) async -> LiveValue? {
        guard let session = session.withLock({ $0 }), let outline = await session.outline(of: path.wire) else {
            return nil
        }
        return LiveValue(wire: outline)
    }

    // MARK: Trakt's words

    /// Asked once, of both movies and shows. Where nobody answers, nothing is offered, and it is asked again the next time.
    package func filterValues(of name: String) async -> [Completions.Candidate] {
        if let known = words.withLock({ $0[name] }) { return known }
        guard let client = session.withLock({ $0 })?.context.client else { return [] }
        var all: [Completions.Candidate] = []
        for arguments in Self.arguments(of: name) {
            guard let endpoint = Catalogue.endpoint(named: name + ".list"),
                let call = try? endpoint.call(arguments, today: Day(at: Date())),
                let answer = try? await client.send(call).json()
            else { return [] }
            all += Self.candidates(in: answer)
        }
        var seen: Set<String> = []
        let distinct = all.filter { seen.insert($0.text).inserted }.sorted { $0.text < $1.text }
        words.withLock { $0[name] = distinct }
        return distinct
    }

    private static func arguments(of name: String) -> [Arguments] {
        name == "networks" ? [Arguments()] : [Arguments(["movies"]), Arguments(["shows"])]
    }

    private static func candidates(in answer: JSONValue) -> [Completions.Candidate] {
        // Certifications come by country.
        let entries = answer.array ?? answer.object.map { $0.values.flatMap { $0.array ?? [] } } ?? []
        return entries.compactMap { entry in
            let name = entry["name"]?.string ?? ""
            guard let word = entry["slug"]?.string ?? entry["code"]?.string ?? (name.isEmpty ? nil : name) else {
                return nil
            }
            return .init(word, note: word == name ? "" : name)
        }
    }

    // MARK: Files

    package func files(startingWith path: String) async -> [Completions.Candidate] {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let (folder, prefix) = (path[..<slash], path[slash...])
        return Self.names(in: absolute(String(folder))).filter { name, _ in
            name.hasPrefix(prefix) && (!prefix.isEmpty || !name.hasPrefix("."))
        }.map { name, isFolder in .init(folder + name + (isFolder ? "/" : "")) }
    }

    package func modules() async -> [Completions.Candidate] {
        Self.names(in: directory).filter { !$0.isFolder && $0.name.hasSuffix(".lua") }
            .map { .init(String($0.name.dropLast(4))) }
    }

    private func absolute(_ folder: String) -> String {
        if folder.hasPrefix("~") { return NSString(string: folder).expandingTildeInPath }
        return folder.hasPrefix("/") ? folder : directory + "/" + folder
    }

    private static func names(in folder: String) -> [(name: String, isFolder: Bool)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().prefix(1000).map { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
            return (name, isFolder.boolValue)
        }
    }
}
