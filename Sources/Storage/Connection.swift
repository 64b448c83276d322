/// One store connection inside one transaction. Statements are the common dialect of both stores: `$1`
/// for the first value, BIGINT instants in seconds, TEXT, bytes.
protocol Connection: AnyObject {
    func rows(_ sql: String, _ values: [any Bindable]) throws -> [Row]
    /// Row by row, for answers that don't fit in memory; stops when `body` says false.
    func each(_ sql: String, _ values: [any Bindable], _ body: (inout Row) throws -> Bool) throws
    /// The number of rows it changed.
    @discardableResult func run(_ sql: String, _ values: [any Bindable]) throws -> Int
}
