using System.Collections.Immutable;
using Gateway.Consents.Store;
using Gateway.Disclosure;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Consents.Pages;

/// <summary>The words of consent and engagement as people say them. What holds is decided where the API's is.</summary>
internal static class FamilyWords
{
    public static readonly ImmutableArray<(string, string)> YesNo = [("yes", "Yes"), ("no", "No")];

    public static readonly ImmutableArray<(string, string)> Informed =
        [("child", "The child"), ("carer", "A parent or carer"), ("child-and-carer", "The child and a parent or carer"), ("nobody", "Nobody")];

    public static readonly ImmutableArray<(string, string)> Views =
        [("agreed", "They are content with it"), ("objected", "They are against it"), ("no-view", "They have no view"), ("not-asked", "They were not asked")];

    public static readonly ImmutableArray<(string, string)> WhyNot =
    [
        ("delay-raises-risk", "To wait would have raised the risk"), ("asking-raises-risk", "To ask or tell could have raised the risk"),
        ("prejudices-investigation", "It would have harmed an investigation"), ("not-possible", "It was not possible"),
    ];

    public static readonly ImmutableArray<(string, string)> Limbs =
    [
        ("", "It is not relied on"), ("cannot-be-given", "Consent cannot be given"), ("cannot-be-expected", "Consent cannot reasonably be expected"),
        ("would-prejudice-protection", "To ask would harm the protection of the child"),
    ];

    public static readonly ImmutableArray<(string, string)> Kinds =
    [
        ("service-agreement", "Early help, or a service of children's services"), ("confidentiality", "That confidential information is shared"), ("data-protection", "Data protection consent (almost never used here)"),
    ];

    public static readonly ImmutableArray<(string, string)> Answers = [("given", "They agreed"), ("refused", "They refused"), ("pending", "They were asked and have not answered yet")];

    public static readonly ImmutableArray<(string, string)> Givers =
    [
        ("self", "The child or young person"), ("parental-responsibility", "A person with parental responsibility"), ("council-care-order", "The council, under a care order"),
        ("court-order", "A court, by an order"), ("council-section-20", "The council, without a care order"), ("carer", "A carer"), ("step-parent", "A step-parent"),
    ];

    public static readonly ImmutableArray<(string, string)> Ways = [("explicit", "They said or wrote so"), ("implied", "It was taken from what they did")];

    public static readonly ImmutableArray<(string, string)> Before =
    [
        ("delayRaisesRisk", "To wait would raise the risk of harm"), ("askingRaisesRisk", "To ask could raise the risk to anybody"), ("prejudicesInvestigation", "To ask would harm an investigation"),
        ("wouldShareAnyway", "I would share it whatever they say"), ("requiredByLaw", "A law or an order requires it"),
    ];

    /// <summary>What may be going on where to ask is taken to raise the risk, until somebody who knows says that it does not.</summary>
    public static readonly ImmutableArray<(string, string)> Concerns =
    [
        ("honour-based-abuse", "Honour-based abuse"), ("forced-marriage", "Forced marriage"), ("fabricated-illness", "Illness that is made up or brought about"),
        ("sexual-abuse-in-household", "Sexual abuse in the household"), ("abuser-may-be-present", "Domestic abuse, and the abuser may be there"), ("child-may-be-moved", "The child may be moved or silenced"),
    ];

    /// <summary>The four tests of competence, for this decision alone.</summary>
    public static readonly ImmutableArray<(string Name, string Asked)> Tests =
    [
        ("understands", "Do they understand what is shared, with whom and why?"), ("seesConsequences", "Do they see what follows from a yes and from a no?"),
        ("weighs", "Can they keep it in mind and weigh it?"), ("freeOfPressure", "Are they free of pressure?"),
    ];

    public static string Of(ImmutableArray<(string Value, string Words)> list, string word) => list.FirstOrDefault(one => one.Value == word).Words ?? word;

    public static string Stage(ConsentStage stage, bool stands) => stage switch
    {
        ConsentStage.Given => stands ? "Agreed" : "Agreed, but it opens nothing",
        ConsentStage.Refused => "Refused",
        ConsentStage.Pending => "Asked, not answered yet",
        ConsentStage.ReviewDue => stands ? "Agreed. It is time to ask again" : "To be asked again. It opens nothing meanwhile",
        ConsentStage.Lapsed => "Lapsed",
        ConsentStage.Withdrawn => "Taken back",
        ConsentStage.Superseded => "Replaced by a later answer",
        _ => "Draft",
    };

    public static string For(string purposes) => WordList.Of(purposes) is { IsEmpty: false } words
        ? string.Join(", ", words.Select(word => PurposeWords.TryRead(word, out var purpose) ? purpose.Name() : word))
        : "everything";

    /// <summary>What the rules come to for a purpose: for most it waits for nobody.</summary>
    public static string Comes(ConsentState state) => state switch
    {
        ConsentState.NotRequired => "This does not rest on consent. It never waits for an answer.",
        ConsentState.Given => "They agreed. Share what they agreed to, and no more.",
        ConsentState.Refused or ConsentState.Withdrawn or ConsentState.Conflict => "They do not agree. Do not share for this. If your concern has grown, check the child for that reason.",
        ConsentState.NotSoughtUnsafe => "Nobody was asked, for to ask was not safe. Do not ask. If the child may be at risk, check or refer for that reason.",
        ConsentState.Lapsed => "Their agreement has lapsed. Ask again before you share for this.",
        _ => "They have not agreed yet. Do not share for this before they do.",
    };

    /// <summary>The same fault at its box, in the words of a page where something is chosen.</summary>
    public static FieldFault OnPage(FieldFault fault)
    {
        var box = fault.Field.Split('[')[0].Replace('.', '-');
        return new FieldFault(box, box switch
        {
            "purposes" => "Select what the sharing is for",
            "informed" when fault.Words.StartsWith("Send one of", StringComparison.Ordinal) => "Select who was told",
            "informed" when fault.Words.StartsWith("Say whether", StringComparison.Ordinal) => "Select yes if they were told what goes to whom, and why",
            "because" => "Select why nobody was told",
            "view" when fault.Words.StartsWith("Send one of", StringComparison.Ordinal) => "Select what they think of it",
            "view" => "Nobody was told, so nobody can have said what they think",
            "kind" => "Select what they were asked about",
            "state" => "Select what they answered",
            "giver" or "by" when fault.Words.StartsWith("Send one of", StringComparison.Ordinal) => "Select who answered",
            "giver" => "Their agreement alone is not enough. Ask somebody with parental responsibility",
            "obtained" => "Select how they agreed",
            "freelyGiven" when fault.Words.StartsWith("Say whether", StringComparison.Ordinal) => "Select yes if they were free of pressure",
            "items" => "Select what may be shared",
            "recipients" => "Select who may receive it",
            "on" or "givenOn" or "competence-assessedOn" when fault.Words.StartsWith("Send a real date", StringComparison.Ordinal) => "The date must be a real date",
            "supersedes" => "The earlier answer is not there any more. Look at the answers again",
            "reference" => "Enter the number of your own record, without spaces, names or NHS numbers",
            _ when box.StartsWith("competence-", StringComparison.Ordinal) && fault.Words.StartsWith("Say whether", StringComparison.Ordinal) => $"Select yes or no: {Tests.FirstOrDefault(test => "competence-" + test.Name == box).Asked}",
            _ => fault.Words,
        });
    }
}
