/// An answer that some step got.
package struct KeptAnswer: Sendable, Hashable {
    /// The name of a step that got it.
    package let name: String
    /// The JSON document.
    package let document: [UInt8]

    package init(name: String, document: [UInt8]) {
        self.name = name
        self.document = document
    }
}
