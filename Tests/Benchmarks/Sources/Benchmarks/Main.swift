import Foundation
import Lua

@main
struct Main {
    static func main() async {
        do {
            await measure(try Options.parse(CommandLine.arguments.dropFirst()))
        } catch {
            FileHandle.standardError.write(Data("\(error)\n\n\(Options.usage)\n".utf8))
            exit(64)
        }
    }

    /// Away from the main thread, as scripts run in a program that serves several.
    @concurrent
    private static func measure(_ options: Options) async {
        let groups: [[Comparison]] = [
            .calls, .waits, .fresh, .documents, .startUp(of: options.moonreel), .effects(of: options.moonreel),
            .serving(of: options.moonreel), .loops, .walks,
        ]
        let all = groups.flatMap { $0 }
        let selected = all.filter { options.only.isEmpty || options.only.contains(where: $0.name.contains) }
        if options.lists {
            for comparison in selected { print(comparison.name) }
            return
        }
        let report = Report(asJSON: options.asJSON)
        report.begin(lua: Release.number, rounds: options.rounds)
        for comparison in selected {
            do {
                report.add(try await comparison.run(rounds: options.rounds))
            } catch {
                report.add(comparison.name, notMeasured: "\(error)")
            }
        }
        try? FileManager.default.removeItem(at: Start.directory)
    }
}

/// What was asked for on the command line.
struct Options {
    static let usage = """
        usage: scripts/benchmark [--only NAME]... [--rounds N] [--json] [--list] [--moonreel PATH]
          --only NAME      measure what has NAME in its name: call/, wait, fresh, json, start, journal, serve, walk, loop/sort, ...
          --rounds N       measure each side N times (9)
          --json           print a line of JSON for each figure
          --list           print the names
          --moonreel PATH  the program that is started (.build/release/moonreel)
        """

    var only: [String] = []
    var rounds = 9
    var asJSON = false
    var lists = false
    var moonreel = ".build/release/moonreel"
}

/// An option that was not understood.
struct Refusal: Error, CustomStringConvertible {
    let description: String
}

extension Options {
    static func parse(_ arguments: some Sequence<String>) throws(Refusal) -> Options {
        var options = Options()
        var rest = arguments.makeIterator()
        func value(of option: String) throws(Refusal) -> String {
            guard let value = rest.next() else { throw Refusal(description: "\(option) needs a value") }
            return value
        }
        while let argument = rest.next() {
            switch argument {
            case "--only": options.only.append(try value(of: argument))
            case "--rounds":
                let text = try value(of: argument)
                guard let rounds = Int(text), rounds > 0 else {
                    throw Refusal(description: "--rounds takes a positive number, not '\(text)'")
                }
                options.rounds = rounds
            case "--help", "-h":
                print(usage)
                exit(0)
            case "--json": options.asJSON = true
            case "--list": options.lists = true
            case "--moonreel": options.moonreel = try value(of: argument)
            default: throw Refusal(description: "unknown option '\(argument)'")
            }
        }
        return options
    }
}
