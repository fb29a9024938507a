package import Trakt

/// What a script gets for a call: `{ status, page, body }`. The body's bytes go in as they came; they become Lua
/// tables without having been Swift values.
package enum TraktReply {
    /// - Parameter walk: the reading this page belongs to, with this page noted; nil for a single call.
    package static func document(_ answer: Trakt.Answer, walk: PageWalk?) -> [UInt8] {
        var document = Array(#"{"status":\#(answer.status)"#.utf8)
        if let page = page(of: answer, walk: walk) {
            document.append(contentsOf: #","page":"#.utf8)
            document.append(contentsOf: page.encoded)
        }
        if let body = answer.body {
            document.append(contentsOf: #","body":"#.utf8)
            document.append(contentsOf: body)
        }
        document.append(UInt8(ascii: "}"))
        return document
    }

    private static func page(of answer: Trakt.Answer, walk: PageWalk?) -> JSONValue? {
        guard answer.page != nil || walk != nil else { return nil }
        var members: [String: JSONValue] = [:]
        if let page = answer.page {
            members["page"] = .integer(Int64(page.number))
            members["limit"] = page.limit.map { .integer(Int64($0)) }
            members["page_count"] = page.pageCount.map { .integer(Int64($0)) }
            members["item_count"] = page.itemCount.map { .integer(Int64($0)) }
        }
        if let walk {
            members["complete"] = .boolean(walk.isComplete)
            if !walk.isFinished { members["next"] = walk.cursor }
        } else if let page = answer.page {
            // A single page is complete when it is the only one; without a count, unless it looks like a full one.
            let isWhole = page.itemCount.map { $0 == page.items } ?? (page.items != page.limit)
            members["complete"] = .boolean(page.number == 1 && isWhole)
        }
        return .object(members)
    }
}
