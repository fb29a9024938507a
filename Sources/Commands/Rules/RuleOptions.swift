internal import ArgumentParser
internal import Automation

/// Where rules are looked for.
struct RuleFolderOptions: ParsableArguments {
    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp(
            "A folder of rules, in the place of those in config.yaml. Repeatable.", valueName: "folder"),
        completion: .directory)
    var folders: [String] = []
}

extension ConnectionOptions {
    /// These options, or the account that a rule is for where they name none.
    func forRule(_ file: RuleFile) throws -> ConnectionOptions {
        guard !sandbox, account == nil, let name = file.account else { return self }
        return try .parse(["--account", name])
    }
}
