public import BusinessTime

/// Clause F: targets in basis points, and when the survey goes out.
public struct FigureTerms: Hashable, Sendable {
    public var acknowledgmentTarget: Int
    public var resolutionTarget: Int
    /// Mean rating in hundredths, 100 to 500.
    public var satisfactionTarget: Int
    public var surveyAfter: BusinessSeconds

    public init(
        acknowledgmentTarget: Int, resolutionTarget: Int, satisfactionTarget: Int,
        surveyAfter: BusinessSeconds
    ) {
        self.acknowledgmentTarget = acknowledgmentTarget
        self.resolutionTarget = resolutionTarget
        self.satisfactionTarget = satisfactionTarget
        self.surveyAfter = surveyAfter
    }
}
