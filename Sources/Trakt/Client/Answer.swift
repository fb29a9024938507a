/// What Trakt answered to a call that succeeded.
public struct Answer: Sendable, Hashable {
    public let endpoint: Endpoint
    public let status: Int
    public let headers: Headers
    /// The JSON document, not yet read; nil where Trakt answered nothing, which is what 204 means.
    public let body: [UInt8]?
    /// Where the answer stands among the pages; nil where the endpoint has none.
    public let page: Page?

    /// The document as a value; `null` where there is none.
    public func json() throws(TraktError) -> JSONValue {
        guard let body else { return .null }
        do {
            return try JSONValue(parsing: body)
        } catch {
            throw TraktError(.malformedAnswer(status: status, reason: "\(error)", isCut: false), endpoint: endpoint)
        }
    }
}

/// One page as its headers describe it.
public struct Page: Sendable, Hashable, Codable {
    /// Counts from 1.
    public var number: Int
    /// Items a page, as the server applied it; nil where it did not say.
    public var limit: Int?
    /// All pages; nil where the server did not say.
    public var pageCount: Int?
    /// All items on all pages; nil where the server did not say.
    public var itemCount: Int?
    /// Items on this page, counted in the body.
    public var items: Int

    public init(number: Int, limit: Int?, pageCount: Int?, itemCount: Int?, items: Int) {
        self.number = number
        self.limit = limit
        self.pageCount = pageCount
        self.itemCount = itemCount
        self.items = items
    }

    init(of call: Call, headers: Headers, items: Int) {
        self.init(
            number: headers.number("X-Pagination-Page") ?? call.page ?? 1,
            limit: headers.number("X-Pagination-Limit"),
            pageCount: headers.number("X-Pagination-Page-Count"),
            itemCount: headers.number("X-Pagination-Item-Count"),
            items: items)
    }
}

extension Answer {
    /// Reads a successful response, or says why it is none after all. One pass over the bytes, nothing is parsed.
    package init(of call: Call, _ response: TransportResponse) throws(TraktError) {
        let endpoint = call.endpoint
        func malformed(_ reason: String, isCut: Bool = false) -> TraktError {
            TraktError(
                .malformedAnswer(status: response.status, reason: reason, isCut: isCut), endpoint: endpoint)
        }
        self.endpoint = endpoint
        status = response.status
        headers = response.headers
        if response.status == 204 || endpoint.answer == .nothing {
            body = nil
            page = nil
            return
        }
        if response.isHTML { throw malformed("an HTML page instead of JSON") }
        guard let outline = JSONOutline(of: response.body) else {
            // A write that says nothing has still succeeded.
            guard call.isWrite else { throw malformed("nothing instead of JSON") }
            body = nil
            page = nil
            return
        }
        switch (endpoint.answer, outline.kind) {
        case (.array, .array), (.object, .object), (.either, .array), (.either, .object): break
        case (_, .array): throw malformed("an array instead of an object")
        case (.array, .object): throw malformed("an object instead of an array")
        default: throw malformed("something that is neither an array nor an object")
        }
        guard outline.isWhole else { throw malformed("JSON that ends too early", isCut: true) }
        body = response.body
        page = endpoint.paging == .none ? nil : Page(of: call, headers: response.headers, items: outline.count)
    }
}

extension TransportResponse {
    /// True for a page meant for browsers, by its type or, without one, by its first byte.
    var isHTML: Bool {
        if let type = headers["Content-Type"]?.lowercased() { return type.hasPrefix("text/html") }
        return body.first { $0 > 0x20 } == UInt8(ascii: "<")
    }
}
