internal import Automation
internal import LuaSyntax
internal import Scheduling
internal import Trakt
internal import TraktLua
internal import Wording

extension Inspector {
    mutating func checkRule() {
        guard let rule else { return }
        checkRun(of: rule)
        checkFields(of: rule)
        checkSchedule(of: rule)
        checkSurfaces(of: rule)
        checkRemovals(of: rule)
        checkChanges(of: rule)
        checkOptions(of: rule)
        checkOwnText(of: rule)
    }

    private mutating func checkRun(of rule: RuleTable) {
        guard let field = rule.field("run") else {
            // Other modules' tables have names of their own; these are a rule's alone.
            guard rule.isWhole,
                rule.field("schedule") != nil || rule.field("on_change") != nil || rule.field("writes") != nil
            else { return }
            return add(
                .ruleRun, SourceRange(rule.range.start, rule.range.start + 1),
                "this looks like a rule, but it has no function run: write run = function(options) … end")
        }
        switch script.thing(field.value) {
        case .unknown where script.literal(field.value) == nil, .localFunction, .function: break
        default: add(.ruleRun, field.value.range, "a rule's run is a function: run = function(options) … end")
        }
    }

    private mutating func checkFields(of rule: RuleTable) {
        guard rule.field("run") != nil else { return }
        for key in rule.fields.compactMap(\.literalKey) where !RuleTable.known.contains(key.text) {
            guard let meant = Spelling.nearest(to: key.text, among: RuleTable.known) else { continue }
            add(.ruleField, key.range, "a rule has no '\(key.text)', so nothing looks at it", meant: meant)
        }
        if let name = rule.field("name"), let value = script.literal(name.value), value.string == nil {
            add(.ruleField, name.value.range, "a rule's name is a text; this is none and is left out")
        }
    }

    // MARK: When

    private mutating func checkSchedule(of rule: RuleTable) {
        guard let field = rule.field("schedule"), let value = script.literal(field.value) else { return }
        do {
            let declaration = try ScheduleDeclaration(
                ScheduleValue(value), zone: .utc, mayLackSchedule: rule.field("on_change") != nil)
            for warning in declaration.schedule?.warnings ?? [] { add(.scheduleDoubt, field.value.range, warning) }
        } catch {
            let sentences = ["\(error.problem)"] + (error.accepted.map { [$0] } ?? [])
            add(
                .schedule, range(of: error, in: field.value), sentences.joined(separator: ". "),
                meant: error.suggestion)
        }
    }

    /// The place in a text that an error tells, where the text has no escapes before it.
    private func range(of error: ScheduleError, in value: Expression) -> SourceRange {
        let texts = [value.bare] + value.bare.allParts
        guard let text = texts.first(where: { $0.literalText == error.text && !error.text.isEmpty }) else {
            return value.range
        }
        let source = script.chunk.lines.text(text.range)
        guard let column = error.column, source.first != "[", !source.contains("\\") else { return text.range }
        let bytes = error.text.prefix(column - 1).utf8.count
        let start = text.range.start + 1 + bytes
        return SourceRange(start, min(start + 1, text.range.end))
    }

    private mutating func checkChanges(of rule: RuleTable) {
        guard let field = rule.field("on_change") else { return }
        let values = script.table(field.value)?.map(\.value) ?? [field.value]
        for value in values {
            guard let literal = script.literal(value), !literal.isNull,
                !ActivityKeys.all.contains(literal.string ?? "")
            else { continue }
            let meant = literal.string.flatMap { Spelling.nearest(to: $0, among: ActivityKeys.all) }
            add(
                .onChange, value.range,
                "on_change names keys of Trakt's last activities, such as \"episodes.watched_at\"; this is none",
                meant: meant)
        }
    }

    // MARK: What

    private mutating func checkSurfaces(of rule: RuleTable) {
        guard let field = rule.field("writes") else { return }
        let known = Surface.allCases.map(\.rawValue)
        guard let values = script.table(field.value) else {
            guard let value = script.literal(field.value), value.array == nil, value.object == nil else { return }
            return add(.writes, field.value.range, "a rule's writes are a list of surfaces, such as { \"lists\" }")
        }
        for value in values.map(\.value) {
            guard let literal = script.literal(value), !literal.isNull, !known.contains(literal.string ?? "") else {
                continue
            }
            let meant = literal.string.flatMap { Spelling.nearest(to: $0, among: known) }
            let rest = meant == nil ? "; there are \(known.joined(separator: ", "))" : ""
            add(.writes, value.range, "there is no surface \(literal.encodedText)\(rest)", meant: meant)
        }
    }

    private mutating func checkRemovals(of rule: RuleTable) {
        guard let field = rule.field("removes"), let value = script.literal(field.value) else { return }
        if let members = value.object, members.count == 1, let most = members["most"]?.integer, most >= 0 { return }
        add(.removes, field.value.range, "a rule's removes are a table such as { most = 200 }")
    }

    // MARK: Options

    private mutating func checkOptions(of rule: RuleTable) {
        guard let field = rule.field("options") else { return }
        guard let options = script.table(field.value) else {
            guard script.literal(field.value) != nil else { return }
            return add(.options, field.value.range, "a rule's options are a table of names and their defaults")
        }
        for option in options {
            guard let key = option.literalKey else {
                if case .none = option.key {
                    add(.options, option.value.range, "an option has a name: options = { days = 7 }")
                }
                continue
            }
            if case .localFunction = script.thing(option.value) {
                add(
                    .options, option.value.range,
                    "the option '\(key.text)' cannot be set: options are texts, numbers, true or false, lists and tables",
                    isDoubt: true)
            } else if script.literal(option.value) == .null {
                add(
                    .options, option.value.range,
                    "the option '\(key.text)' is nil, and so there is none: give it a default, such as \"\" or false",
                    isDoubt: true)
            }
        }
        checkUses(ofOptions: options, of: rule)
    }

    private mutating func checkUses(ofOptions options: [TableField], of rule: RuleTable) {
        let names = options.compactMap(\.literalKey?.text)
        guard names.count == options.count, let parameter = rule.run?.parameters.first else { return }
        let accesses = survey.accesses.filter { access in
            guard case .name(let name) = access.base.bare.kind else { return false }
            return script.chunk.scopes.variable(of: name)?.name.range == parameter.range
        }
        // What the script puts there itself is there as well.
        let known = Set(names).union(accesses.filter { $0.use == .write }.map(\.name.text))
        for access in accesses where access.use == .read {
            guard !known.contains(access.name.text), !survey.defaulted.contains(access.name.range.start) else {
                continue
            }
            add(
                .unknownOption, access.name.range, "the rule has no option '\(access.name.text)', so this is nil",
                meant: Spelling.nearest(to: access.name.text, among: names))
        }
    }
}

extension Expression {
    /// Everything in it.
    fileprivate var allParts: [Expression] { parts.flatMap { [$0.bare] + $0.bare.allParts } }
}
