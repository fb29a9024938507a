internal import Trakt

/// How much a script may say at once. A short text can take twenty times its length in the host's memory, once it is read.
enum MessageWeight {
    /// As ``JSONOutline/weight`` counts: more than a hundred megabytes at the worst.
    static let most = 2_000_000

    /// Throws where a document is better not read.
    static func check(_ document: [UInt8], _ what: String) throws(RunError) {
        guard (JSONOutline(of: document)?.weight ?? 0) <= most else { throw .tooManyValues(what) }
    }
}
