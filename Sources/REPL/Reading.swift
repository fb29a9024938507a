/// What came of asking for the next input.
package enum Reading: Sendable, Hashable {
    case text(String)
    case endOfInput
}
