extension Migration {
    /// What ways of signing in need: from where a session was begun, links by mail, codes of an app with
    /// their recovery codes, passkeys, and what an outside provider calls a person.
    static let signingIn = Migration(
        number: 22, name: "signing-in",
        sql: """
            ALTER TABLE session ADD COLUMN network TEXT NOT NULL DEFAULT '';
            ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';
            ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'password';
            ALTER TABLE session ADD COLUMN confirmed BIGINT;
            CREATE TABLE asked_link (
                id {identity}, address TEXT NOT NULL, kind TEXT NOT NULL, browser TEXT NOT NULL,
                code TEXT NOT NULL, asked BIGINT NOT NULL
            );
            CREATE TABLE sign_in_link (
                digest TEXT PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id), kind TEXT NOT NULL,
                browser TEXT NOT NULL, code TEXT NOT NULL, attempts BIGINT NOT NULL, expires BIGINT NOT NULL
            ) {clustered};
            CREATE INDEX sign_in_link_person ON sign_in_link (person, kind);
            CREATE TABLE sign_in_step (
                digest TEXT PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id), way TEXT NOT NULL,
                attempts BIGINT NOT NULL, expires BIGINT NOT NULL
            ) {clustered};
            CREATE TABLE code_app (
                person BIGINT PRIMARY KEY REFERENCES person (id), secret TEXT NOT NULL,
                step BIGINT NOT NULL, since BIGINT NOT NULL
            );
            CREATE TABLE recovery_code (
                person BIGINT NOT NULL REFERENCES person (id), digest TEXT NOT NULL, used BIGINT,
                PRIMARY KEY (person, digest)
            ) {clustered};
            CREATE TABLE passkey (
                id {identity}, credential TEXT NOT NULL UNIQUE,
                person BIGINT NOT NULL REFERENCES person (id), name TEXT NOT NULL, key {bytes} NOT NULL,
                counter BIGINT NOT NULL, created BIGINT NOT NULL, used BIGINT
            );
            CREATE INDEX passkey_person ON passkey (person, id);
            CREATE TABLE spent_challenge (digest TEXT PRIMARY KEY, expires BIGINT NOT NULL) {clustered};
            CREATE TABLE outside_identity (
                issuer TEXT NOT NULL, subject TEXT NOT NULL,
                person BIGINT NOT NULL REFERENCES person (id), since BIGINT NOT NULL,
                PRIMARY KEY (issuer, subject)
            ) {clustered};
            CREATE INDEX outside_identity_person ON outside_identity (person);
            """)
}
