/// In place of module `TraktLua`'s own, which brings half of the program along: `ScriptWork.swift` names it.
package struct Facts: Sendable {
    package var now: Int64
    package var document: [UInt8]
}
