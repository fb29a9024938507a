internal import Trakt

/// An endpoint as annotations: its class, with what it takes and answers, and the field by which its group has it.
struct EndpointStub {
    let endpoint: Endpoint
    let answer: AnswerTypes

    init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
        answer = AnswerTypes(of: endpoint)
    }

    var name: String { "trakt.\(endpoint.id)" }

    // MARK: What it takes

    /// A way to call it: so many path parameters in their places, the others in the table at the end.
    private struct Form {
        var positional: [Parameter]
        /// The class of the table at the end, if there is one.
        var table: String?
        var mayLackTable: Bool
    }

    /// The values by name beside the path's.
    private var hasOptions: Bool { endpoint.argumentNames.count > endpoint.pathParameters.count }

    private var needsOptions: Bool {
        endpoint.query.contains(where: \.isRequired) || (endpoint.body ?? []).contains(where: \.isRequired)
    }

    private var forms: [Form] {
        let path = endpoint.pathParameters
        let all = Form(positional: path, table: hasOptions ? name + ".Options" : nil, mayLackTable: !needsOptions)
        guard !path.isEmpty else { return [all] }
        let named = Form(
            positional: [], table: name + ".Arguments",
            mayLackTable: !needsOptions && !path.contains(where: \.isRequired))
        let between = (1..<path.count).map { count in
            Form(positional: Array(path.prefix(count)), table: name + ".Rest", mayLackTable: false)
        }
        return [all, named] + between
    }

    private func parameters(_ form: Form) -> [(name: String, type: String, isOptional: Bool, summary: String)] {
        // Only what stands behind the last required one can be left out.
        let lastRequired = form.positional.lastIndex(where: \.isRequired) ?? -1
        let positional = form.positional.enumerated().map { index, parameter in
            (
                Self.identifier(parameter.name), parameter.luaType, index > lastRequired,
                "\(parameter.summary): \(parameter.accepts)"
            )
        }
        guard let table = form.table else { return positional }
        let isNamed = form.positional.isEmpty && !endpoint.pathParameters.isEmpty
        return positional + [
            (isNamed ? "arguments" : "options", table, form.mayLackTable, "what is given by name")
        ]
    }

    /// A parameter's name where Lua would read it as something else.
    private static func identifier(_ name: String) -> String { LuaSource.key(name) == name ? name : name + "_" }

    private func list(_ form: Form) -> String {
        parameters(form).map { "\($0.name)\($0.isOptional ? "?" : ""): \($0.type)" }.joined(separator: ", ")
    }

    // MARK: Its classes

    /// The classes of the endpoint, in the order in which they are read.
    var text: String {
        (items + tables + answer.classes.map(Self.text) + [value]).joined(separator: "\n\n")
    }

    private static func text(_ found: AnswerTypes.Class) -> String {
        (["---@class \(found.name) : \(found.parent)"]
            + found.fields.map { field($0.name, $0.type, isOptional: $0.mayBeMissing) })
            .joined(separator: "\n")
    }

    private static func field(_ name: String, _ type: String, isOptional: Bool, _ summary: String = "") -> String {
        let key = AnswerTypes.key(name)
        return "---@field \(key)\(isOptional ? "?" : "") \(type)\(summary.isEmpty ? "" : " " + summary)"
    }

    private static func field(_ parameter: Parameter, isOptional: Bool) -> String {
        let ending = parameter.defaultValue.map { "; default \($0)" } ?? ""
        return field(
            parameter.name, parameter.luaType, isOptional: isOptional,
            "\(parameter.summary): \(parameter.accepts)\(ending)")
    }

    /// The tables of named values.
    private var tables: [String] {
        let filters = endpoint.filters.map { FilterStub.name(of: $0) }
        let options = ([("Options", filters, named)] as [(String, [String], [String])]).filter { _ in hasOptions }
        let parent = hasOptions ? [name + ".Options"] : []
        let path = endpoint.pathParameters
        let arguments: [(String, [String], [String])] =
            path.isEmpty ? [] : [("Arguments", parent, path.map { Self.field($0, isOptional: !$0.isRequired) })]
        let rest: [(String, [String], [String])] =
            path.count < 2 ? [] : [("Rest", parent, path.map { Self.field($0, isOptional: true) })]
        return (options + arguments + rest).map { suffix, parents, fields in
            let ending = parents.isEmpty ? "" : " : " + parents.joined(separator: ", ")
            return (["---@class \(name).\(suffix)\(ending)"] + fields).joined(separator: "\n")
        }
    }

    /// The fields of what is given by name, but for the path's and the filters'.
    private var named: [String] {
        var fields = endpoint.query.map { Self.field($0, isOptional: !$0.isRequired) }
        fields += (endpoint.body ?? []).map { field in
            Self.field(
                field.name, field.luaType(item: itemName(field)), isOptional: !field.isRequired,
                "\(field.summary): \(field.accepts)")
        }
        if !endpoint.extended.isEmpty {
            fields.append(
                Self.field("extended", AcceptedTypes.several(endpoint.extended), isOptional: true, "how much is told"))
        }
        let own = endpoint.query.map(\.name)
        if endpoint.paging != .none, !own.contains("page") {
            fields.append(Self.field("page", "integer", isOptional: true, "which page"))
        }
        if endpoint.paging != .none, !own.contains("limit") {
            let type = endpoint.isLimitless ? "integer|\"all\"" : "integer"
            fields.append(Self.field("limit", type, isOptional: true, "how many a page"))
        }
        return fields
    }

    private func itemName(_ field: Field) -> String {
        field.item.map { ItemStub(item: $0, name: "\(name).\($0.subject.rawValue.asClassName)").name } ?? "table"
    }

    /// What the things in a body may have beside their ids.
    private var items: [String] {
        (endpoint.body ?? []).compactMap { field in
            field.item.map { ItemStub(item: $0, name: "\(name).\($0.subject.rawValue.asClassName)").text }
        }
    }

    // MARK: The endpoint itself

    private var isList: Bool {
        guard !endpoint.isWrite, answer.element != nil else { return false }
        return true
    }

    private var answerType: String {
        guard let element = answer.element, endpoint.paging != .none else { return answer.type }
        return PageStub.page(of: element)
    }

    private var value: String {
        var lines = ["---@class \(name) : trakt.Endpoint"]
        lines += forms.map { "---@overload fun(\(list($0))): \(answerType)" }
        guard isList, let element = answer.element else { return lines.joined(separator: "\n") }
        lines.append("local endpoint = {}")
        let documentation = [
            ("each", "fun(): \(element)", "Goes over every item of every page; the next page is fetched meanwhile."),
            ("all", PageStub.all(of: element), "Every item of every page in one array."),
        ]
        for (method, type, summary) in documentation {
            lines += ["", "--- \(summary)"] + declaration(of: method, returning: type)
        }
        return (["do"] + lines.map { $0.isEmpty ? "" : "  " + $0 } + ["end"]).joined(separator: "\n")
    }

    private func declaration(of method: String, returning type: String) -> [String] {
        let first = forms[0]
        let names = parameters(first)
        let others = forms.dropFirst().map { "---@overload fun(self: \(name), \(list($0))): \(type)" }
        let documented = names.map { "---@param \($0.name)\($0.isOptional ? "?" : "") \($0.type) \($0.summary)" }
        return documented + ["---@return \(type)"] + others
            + ["function endpoint:\(method)(\(names.map(\.name).joined(separator: ", "))) end"]
    }
}
