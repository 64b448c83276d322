// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (Context.environment["DULY_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

// In a run of all tests everything is optimised as the release is, but can be looked into: half of what the tests compute
// is gone by that, and one build is enough to try both. The tests themselves compute little, and are compiled faster
// without. Only in such a run: who depends on the library may not be given such flags.
let isTested = Context.environment["DULY_TESTS"] != nil
let testable: [SwiftSetting] =
    isTested ? [.unsafeFlags(["-enable-testing"], .when(configuration: .release))] : []
let quick: [SwiftSetting] = isTested ? [.unsafeFlags(["-Onone"], .when(configuration: .release))] : []

// With Swift's libraries inside: one file to install, and only what it uses of them is held in memory. By the linker
// alone, where `--static-swift-stdlib` has every module compiled for it; so it is named what those libraries need.
let whole: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-lswiftSynchronization", "-lCoreFoundation", "-l_FoundationICU",
            "-l_FoundationCollections", "-l_FoundationCShims",
        ], .when(configuration: .release))
]

func product(_ name: String, _ package: String) -> Target.Dependency {
    .product(name: name, package: package)
}

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict + testable)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict + quick)
}

let crypto = product("Crypto", "swift-crypto")
let nio: [Target.Dependency] = [
    product("NIOCore", "swift-nio"), product("NIOPosix", "swift-nio"), product("NIOSSL", "swift-nio-ssl"),
    product("NIOTLS", "swift-nio"), product("Logging", "swift-log"),
]

let package = Package(
    name: "duly",
    products: [
        .executable(name: "duly", targets: ["Duly"]),
        .executable(name: "simulate", targets: ["Simulate"]),
        .library(name: "BusinessTime", targets: ["BusinessTime"]),
        .library(name: "DulyTesting", targets: ["DulyTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    ],
    targets: [
        // Pure: no I/O, no clock, no randomness. Tests/Tidy holds these arrows.
        module("BusinessTime"),
        module("Agreements", ["BusinessTime", "Yams", crypto]),
        module("Desk", ["Agreements", "BusinessTime"]),
        module("Reports", ["Desk", "Agreements", "BusinessTime", "Documents"]),
        module("Mail", ["CGMime", "CGumbo", "CPSL"]),
        module("IMAP"),
        module("Markup"),
        module("Documents", ["Agreements", "BusinessTime", "Markup", "CPango", "CZip", crypto]),
        module("Feeds", ["BusinessTime", "CICal"]),
        // I/O, in layers.
        module("Storage", ["BusinessTime", "CSQLite", product("GRDB", "GRDB.swift"), crypto]),
        module(
            "Operations",
            [
                "Storage", "Desk", "Agreements", "BusinessTime", "Mail", "Documents", "Reports", "Feeds",
                crypto,
                product("CryptoExtras", "swift-crypto"),
            ]),
        module(
            "Channels",
            [
                "Operations", "Storage", "Desk", "Mail", "IMAP", "BusinessTime", "CCurl", "CSPF", "CDKIM",
                "CMachine",
            ] + nio),
        module(
            "Web",
            [
                "Operations", "Storage", "Desk", "Agreements", "BusinessTime", "Documents", "Markup", "Mail",
                "Reports", product("Hummingbird", "hummingbird"), product("HTTPTypes", "swift-http-types"),
                product("NIOCore", "swift-nio"),
            ],
            resources: [.embedInCode("Assets")]),
        .executableTarget(
            name: "Duly",
            dependencies: [
                "Web", "Channels", "Operations", "Storage", "Desk", "Agreements", "BusinessTime", "Documents",
                "Mail", "Markup", "Reports", product("ArgumentParser", "swift-argument-parser"),
                product("Hummingbird", "hummingbird"), product("NIOPosix", "swift-nio"),
                product("NIOCore", "swift-nio"),
                product("Logging", "swift-log"),
            ],
            swiftSettings: strict, linkerSettings: whole),
        // Slow truths and seeded worlds, shared by the tests and by bin/simulate.
        module("DulyTesting", ["BusinessTime", "Agreements", "Desk"]),
        .executableTarget(
            name: "Simulate",
            dependencies: [
                "DulyTesting", "BusinessTime", product("ArgumentParser", "swift-argument-parser"),
            ],
            swiftSettings: strict, linkerSettings: whole),
        // C libraries from Debian.
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
        .systemLibrary(name: "CICal", pkgConfig: "libical", providers: [.apt(["libical-dev"])]),
        .systemLibrary(name: "CSPF", providers: [.apt(["libspf2-dev"])]),
        .systemLibrary(name: "CDKIM", pkgConfig: "opendkim", providers: [.apt(["libopendkim-dev"])]),
        .systemLibrary(
            name: "CPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev", "publicsuffix"])]),
        .systemLibrary(name: "CMachine"),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        // One test target a module.
        tests("BusinessTimeTests", ["BusinessTime", "DulyTesting"]),
        tests("AgreementsTests", ["Agreements", "BusinessTime", "DulyTesting"]),
        tests("DeskTests", ["Desk", "Agreements", "BusinessTime", "DulyTesting"]),
        tests(
            "ReportsTests", ["Reports", "Desk", "Agreements", "BusinessTime", "Documents", "DulyTesting"]),
        tests("StorageTests", ["Storage", "BusinessTime", "DulyTesting", product("GRDB", "GRDB.swift")]),
        tests("MailTests", ["Mail"]),
        tests("IMAPTests", ["IMAP"]),
        tests("MarkupTests", ["Markup"]),
        tests(
            "DocumentsTests",
            ["Documents", "Agreements", "BusinessTime", "DulyTesting", "Markup", crypto]),
        tests("FeedsTests", ["Feeds", "BusinessTime"]),
        tests(
            "OperationsTests",
            [
                "Operations", "Storage", "Desk", "Agreements", "BusinessTime", "Mail", "Documents",
                "Reports", "DulyTesting",
            ]),
        tests(
            "ChannelsTests",
            [
                "Channels", "Operations", "Storage", "Desk", "Agreements", "BusinessTime", "Mail", "IMAP",
            ] + nio),
        tests(
            "WebTests",
            [
                "Web", "Operations", "Storage", "Desk", "Agreements", "BusinessTime", "DulyTesting", "Mail",
                "Documents",
                product("Hummingbird", "hummingbird"), product("HummingbirdTesting", "hummingbird"),
                product("HTTPTypes", "swift-http-types"), product("NIOCore", "swift-nio"),
                product("NIOPosix", "swift-nio"), product("GRDB", "GRDB.swift"), crypto,
                product("CryptoExtras", "swift-crypto"),
            ]),
        .testTarget(name: "Tidy", exclude: ["exceptions.txt"], swiftSettings: strict),
    ]
)
