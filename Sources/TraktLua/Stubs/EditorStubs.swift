internal import Trakt
internal import TraktLuaStubs

/// Annotations for editors: what a script sees, as Lua files that a language server reads and nobody runs.
///
/// What Trakt has is made from ``Catalogue``, the rest is written by hand in `Stubs/Written`.
package enum EditorStubs {
    /// One file of annotations.
    package struct File: Sendable {
        package let name: String
        package let text: String
    }

    package static var files: [File] { [trakt] + written }

    /// The catalogue.
    private static var trakt: File {
        let stubs = Catalogue.all.map { EndpointStub($0) }
        var elements: [String] = []
        for element in stubs.compactMap(\.answer.element) where !elements.contains(element) { elements.append(element) }
        let parts =
            [
                "---@meta", "--- What Trakt offers to scripts, made from Moonreel's catalogue of its endpoints.",
                "---@alias moonreel.ActivityKey \(AcceptedTypes.literals(ActivityKeys.all))", FilterStub.text,
            ] + elements.map(PageStub.text) + stubs.map(\.text) + [GroupStub(path: "").text]
        return File(name: "endpoints.lua", text: parts.joined(separator: "\n\n") + "\n")
    }

    private static var written: [File] {
        var count = 0
        let files = UnsafeBufferPointer(start: moonreel_stub_files(&count), count: count)
        return files.map { file in
            let bytes = UnsafeBufferPointer(start: file.text, count: file.count)
            return File(name: String(cString: file.name) + ".lua", text: String(decoding: bytes, as: UTF8.self))
        }
    }
}
