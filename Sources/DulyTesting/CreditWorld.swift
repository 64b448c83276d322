public import Desk

/// Years of seeded tickets under seeded agreements: statements issued month by month as facts become known,
/// decided, disputed, claimed and taken back, and every number reckoned again by `SlowLedger`.
public struct CreditWorld {
    /// Changes what the engine says before it is compared, to show that it is noticed.
    public struct Spoil {
        public var lines: ([CreditLine]) -> [CreditLine]
        public var statement: ([IssuedStatement.Line]) -> [IssuedStatement.Line]

        public init(
            lines: @escaping ([CreditLine]) -> [CreditLine] = { $0 },
            statement: @escaping ([IssuedStatement.Line]) -> [IssuedStatement.Line] = { $0 }
        ) {
            self.lines = lines
            self.statement = statement
        }
    }

    public private(set) var tickets = 0
    public private(set) var lines = 0
    public private(set) var cutLines = 0
    public private(set) var statements = 0
    public private(set) var causes: [StatementLine.Cause: Int] = [:]
    public private(set) var failures: [String] = []

    /// "entered 12, late 3", in the order of the causes.
    public var causesInWords: String {
        StatementLine.Cause.allCases.map { "\($0.rawValue) \(causes[$0] ?? 0)" }.joined(separator: ", ")
    }

    private var random: SplitMix64

    public init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// Agreements of at most so many tickets each, until there were as many as asked for.
    public mutating func run(tickets count: Int, each: Int = 120, spoil: Spoil = Spoil()) throws {
        while tickets < count && failures.isEmpty {
            var year = try CreditYear(tickets: min(count - tickets, each), random: random, spoil: spoil)
            year.run()
            random = year.random
            tickets += year.ticketCount
            for line in year.issued {
                lines += 1
                causes[line.cause, default: 0] += 1
                if line.allowed < line.gross { cutLines += 1 }
            }
            statements += year.statements
            failures += year.failures
        }
    }

    /// The facts of seeded tickets, each with the terms that it is pinned to.
    public static func tickets(seed: UInt64, count: Int) throws -> [(facts: [Fact], terms: PinnedTerms)] {
        let terms = try DeskTerms.demo()
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            var run = DeskRun(agreements: [terms], random: random)
            for _ in 0..<25 { run.step() }
            random = run.choice.random
            return (run.facts, run.terms)
        }
    }
}
