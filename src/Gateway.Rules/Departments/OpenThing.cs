using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Departments;

/// <summary>A kind of thing that keeps a child in the department (workflows, 1.3, D1 and D2).</summary>
public enum OpenKind : byte
{
    /// <summary>Nobody has asked the agencies about this child.</summary>
    NotChecked,
    /// <summary>They were asked, and nobody could tell who the child is.</summary>
    NotFound,
    /// <summary>A source did not answer, or asked to be rung.</summary>
    Source,
    /// <summary>One of the six questions has no answer yet.</summary>
    Question,
    /// <summary>Somebody senior has not looked at what worries, or at an injury of a child who does not walk.</summary>
    SeniorReview,
    /// <summary>A concern that nobody has closed.</summary>
    Concern,
    /// <summary>An examination was offered, and neither done nor refused.</summary>
    Examination,
    /// <summary>A recipient of the concern who could not be told here.</summary>
    NotTold,
    /// <summary>Whoever filled in the discharge check says that a concern is open.</summary>
    StillWorried,
    /// <summary>Children's social care has not agreed.</summary>
    SocialCareView,
    /// <summary>The local rule wants a strategy discussion first.</summary>
    StrategyDiscussion,
    /// <summary>The local rule wants social care's agreement in writing on days off.</summary>
    WrittenAgreement,
    /// <summary>The local rule wants an examination by a consultant first.</summary>
    SeniorExamination,
}

/// <summary>One thing that is open.</summary>
/// <param name="Of">Which one of its kind: a question's word, a source's key, a concern's id; empty where there is one alone.</param>
public readonly record struct OpenThing(OpenKind Kind, string Of = "")
{
    /// <summary>True where somebody may ring instead, and say whom and when. A concern, a review and a local rule are not rung away.</summary>
    public bool MayBeRung => Kind is OpenKind.NotChecked or OpenKind.NotFound or OpenKind.Source or OpenKind.Question or OpenKind.NotTold;

    /// <summary>As it is named on the wire, such as <c>question:delay</c>.</summary>
    public string Key => Of.Length == 0 ? Kind.Word() : $"{Kind.Word()}:{Of}";
}

/// <summary>The words of the kinds.</summary>
public static class OpenKindWords
{
    private static readonly WordTable<OpenKind> Kinds = new(
        "not-checked", "not-found", "source", "question", "senior-review", "concern", "examination", "not-told", "still-worried", "social-care-view",
        "strategy-discussion", "written-agreement", "senior-examination");

    /// <summary>Every kind, in words.</summary>
    public static ImmutableArray<string> All => Kinds.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this OpenKind kind) => Kinds.Of(kind);
}
