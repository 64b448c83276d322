import ArgumentParser
import Operations
import Storage

/// `duly set`: what the desk as a whole goes by and no agreement says.
struct SetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Show or change a setting of the desk.",
        discussion: "While it runs, stop it first.\n"
            + DeskSetting.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "\n"))

    @Argument(help: "Its name; none for all of them.") var name: String?
    @Argument(help: "What it is from now on; empty for what the program does by itself.") var value: String?
    @Option(help: "The data folder.") var data = "data"

    func run() async throws {
        let database = try StoreOpening.open(data)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        defer { try? database.close() }
        guard let name else {
            for setting in DeskSetting.allCases {
                print("\(setting.rawValue)\t\(try await office.value(of: setting))")
            }
            return
        }
        guard let setting = DeskSetting(rawValue: name) else {
            complain(
                "There is no setting \(name). There are: "
                    + DeskSetting.allCases.map(\.rawValue).joined(separator: ", ") + ".")
            throw ExitCode(64)
        }
        do {
            if let value { try await office.set(setting, to: value) }
        } catch let refusal as DeskSetting.Refused {
            complain(refusal.description)
            throw ExitCode(65)
        }
        print(try await office.value(of: setting))
    }
}
