import CBaselines
import Lua

extension [Comparison] {
    /// JSON to Lua tables and back, against lua-cjson under the same Lua: a calendar of 10,000 episodes.
    static var documents: [Comparison] {
        let document = calendar(entries: 10_000)
        let megabytes = Double(document.count) / 1e6
        let cjson = "local cjson = require('cjson') local result "
        let wallDecode = Script(
            source: cjson + "mark(true) result = cjson.decode(document) mark(true)", document: document)
        let decode = Script(source: cjson + "mark() result = cjson.decode(document) mark()", document: document)
        let encode = Script(
            source: cjson + "local items = cjson.decode(document) mark() result = cjson.encode(items) mark()",
            document: document)

        func comparison(_ name: String, _ ours: Script, _ plain: Script, _ against: String) -> Comparison {
            Comparison(
                name: name, unit: .megabytesPerSecond, aim: .ratio(.atLeast(1)), baseline: against,
                measure: { megabytes * 1e9 / (try await ours.nanoseconds(of: Library(document: document))) },
                measureBaseline: {
                    do {
                        return megabytes * 1e9 / (try plain.plainNanoseconds())
                    } catch let error as Unavailable where error.description.contains("module 'cjson' not found") {
                        throw Unavailable("lua-cjson is not installed: apt-get install lua-cjson")
                    }
                })
        }
        return [
            comparison(
                "json/answer", Script(source: "mark(true) local result = host.call('calendar') mark(true)"), wallDecode,
                "cjson.decode of the same text"),
            comparison(
                "json/decode", Script(source: "mark() local result = json.decode(document) mark()", document: document),
                decode, "cjson.decode"),
            comparison(
                "json/encode",
                Script(
                    source: "local items = json.decode(document) mark() local result = json.encode(items) mark()",
                    document: document),
                encode, "cjson.encode"),
        ]
    }
}

/// Answers every message with one document.
private struct Library: ScriptHost {
    let document: [UInt8]

    func answer(_ message: Message) async -> Answer { .document(document) }
    func receive(_ message: Message) {}
}

/// A calendar as Trakt sends it, the same at every call: nested ids, some of them null, text in several scripts.
private func calendar(entries: Int) -> [UInt8] {
    let words = [
        "The", "Last", "House", "of", "Ragnarök", "北", "Québec", "Shōgun", "Night", "Ñandú", "Дом", "Severance", "🌙",
        "and", "Detectives", #"\"Quoted\""#, "Andor", "Élite", "Under", "Water",
    ]
    func title(_ seed: Int, _ count: Int) -> String {
        (0..<count).map { words[(seed &* 31 &+ $0 &* 17 &+ seed / 7) % words.count] }.joined(separator: " ")
    }
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    func episode(_ k: Int) -> String {
        let imdb = k.isMultiple(of: 3) ? "null" : #""tt\#(9_000_000 + k)""#
        return #"{"season":\#(k % 12 + 1),"number":\#(k % 22 + 1),"title":"\#(title(k, 3))","ids":{"trakt":"#
            + #"\#(4_000_000 + k * 7),"tvdb":\#(10_000_000_000 + k),"imdb":\#(imdb),"tmdb":\#(2_000_000 + k)}}"#
    }
    func show(_ k: Int) -> String {
        let tvdb = k.isMultiple(of: 5) ? "null" : "\(70_000 + k)"
        return
            #"{"title":"\#(title(k, 4))","year":\#(1990 + k % 37),"ids":{"trakt":\#(1_000 + k),"slug":"a-show-\#(k)","#
            + #""imdb":"tt\#(1_000_000 + k)","tmdb":\#(30_000 + k),"tvdb":\#(tvdb)}}"#
    }
    let items = (0..<entries).map { k in
        let time = "\(padded(k % 24)):\(padded(k % 60)):00.000Z"
        return #"{"first_aired":"2026-\#(padded(k % 12 + 1))-\#(padded(k % 28 + 1))T\#(time)","episode":"#
            + episode(k) + #","show":"# + show(k % 900) + "}"
    }
    return Array("[\(items.joined(separator: ","))]".utf8)
}
