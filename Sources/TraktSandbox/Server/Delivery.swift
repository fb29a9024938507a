/// What happens on the connection.
package enum Delivery: Sendable, Hashable {
    case whole
    /// Close without a byte.
    case nothing
    /// Announce the whole body, send half of it, close.
    case halfBody
}
