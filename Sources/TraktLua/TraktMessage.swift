package import Lua
package import Trakt

/// A script's message that asks for one call of a Trakt endpoint: named `trakt.` and the endpoint's name, with the
/// script's arguments and, when all pages are read, how far the reading has come.
package struct TraktMessage: Sendable {
    package let endpoint: Endpoint
    package let arguments: Arguments
    /// How the call reads pages.
    package let walk: Walk?

    package enum Walk: Sendable, Hashable {
        /// The first of all pages.
        case first
        /// The page that comes next.
        case next(PageWalk)
    }

    private static let prefix = "trakt."

    /// Whether the message asks for a call at all.
    package static func isOne(_ message: Message) -> Bool { message.name.hasPrefix(prefix) }

    /// Whether nothing of the answer but what lists are called reaches the script: the prelude looks a list up by its name.
    package static func wantsOnlyNames(_ message: Message, of endpoint: Endpoint) -> Bool {
        guard endpoint.id == "users.lists.all" else { return false }
        return (try? JSONValue(parsing: message.document))?["only"]?.string == "names"
    }

    /// Whether what the script called asks for nothing after this, and shows the script no more of the answer than counts and
    /// what was not found. Many things are sent in several requests, and a list that is gone is looked for.
    package static func isLast(_ message: Message) -> Bool {
        (try? JSONValue(parsing: message.document))?["last"] == true
    }

    /// Reads the message; throws what the script is told.
    package init(_ message: Message) throws(MessageError) {
        guard let endpoint = Catalogue.endpoint(named: String(message.name.dropFirst(Self.prefix.count))) else {
            throw .unknown(message.name)
        }
        self.endpoint = endpoint
        let document: JSONValue
        do { document = try JSONValue(parsing: message.document) } catch { throw .unreadable(message.name, error) }
        arguments = Arguments(script: document["arguments"]?.array ?? [], for: endpoint)
        switch document["walk"] {
        case nil, .null?, .boolean(false)?: walk = nil
        // Nothing that changes the account is a reading.
        case _? where endpoint.isWrite: throw .unknownCursor(message.name)
        case .boolean(true)?: walk = .first
        case let cursor?:
            guard let walk = PageWalk(cursor: cursor), walk.isOne(of: endpoint) else {
                throw .unknownCursor(message.name)
            }
            self.walk = .next(walk)
        }
    }
}

/// A message that says nothing the host understands. The prelude sends no such message.
package enum MessageError: Error, Sendable, Hashable, CustomStringConvertible {
    case unknown(String)
    case unreadable(String, JSONSyntaxError)
    case unknownCursor(String)

    package var description: String {
        switch self {
        case .unknown(let name): "the host knows no message called \(name)"
        case .unreadable(let name, let error): "the message \(name) could not be read: \(error)"
        case .unknownCursor(let name): "the message \(name) continues a reading that was never begun"
        }
    }
}
