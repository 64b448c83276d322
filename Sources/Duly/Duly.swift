import ArgumentParser

/// The command line of the desk.
@main
struct Duly: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duly",
        abstract: "The support desk that executes its service level agreement.",
        version: "0.1.0",
        subcommands: [
            ClockCommand.self, AgreementCommand.self, ClauseCommand.self, MailCommand.self, ServeCommand.self,
            TicketsCommand.self, AuditCommand.self, BackupCommand.self, ExportCommand.self,
            RestoreCommand.self,
            ReindexCommand.self, TokenCommand.self, SeedCommand.self, StatementCommand.self,
            ReplayCommand.self, PersonCommand.self, AccessesCommand.self, SetCommand.self, EventCommands.self,
            QuarantineCommand.self, MailboxCommand.self, GroupCommand.self, ContactCommand.self,
            DoctorCommand.self, AdminCommand.self, PeopleCommand.self,
        ])
}
