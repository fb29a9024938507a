// swift-tools-version: 6.2

import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "moonreel",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "moonreel", targets: ["moonreel"]),
        .library(name: "Trakt", targets: ["Trakt"]),
        .library(name: "Lua", targets: ["Lua"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        // Exactly one trait: with two, SwiftPM 6.3 orders them at random and compiles the package again.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLua",
            path: "Modules/CLua",
            pkgConfig: "lua5.4",
            providers: [.apt(["liblua5.4-dev"])]
        ),
        .target(
            name: "CLuaSupport",
            dependencies: ["CLua"],
            cSettings: [.headerSearchPath("Bridge"), .headerSearchPath("Libraries")],
            cxxSettings: [.headerSearchPath("Bridge")],
            linkerSettings: [.linkedLibrary("simdjson")]
        ),
        .target(name: "Lua", dependencies: ["CLua", "CLuaSupport", "Wording"], swiftSettings: swiftSettings),
        .target(name: "Wording", swiftSettings: swiftSettings),
        .target(name: "Scheduling", dependencies: ["Wording"], swiftSettings: swiftSettings),
        .target(
            name: "Trakt",
            dependencies: [
                "Wording",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: swiftSettings
        ),
        .target(name: "Journal", dependencies: ["Trakt"], swiftSettings: swiftSettings),
        .target(name: "CPageChecksums", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "Storage",
            dependencies: ["CPageChecksums", "Journal", "Trakt", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: swiftSettings
        ),
        .target(name: "TraktLuaPrelude", path: "Sources/TraktLua/Prelude", sources: ["prelude.c"]),
        .target(name: "TraktLuaStubs", path: "Sources/TraktLua/Stubs/Written", sources: ["stubs.c"]),
        .target(
            name: "TraktLua",
            dependencies: ["Lua", "Trakt", "TraktLuaPrelude", "TraktLuaStubs"],
            exclude: ["Prelude", "Stubs/Written"],
            swiftSettings: swiftSettings
        ),
        .target(name: "CIsolation"),
        .target(
            name: "Isolation",
            dependencies: [
                "CIsolation", "Lua", "Trakt", "TraktLua",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Automation",
            dependencies: [
                "Journal", "Lua", "LuaSyntax", "Scheduling", "Trakt", "TraktLua", "Wording",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "TraktSandboxSeed",
            path: "Sources/TraktSandbox/Seed",
            exclude: ["shows.json", "movies.json", "people.json"]
        ),
        .target(
            name: "TraktSandbox",
            dependencies: [
                "TraktSandboxSeed",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["Seed"],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Simulation",
            dependencies: [
                "Automation", "Journal", "Lua", "Scheduling", "Storage", "Trakt", "TraktSandbox",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings
        ),
        .target(name: "LineEditing", swiftSettings: swiftSettings),
        .target(name: "LuaSyntax", swiftSettings: swiftSettings),
        .target(
            name: "Checking",
            dependencies: ["Automation", "LuaSyntax", "Scheduling", "Trakt", "TraktLua", "Wording"],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "REPL",
            dependencies: [
                "Automation", "Journal", "LineEditing", "Lua", "LuaSyntax", "Trakt", "TraktLua", "Wording",
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Commands",
            dependencies: [
                "Automation", "Checking", "Isolation", "Journal", "LineEditing", "Lua", "LuaSyntax", "REPL",
                "Scheduling",
                "Simulation",
                "Storage", "Trakt", "TraktLua", "TraktSandbox", "Wording",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "moonreel",
            dependencies: ["Commands", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Sources/CLI",
            swiftSettings: swiftSettings
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Automation", "Journal", "Lua", "LuaSyntax", "Storage", "Trakt", "TraktSandbox"],
            path: "Tests/TestSupport",
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "LuaTests",
            dependencies: ["CLua", "Lua", "TestSupport", .product(name: "Subprocess", package: "swift-subprocess")],
            exclude: ["Fuzzing", "Models", "Patterns"],  // Lua texts that the tests read, and C for scripts
            swiftSettings: swiftSettings),
        .testTarget(
            name: "TraktTests", dependencies: ["Trakt", "Simulation", "TestSupport", "Wording"],
            exclude: ["Endpoints"],  // a text that the tests read
            swiftSettings: swiftSettings),
        .executableTarget(name: "guest-probe", dependencies: ["CIsolation"], path: "Tests/GuestProbe"),
        .testTarget(
            name: "IsolationTests",
            dependencies: [
                "Automation", "Isolation", "Lua", "moonreel", "guest-probe", "TestSupport", "TraktLua",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            exclude: ["Fuzzing"],  // a target of scripts/fuzz
            swiftSettings: swiftSettings),
        .testTarget(
            name: "SchedulingTests", dependencies: ["Scheduling", "Simulation", "TestSupport"],
            exclude: ["Cron/disagreements.md", "Cron/make-corpus.py", "Cron/sample.txt"],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "line-probe", dependencies: ["LineEditing"], path: "Tests/LineProbe", swiftSettings: swiftSettings),
        .testTarget(
            name: "LineEditingTests", dependencies: ["LineEditing", "line-probe", "TestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "LuaSyntaxTests", dependencies: ["Lua", "LuaSyntax", "TestSupport"], swiftSettings: swiftSettings),
        .testTarget(
            name: "CheckingTests",
            dependencies: [
                "Automation", "Checking", "Lua", "LuaSyntax", "Scheduling", "TestSupport", "Trakt", "TraktLua",
            ],
            exclude: ["Corpus"],  // scripts that the tests read
            swiftSettings: swiftSettings),
        .testTarget(
            name: "REPLTests",
            dependencies: [
                "Automation", "Journal", "LineEditing", "Lua", "LuaSyntax", "REPL", "TestSupport", "Trakt", "TraktLua",
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "JournalTests",
            dependencies: ["Journal", "Storage", "TestSupport", "Trakt", "TraktSandbox"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Journal", "Storage", "Simulation", "TestSupport", "Trakt",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "TraktLuaTests",
            dependencies: [
                "Automation", "Journal", "Lua", "Storage", "Trakt", "TraktLua", "TraktSandbox", "Simulation",
                "TestSupport",
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "TraktSandboxTests",
            dependencies: [
                "TraktSandbox", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "AutomationTests",
            dependencies: [
                "Automation", "Journal", "Lua", "Scheduling", "Storage", "Simulation", "TestSupport", "Trakt",
                "TraktLua", "TraktSandbox",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Automation", "Journal", "Lua", "Scheduling", "Simulation", "Storage", "TestSupport", "Trakt",
                "TraktSandbox",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Automation", "Commands", "Journal", "moonreel", "Storage", "TestSupport", "Trakt", "Wording",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: swiftSettings),
    ],
    swiftLanguageModes: [.v6]
)
