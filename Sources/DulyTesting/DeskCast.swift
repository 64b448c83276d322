public import Desk

/// The people of every scenario: Ana and Ben at the desk with their manager Eva, and Carla of Acme.
public enum Cast {
    public static let ana = Actor.agent(Person.ID(1))
    public static let ben = Actor.agent(Person.ID(2))
    public static let eva = Actor.agent(Person.ID(3))
    public static let carla = Actor.contact(Person.ID(11))
    public static let robot = Actor.program("nightly import")
    public static let acme = Organisation.ID(5)

    public static func text(_ number: Int64) -> Message.Reference {
        Message.Reference(id: Message.ID(number), digest: "text \(number)")
    }
}
