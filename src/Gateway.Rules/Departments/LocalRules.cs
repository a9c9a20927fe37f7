namespace Gateway.Rules.Departments;

/// <summary>What an area wants before a child goes home, on one day: data with dates (workflows, 1.3: Kent, Greater Manchester, Hertfordshire are examples).</summary>
/// <param name="StrategyFirst">Nobody goes home on a section 47 concern without a strategy discussion, nights and weekends included.</param>
/// <param name="WrittenOnDaysOff">On weekends and bank holidays nobody goes home with a concern or a plan unless social care agreed in writing.</param>
/// <param name="ConsultantExamines">Where an injury is suspected not to be an accident a consultant examines first.</param>
public sealed record LocalRules(bool StrategyFirst, bool WrittenOnDaysOff, bool ConsultantExamines)
{
    /// <summary>An area without rules of its own.</summary>
    public static LocalRules None { get; } = new(false, false, false);
}
