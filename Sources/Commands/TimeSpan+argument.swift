internal import ArgumentParser
package import Wording

extension TimeSpan: ExpressibleByArgument {
    package var defaultValueDescription: String { description }
}
