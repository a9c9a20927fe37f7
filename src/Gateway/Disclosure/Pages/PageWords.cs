using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Pages;

/// <summary>Small words of the pages.</summary>
internal static class PageWords
{
    public static string NameOf(string item) => ItemWords.TryRead(item, out var known) ? known.Name() : item;

    public static string Of(DecisionSupported decision) => decision switch
    {
        DecisionSupported.DischargeOrKeep => "Discharge the child, or keep them",
        DecisionSupported.EscalateToSafeguardingLead => "Tell the safeguarding lead",
        DecisionSupported.MakeReferral => "Make a referral",
        DecisionSupported.ContactKeyWorker => "Ring the key worker",
        DecisionSupported.ConveneStrategyDiscussion => "Convene a strategy discussion",
        DecisionSupported.UseEmergencyPower => "Use an emergency power",
        DecisionSupported.LocateChild => "Find the child",
        DecisionSupported.NotifySchool => "Tell the school",
        DecisionSupported.SupportPupilToday => "Support the pupil today",
        DecisionSupported.PlanBirth => "Plan the birth",
        DecisionSupported.AssessNeed => "Assess what the child needs",
        DecisionSupported.WhoCanConsent => "Know who can consent",
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };

    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    public static string YesOrNo(bool? value) => value switch { true => "Yes", false => "No", null => "Not known" };

    /// <summary>The address that a telephone dials.</summary>
    public static string Tel(string number) => "tel:" + string.Concat(number.Where(c => char.IsAsciiDigit(c) || c == '+'));
}
