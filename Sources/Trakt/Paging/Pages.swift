extension Client {
    /// All pages of a call, each fetched when it is asked for.
    public func pages(of call: Call) -> Pages {
        Pages(client: self, call: call)
    }
}

/// The pages of a call as a sequence. A failure ends it.
public struct Pages: AsyncSequence, Sendable {
    /// One page's answer, and the walk after it: finished or not, complete or not.
    public struct Element: Sendable {
        public let answer: Answer
        public let walk: PageWalk
    }

    /// What reading throws.
    public typealias Failure = TraktError

    let client: Client
    let call: Call

    public func makeAsyncIterator() -> Iterator {
        Iterator(client: client, call: call, walk: PageWalk(of: call, pageSize: client.configuration.pageSize))
    }

    /// Asks for a page at a time.
    public struct Iterator: AsyncIteratorProtocol {
        let client: Client
        let call: Call
        var walk: PageWalk
        private var hasFailed = false

        init(client: Client, call: Call, walk: PageWalk) {
            self.client = client
            self.call = call
            self.walk = walk
        }

        public mutating func next() async throws(TraktError) -> Element? {
            guard !hasFailed, let call = walk.call(call) else { return nil }
            do {
                let answer = try await client.send(call)
                _ = walk.received(answer.page)
                return Element(answer: answer, walk: walk)
            } catch {
                hasFailed = true
                throw error
            }
        }
    }
}
