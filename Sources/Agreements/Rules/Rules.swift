/// Everything that must hold in an agreement, in the order of its clauses.
enum Rules {
    static let all: [Rule] =
        parties + promises + calendar + reaching + escalation + conduct + money + conditions
}
