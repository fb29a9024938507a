extension Int64 {
    /// The sum, or the greatest number where that is greater: what an answer counts may be anything.
    func counting(_ more: Int64) -> Int64 {
        let (sum, isTooGreat) = addingReportingOverflow(more)
        return isTooGreat ? (more < 0 ? .min : .max) : sum
    }
}
