extension Migration {
    /// Articles that answer before anybody asks, each with its versions and what readers said of it; and how
    /// the desk shows itself to customers. A `reader` is `person 12`, or `visitor` and the digest of a word
    /// that their browser keeps; so one counts once.
    static let articles = Migration(
        number: 30, name: "articles",
        sql: """
            CREATE TABLE article (
                id {identity}, category TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
                version BIGINT NOT NULL, readers TEXT NOT NULL, published_at BIGINT,
                saved_by BIGINT NOT NULL REFERENCES person (id), saved_at BIGINT NOT NULL
            );
            CREATE INDEX article_category ON article (category, title);
            CREATE TABLE article_version (
                article BIGINT NOT NULL REFERENCES article (id), version BIGINT NOT NULL,
                category TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
                saved_by BIGINT NOT NULL REFERENCES person (id), saved_at BIGINT NOT NULL,
                PRIMARY KEY (article, version)
            ) {clustered};
            CREATE TABLE article_word (
                article BIGINT NOT NULL REFERENCES article (id), reader TEXT NOT NULL,
                helped BIGINT NOT NULL, at BIGINT NOT NULL,
                PRIMARY KEY (article, reader)
            ) {clustered};
            CREATE INDEX article_word_reader ON article_word (reader);
            CREATE TABLE brand (
                id BIGINT PRIMARY KEY, name TEXT NOT NULL, colour TEXT NOT NULL, dark TEXT NOT NULL,
                logo TEXT, logo_type TEXT NOT NULL, changed_by BIGINT NOT NULL REFERENCES person (id),
                changed_at BIGINT NOT NULL
            );
            \(SQLiteSearch.articles)
            """)
}
