/// Arrays that know whether they are everything, one class for each kind of element.
enum PageStub {
    static func page(of element: String) -> String { named(element) + ".Page" }
    static func all(of element: String) -> String { named(element) + ".All" }

    /// What arrays of a type are called: of a plain or a composed one after what is in it.
    private static func named(_ element: String) -> String {
        if element.hasPrefix("trakt."), !element.contains(where: { "|{<[(".contains($0) }) { return element }
        return "trakt." + element.split { !$0.isLetter }.map { $0.asClassName }.joined()
    }

    /// The classes for a type of element.
    static func text(of element: String) -> String {
        [(page(of: element), "trakt.Page"), (all(of: element), "trakt.Read")].map { name, parent in
            "---@class \(name) : \(parent)\n---@field [integer] \(element)"
        }.joined(separator: "\n\n")
    }
}

extension StringProtocol {
    /// The text with a capital letter, as names of classes begin: endpoints have none.
    var asClassName: String { prefix(1).uppercased() + dropFirst() }
}
