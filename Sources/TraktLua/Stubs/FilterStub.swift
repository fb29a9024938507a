internal import Trakt

/// The filters as classes, one for each group, from which the tables of endpoints inherit.
enum FilterStub {
    static func name(of group: FilterGroup) -> String { "trakt.filters.\(group.rawValue.asClassName)" }

    static var text: String {
        FilterGroup.allCases.map { group in
            let fields = Filter.all(in: [group]).map { filter in
                "---@field \(filter.name)? \(filter.luaType) \(filter.summary): \(filter.accepts)"
            }
            return (["---@class \(name(of: group))"] + fields).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}
