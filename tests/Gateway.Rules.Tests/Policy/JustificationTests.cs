using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>Which written reasons are returned, and with which words.</summary>
public sealed class JustificationTests
{
    public static TheoryData<JustificationFields> Fields =>
        [.. Enum.GetValues<JustificationFields>().Where(one => one != JustificationFields.None)];

    [Fact]
    public void A_whole_reason_lacks_nothing() => Assert.Empty(Faults(Asking.Reason()));

    [Theory]
    [MemberData(nameof(Fields))]
    public void Each_field_that_lacks_something_is_named_alone_with_what_to_write(JustificationFields field)
    {
        var fault = Assert.Single(Faults(Without(field)));
        Assert.Equal(field, fault.Field);
        Assert.Equal($"{field}", fault.Name, ignoreCase: true);
        Assert.EndsWith(".", fault.Write, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_returned_at_once()
    {
        var empty = new Justification(DecisionSupported.PlanBirth, "", "", 7, "", 7, RiskSource.None, "", TimeSpan.FromHours(-1), " ");
        Assert.Equal(Fields.Count, Faults(empty).Length);
        Assert.False(ReadJustification.IsComplete(Repository.Policy, "ed-treating-clinician", Purpose.ClinicalConcern, empty));
    }

    [Theory]
    [InlineData("ed-treating-clinician", Purpose.ClinicalConcern, DecisionSupported.DischargeOrKeep, true)]
    [InlineData("ed-treating-clinician", Purpose.ClinicalConcern, DecisionSupported.LocateChild, false)]
    [InlineData("ed-treating-clinician", Purpose.Section47, DecisionSupported.DischargeOrKeep, false)]
    [InlineData("unrecognised", Purpose.ClinicalConcern, DecisionSupported.DischargeOrKeep, false)]
    [InlineData("ed-treating-clinician", (Purpose)200, DecisionSupported.DischargeOrKeep, false)]
    [InlineData("ed-treating-clinician", Purpose.ClinicalConcern, (DecisionSupported)32, false)]
    public void The_decision_must_be_one_that_the_role_takes(string role, Purpose purpose, DecisionSupported decision, bool takes) =>
        Assert.Equal(takes, ReadJustification.IsComplete(Repository.Policy, role, purpose, Asking.Reason(decision)));

    [Theory]
    [InlineData(2, RiskSource.None, true)]
    [InlineData(3, RiskSource.None, false)]
    [InlineData(3, (RiskSource)9, false)]
    [InlineData(3, RiskSource.Investigation, true)]
    public void A_high_risk_of_sharing_names_where_it_comes_from(int level, RiskSource source, bool complete) =>
        Assert.Equal(complete, Faults(Asking.Reason() with { IfShared = level, Source = source }).IsEmpty);

    [Theory]
    [InlineData("useful background")]
    [InlineData("Useful background.")]
    [InlineData("USEFUL  BACKGROUND!!")]
    [InlineData("Useful background information for the file")]
    [InlineData("completeness")]
    [InlineData("For completeness' sake")]
    [InlineData("policy requires")]
    [InlineData("Policy requires it, see our protocol")]
    [InlineData("to be safe")]
    [InlineData("Just to be safe, really")]
    [InlineData("To be safe. To be safe. To be safe. To be safe.")]
    [InlineData("It would be useful background for the team record")]
    [InlineData("Useful background for tomorrow's strategy meeting")]
    [InlineData("safeguarding reasons")]
    [InlineData("n/a")]
    [InlineData("-")]
    [InlineData("asdf")]
    [InlineData("urgent urgent urgent urgent")]
    [InlineData("x y z")]
    [InlineData("I need this information, please")]
    [InlineData("   ")]
    [InlineData("")]
    [InlineData(null)]
    public void A_text_that_names_no_decision_is_returned(string? text)
    {
        var faults = Faults(Asking.Reason() with { WhyNotLess = text!, WhatIfWait = text!, IfNotSharedReason = text!, IfSharedReason = text! });
        Assert.Equal(4, faults.Length);
        Assert.All(faults, fault => Assert.DoesNotContain("background", fault.Lacks + fault.Write, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Bruise unexplained, father present")]
    [InlineData("None: mother brought her and stays overnight")]
    [InlineData("Third head injury since August")]
    [InlineData("Useful background would not do: category decides whether physical harm explains these fractures")]
    [InlineData("He's hiding; stepfather's car seen outside tonight")]
    public void A_text_that_says_something_of_its_own_is_taken(string text) =>
        Assert.Empty(Faults(Asking.Reason() with { WhyNotLess = text, WhatIfWait = text, IfNotSharedReason = text, IfSharedReason = text }));

    [Fact]
    public void Every_phrase_that_is_no_reason_is_returned_in_any_case_and_punctuation() => Assert.All(Repository.Policy.NotReasons, phrase =>
    {
        Assert.NotEmpty(Faults(Asking.Reason() with { WhyNotLess = phrase }));
        Assert.NotEmpty(Faults(Asking.Reason() with { WhyNotLess = $"  {phrase.ToUpperInvariant().Replace(" ", " - ", StringComparison.Ordinal)}. " }));
        Assert.NotEmpty(Faults(Asking.Reason() with { WhyNotLess = $"{phrase} and {phrase}" }));
    });

    /// <summary>A reason that lacks one field and no other.</summary>
    internal static Justification Without(JustificationFields field)
    {
        var whole = Asking.Reason();
        return field switch
        {
            JustificationFields.Supports => whole with { Supports = DecisionSupported.PlanBirth },
            JustificationFields.WhyNotLess => whole with { WhyNotLess = "" },
            JustificationFields.WhatIfWait => whole with { WhatIfWait = "" },
            JustificationFields.IfNotShared => whole with { IfNotShared = 5 },
            JustificationFields.IfNotSharedReason => whole with { IfNotSharedReason = "" },
            JustificationFields.IfShared => whole with { IfShared = -1 },
            JustificationFields.Source => whole with { IfShared = 3, Source = RiskSource.None, IfNotShared = 4 },
            JustificationFields.IfSharedReason => whole with { IfSharedReason = "" },
            JustificationFields.DecideWithin => whole with { DecideWithin = TimeSpan.FromTicks(-1) },
            _ => whole with { DeclaredBy = "  " },
        };
    }

    private static System.Collections.Immutable.ImmutableArray<JustificationFault> Faults(Justification written) =>
        ReadJustification.Faults(Repository.Policy, "ed-treating-clinician", Purpose.ClinicalConcern, written);
}
