internal import Foundation
internal import GRDB
internal import Journal
internal import Trakt

/// Values that no question is ever asked about, as JSON in a column.
enum JSONColumn {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// - Parameter place: which run, or which effect, the row is.
    static func value<Value: Decodable>(
        _ type: Value.Type, _ row: Row, _ column: String, of place: String
    ) throws -> Value {
        let text: String = row[column]
        do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
            throw DatabaseError.damage("the \(column) of \(place) cannot be read")
        }
    }
}

/// What a script printed and logged, in the column `output`.
enum LogColumn {
    static func text(_ lines: [LogLine]) -> String { JSONValue.array(lines.map(\.asJSON)).encodedText }

    static func lines(_ row: Row, of place: String) throws -> [LogLine] {
        let text: String = row["output"]
        guard let lines = (try? JSONValue(parsing: text))?.array?.map(LogLine.init(_:)), !lines.contains(nil) else {
            throw DatabaseError.damage("the output of \(place) cannot be read")
        }
        return lines.compactMap(\.self)
    }
}

extension DatabaseError {
    /// Something that nobody has written.
    static func damage(_ what: String) -> DatabaseError { DatabaseError(resultCode: .SQLITE_CORRUPT, message: what) }
}

extension Database {
    /// Keeps a document once, however often it comes, and says under which digest.
    func keep(_ bytes: [UInt8]) throws -> String {
        let hash = SHA256.hexadecimal(of: bytes)
        try run(sql: "INSERT OR IGNORE INTO content VALUES (?, ?)", arguments: [hash, Data(bytes)])
        return hash
    }

    /// Drops a document that no step has any more.
    func dropContent(_ hash: String) throws {
        try run(
            sql: """
                DELETE FROM content WHERE hash = :hash
                AND NOT EXISTS (SELECT 1 FROM step WHERE question = :hash)
                AND NOT EXISTS (SELECT 1 FROM step WHERE answer = :hash)
                """, arguments: ["hash": hash])
    }

    /// A document by its digest; nil where it is not kept. One that is not what was written is an error.
    func content(_ hash: String) throws -> [UInt8]? {
        let data = try value(Data.self, sql: "SELECT bytes FROM content WHERE hash = ?", arguments: [hash])
        guard let bytes = data.map(Array.init) else { return nil }
        guard SHA256.hexadecimal(of: bytes) == hash else {
            throw DatabaseError.damage("content \(hash) is not what was written")
        }
        return bytes
    }

    /// A document that a row says is kept. That it is not there is damage, not an answer that was never kept.
    func keptContent(_ hash: String) throws -> [UInt8] {
        guard let bytes = try content(hash) else {
            throw DatabaseError.damage("content \(hash) is missing")
        }
        return bytes
    }
}
