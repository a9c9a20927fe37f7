using System.Collections.Immutable;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Notices;

/// <summary>
/// What somebody is to be told. The published matrix says how soon, who has it next and what it may say; a posting that is not in it is
/// refused. It carries no text of anybody's and no value: what there is to read stands at its subject.
/// </summary>
/// <param name="At">When it happened.</param>
public sealed record Posting(NoticeEvent Event, NoticeSubject Subject, PostingTo To, DateTimeOffset At)
{
    /// <summary>Whom it is about; none where it tells of nobody.</summary>
    public ChildAsked? Child { get; init; }

    /// <summary>How the recipient's agency is involved with the child, as it is confirmed. Without it the policy lets nothing about the child go.</summary>
    public Relationship? Relationship { get; init; }

    /// <summary>It cannot wait as long as others of its kind.</summary>
    public bool Red { get; init; }

    /// <summary>What it says beside its event, in the matrix's words.</summary>
    public ImmutableArray<NoticeWord> Words { get; init; } = [];

    /// <summary>How what it is about is to be handled: of <see cref="NoticeWordWords.Handling"/>, whatever the row says, and shown before anything else.</summary>
    public ImmutableArray<NoticeWord> Handling { get; init; } = [];

    /// <summary>Of which of the row's items there is something to tell; all of them where none are named, and none where it is empty: then it names no child.</summary>
    public ImmutableArray<Item>? Items { get; init; }

    /// <summary>By when something is to be done; none where nothing is due.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When it is told, where that is later: nobody has it before.</summary>
    public DateTimeOffset? TellAt { get; init; }

    /// <summary>Beside event, subject and recipient, what makes it one notice and not two, such as the id of a step.</summary>
    public string Of { get; init; } = "";

    /// <summary>What people call its subject on the telephone and in an e-mail, where that has a reference of its own: it names nobody.</summary>
    public string? Reference { get; init; }

    /// <summary>On whose behalf; none where the service itself noticed it.</summary>
    public Actor? From { get; init; }

    /// <summary>Whose telephone is to be rung, an agency of the register; the council of the recipient's area where none is given.</summary>
    public string? Ring { get; init; }

    /// <summary>Joins it to the entries of its question in the ledger.</summary>
    public Guid? Interaction { get; init; }
}

/// <summary>To whom: a part of the matrix at an agency, and there a role's mailbox or one person.</summary>
/// <param name="Agency">Its id in the register.</param>
public sealed record PostingTo(NoticeRecipient Part, string Agency)
{
    /// <summary>The role whose mailbox it is; the one that the matrix names for the part where none is given.</summary>
    public string? Role { get; init; }

    /// <summary>The one person whose notice it is, by the subject of their token; else it is everybody's of the role.</summary>
    public string? Person { get; init; }

    /// <summary>The colleague whom that person named.</summary>
    public string? Colleague { get; init; }

    /// <summary>Somebody of the role who has a notice of their own of the same.</summary>
    public string? Except { get; init; }
}

/// <summary>What there is to read about it, and where.</summary>
public enum NoticeSubjectKind : byte
{
    /// <summary>A check, by the id of its decision.</summary>
    Check,
    /// <summary>A referral.</summary>
    Referral,
    /// <summary>A source, by its id in the register.</summary>
    Source,
    /// <summary>A notice of this service that did not arrive.</summary>
    Delivery,
    /// <summary>What the police tell a school of an incident.</summary>
    SchoolNotice,
    /// <summary>A concern of a member of a school's staff.</summary>
    Concern,
    /// <summary>A child's visit of a department.</summary>
    Visit,
    /// <summary>A run of checks.</summary>
    Signal,
    /// <summary>A pupil's file from school to school.</summary>
    SchoolFile,
    /// <summary>A look-up that was flagged.</summary>
    Alert,
    /// <summary>A list for a meeting, by its first day.</summary>
    List,
    /// <summary>A change of a child's plan, as its council said it.</summary>
    Plan,
}

/// <param name="Id">A UUID, or a custodian's id in the register: never a number of a child.</param>
public readonly record struct NoticeSubject(NoticeSubjectKind Kind, string Id)
{
    public static NoticeSubject Check(Guid id) => new(NoticeSubjectKind.Check, id.ToString());

    public static NoticeSubject Visit(Guid id) => new(NoticeSubjectKind.Visit, id.ToString());

    public static NoticeSubject Referral(Guid id) => new(NoticeSubjectKind.Referral, id.ToString());

    public static NoticeSubject SchoolNotice(Guid id) => new(NoticeSubjectKind.SchoolNotice, id.ToString());

    public static NoticeSubject Concern(Guid id) => new(NoticeSubjectKind.Concern, id.ToString());

    public static NoticeSubject SchoolFile(Guid id) => new(NoticeSubjectKind.SchoolFile, id.ToString());

    public static NoticeSubject Signal(Guid id) => new(NoticeSubjectKind.Signal, id.ToString());
}

internal static class NoticeSubjectWords
{
    public static string Word(this NoticeSubjectKind kind) => kind switch
    {
        NoticeSubjectKind.Check => "check",
        NoticeSubjectKind.Referral => "referral",
        NoticeSubjectKind.Source => "source",
        NoticeSubjectKind.Delivery => "delivery",
        NoticeSubjectKind.SchoolNotice => "school-notice",
        NoticeSubjectKind.Concern => "concern",
        NoticeSubjectKind.Visit => "visit",
        NoticeSubjectKind.Signal => "signal",
        NoticeSubjectKind.SchoolFile => "school-file",
        NoticeSubjectKind.Alert => "alert",
        NoticeSubjectKind.List => "list",
        NoticeSubjectKind.Plan => "plan",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
