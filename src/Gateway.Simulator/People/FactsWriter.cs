namespace Gateway.Simulator;

/// <summary>Packs what one custodian holds, in the order in which <see cref="FactsView"/> reads it.</summary>
internal static class FactsWriter
{
    public const int Plan = 1, Worker = 2, Care = 4, Unborn = 8, Sibling = 16, Registered = 32, OnRoll = 64, Handled = 128;

    /// <summary>Beside the bits of the words of handling.</summary>
    public const int Ordered = 128;

    public static void Write(PackedWriter to, TextTable texts, CustodianFacts facts)
    {
        to.Byte(Flags(facts));
        to.Short(ItemSet.From(facts.Withheld).Bits);
        if (facts.Plan is { } plan) WritePlan(to, plan);
        if (facts.LeadSocialWorker is { } worker) WriteTexts(to, texts, worker.Name, worker.Team, worker.Telephone);
        if (facts.LookedAfter is { } care) WriteCare(to, care);
        if (facts.UnbornPlan is { } unborn) to.Day(unborn.Due);
        if (IsHandled(facts)) to.Byte(facts.Handling.Aggregate(facts.Prohibited.Count > 0 ? Ordered : 0, (mask, word) => mask | (1 << Known(ContractWords.Handling, word, "handling"))));
        if (facts.Prohibited.Count > 0) to.Short(ItemSet.From(facts.Prohibited).Bits);
        to.Number(facts.Attendances.Count);
        foreach (var attendance in facts.Attendances) WriteAttendance(to, texts, attendance);
        to.Number(facts.Incidents.Count);
        foreach (var incident in facts.Incidents) to.Instant(incident.At);
    }

    private static int Flags(CustodianFacts facts) =>
        (facts.Plan is null ? 0 : Plan) | (facts.LeadSocialWorker is null ? 0 : Worker) | (facts.LookedAfter is null ? 0 : Care)
        | (facts.UnbornPlan is null ? 0 : Unborn) | (facts.SiblingOnPlan ? Sibling : 0)
        | (facts.Registered ? Registered : 0) | (facts.OnRoll ? OnRoll : 0) | (IsHandled(facts) ? Handled : 0);

    private static bool IsHandled(CustodianFacts facts) => facts.Handling.Count > 0 || facts.Prohibited.Count > 0;

    private static void WritePlan(PackedWriter to, PlanFact plan)
    {
        to.Byte(plan.Categories.Aggregate(0, (mask, word) => mask | (1 << Known(ContractWords.Categories, word, "plan.categories"))));
        to.Day(plan.Start);
        to.Day(plan.End);
    }

    private static void WriteCare(PackedWriter to, CareFact care)
    {
        to.Byte(Known(ContractWords.LegalBases, care.LegalBasis, "lookedAfter.legalBasis"));
        to.Day(care.Since);
        to.Day(care.Until);
    }

    private static void WriteAttendance(PackedWriter to, TextTable texts, AttendanceFact attendance)
    {
        to.Instant(attendance.ArrivedAt);
        to.Byte((attendance.Injury ? 1 : 0) | (attendance.LeftBeforeSeen ? 2 : 0) | (attendance.Sensitive ? 4 : 0));
        WriteTexts(to, texts, attendance.Complaint, attendance.Outcome);
        to.Text(attendance.Reference);
    }

    private static void WriteTexts(PackedWriter to, TextTable texts, params ReadOnlySpan<string> values)
    {
        foreach (var value in values) to.Number(texts.Add(value));
    }

    private static int Known(WordList words, string word, string field) =>
        words.Find(word) is >= 0 and var known ? known : throw new RefusedException(field, "is not one of the words of the contract");
}
