internal import ArgumentParser

/// `key=value`, as `--set` takes it.
package struct OptionAssignment: ExpressibleByArgument, Hashable {
    package let key: String
    package let value: String

    package init?(argument: String) {
        guard let separator = argument.firstIndex(of: "="), separator != argument.startIndex else { return nil }
        key = String(argument[..<separator])
        value = String(argument[argument.index(after: separator)...])
    }
}
