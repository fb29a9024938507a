internal import Trakt
internal import TraktLua

/// What `moonreel api` was asked about.
enum APISubject {
    case endpoint(EndpointReference)
    case part(CatalogueIndex)

    /// One page of documentation.
    struct Page {
        var name: String
        var text: String
    }

    /// The endpoint or group of this name, with or without `trakt.` in front; the empty name is the whole catalogue.
    init?(named name: String) {
        let name = name.hasPrefix("trakt.") ? String(name.dropFirst("trakt.".count)) : name == "trakt" ? "" : name
        if let endpoint = Catalogue.endpoint(named: name) {
            self = .endpoint(EndpointReference(endpoint))
        } else if let index = CatalogueIndex(under: name) {
            self = .part(index)
        } else {
            return nil
        }
    }

    var text: String {
        switch self {
        case .endpoint(let reference): reference.text
        case .part(let index): index.text
        }
    }

    var document: JSONValue {
        switch self {
        case .endpoint(let reference): reference.endpoint.document
        case .part(let index): index.document
        }
    }

    var pages: [Page] {
        switch self {
        case .endpoint(let reference): [Page(name: reference.endpoint.id, text: reference.markdown + "\n")]
        case .part(let index): index.groups.map { Page(name: $0.name, text: $0.markdown) }
        }
    }

    /// The sentence about a name that is neither, with those that were probably meant.
    static func unknown(_ name: String) -> String {
        let nearest = Catalogue.nearestNames(to: name)
        let advice =
            nearest.isEmpty
            ? "moonreel api lists them all." : "Did you mean \(nearest.joined(separator: ", "))?"
        return "There is no endpoint and no group called \(name). \(advice)"
    }
}
