extension Sequence<Int64> {
    /// The sum of counts that somebody else has made, which may be anything; the largest number where it is larger.
    var clampedSum: Int64 { reduce(0) { $0.addingClamped($1) } }
}

extension FixedWidthInteger {
    /// The sum, or the largest or smallest number there is.
    func addingClamped(_ other: Self) -> Self {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other < 0 ? .min : .max) : sum
    }
}
