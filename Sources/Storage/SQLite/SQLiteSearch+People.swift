// People by the words of their names. The index is kept by the store itself, whoever writes a person.
extension SQLiteSearch {
    static let people = """
        CREATE VIRTUAL TABLE search_person USING fts5 (
            name, content = 'person', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE TRIGGER person_named AFTER INSERT ON person BEGIN
            INSERT INTO search_person (rowid, name) VALUES (new.id, new.name);
        END;
        CREATE TRIGGER person_renamed AFTER UPDATE OF name ON person WHEN old.name <> new.name BEGIN
            INSERT INTO search_person (search_person, rowid, name) VALUES ('delete', old.id, old.name);
            INSERT INTO search_person (rowid, name) VALUES (new.id, new.name);
        END;
        CREATE TRIGGER person_removed AFTER DELETE ON person BEGIN
            INSERT INTO search_person (search_person, rowid, name) VALUES ('delete', old.id, old.name);
        END;
        INSERT INTO search_person (search_person) VALUES ('rebuild');
        """

    /// Fails where the index does not say what the people's names say.
    static let checkPeople = "INSERT INTO search_person (search_person, rank) VALUES ('integrity-check', 1)"
    static let rebuildPeople = "INSERT INTO search_person (search_person) VALUES ('rebuild')"
    /// Writes the index anew without what was removed from it.
    static let purgePeople = "INSERT INTO search_person (search_person) VALUES ('optimize')"

    /// $1 is a query by `SearchWords`, $2 the limit.
    static let selectPeople = """
        SELECT rowid FROM search_person WHERE search_person MATCH $1 ORDER BY rowid LIMIT $2
        """
}
