using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gateway.Disclosure;

/// <summary>The answer to one check, as a person reads it and as a system does: both are made from this and nothing else.</summary>
/// <param name="Check">The decision's id.</param>
/// <param name="Identity"><c>exact</c>; or <c>not-matched</c>, or <c>not-known</c> where nobody could look: then there is no item data.</param>
/// <param name="Incomplete">What is missing, said first; empty when every custodian answered.</param>
/// <param name="Headline">The sentence to read first after it.</param>
public sealed record CheckAnswer(
    Guid Check,
    DateTimeOffset At,
    string Identity,
    CoverageAnswer Completeness,
    ImmutableArray<string> Incomplete,
    string Headline,
    ChildAnswer Child,
    ImmutableArray<RingAnswer> RingNow,
    ImmutableArray<ItemAnswer> Items,
    AttendancesAnswer? Attendances,
    ImmutableArray<SourceAnswer> Sources,
    ImmutableArray<WithheldAnswer> Withheld,
    ImmutableArray<string> WhatToDo,
    ImmutableArray<string> Standing,
    PolicyAnswer Policy)
{
    /// <summary>How it is to be handled, read before anything else; null where nothing is said.</summary>
    [JsonPropertyOrder(-1)]
    public ImmutableArray<string>? Handling { get; init; }

    /// <summary>What was put before a named person at a holder, by whom it is answered and by when; null where nothing was.</summary>
    public ImmutableArray<AskAnswer>? Asks { get; init; }

    /// <summary>Until when the sources that did not answer are asked again; null where none could still answer.</summary>
    public LatePromise? Late { get; init; }
}

/// <summary>What becomes of sources that did not answer, and where that can be read.</summary>
/// <param name="Until">Null where they are not asked again, because that could not be noted down.</param>
public sealed record LatePromise(DateTimeOffset? Until, string Words);

/// <summary>One question to a named person at a holder. What they release is collected under its id.</summary>
public sealed record AskAnswer(
    Guid Ask, string Holder, string Name, string Who, ImmutableArray<string> Items, DateTimeOffset ExpectedBy, RingAnswer Ring, string Words);

/// <summary><c>complete</c>, <c>partial</c> or <c>none</c>, with how many of the custodians asked answered.</summary>
public sealed record CoverageAnswer(string State, int Answered, int Asked);

/// <summary>The child as asked: nothing here comes from a record.</summary>
public sealed record ChildAnswer(string NhsNumber, DateOnly DateOfBirth, string Age);

/// <summary>A number that works now.</summary>
public sealed record RingAnswer(string Who, string Number, string When, string Why);

/// <summary>One item that was let go: its state across custodians, in words, and the value or its minimal form.</summary>
/// <param name="Answer"><c>yes</c>, <c>nothing-held</c>, <c>not-known</c>, <c>partial</c> or <c>not-applicable</c>.</param>
public sealed record ItemAnswer(
    string Item,
    string Outcome,
    ReasonAnswer Reason,
    string Answer,
    ImmutableArray<string> Because,
    int Answered,
    int Asked,
    string Words,
    ValueAnswer? Value);

public sealed record ReasonAnswer(string Code, string Words);

/// <summary>What one custodian said, and when.</summary>
/// <param name="Answer">A word of the wire: <c>held</c>, <c>nothing-held</c>, <c>withheld</c>, <c>not-known</c> or <c>not-applicable</c>.</param>
/// <param name="Ring">The line that works now, where the custodian did not settle the question.</param>
public sealed record SourceAnswer(
    string Custodian,
    string Name,
    string Answer,
    string? Because,
    DateTimeOffset? AsOf,
    string Words,
    RingAnswer? Ring,
    ImmutableArray<string> Items)
{
    /// <summary><c>list</c>, <c>file</c> or <c>live</c>: whether its signed list, its last file or its own reply spoke; null where neither did, or several are together.</summary>
    public string? Spoke { get; init; }

    /// <summary>Why it did not answer itself, where it was asked and its list spoke in its place; null anywhere else.</summary>
    public string? LiveBecause { get; init; }
}

/// <summary>An item that was not let go, why, what to do instead and how to challenge it.</summary>
public sealed record WithheldAnswer(string Item, string Outcome, ReasonAnswer Reason, string Words);

/// <summary>The version and hash of the policy that decided.</summary>
public sealed record PolicyAnswer(string Version, string Hash);

/// <summary>Attendances across departments, in the form that the decision allows.</summary>
/// <param name="Count">A number, a band, or null where the count was not let go or is not known.</param>
public sealed record AttendancesAnswer(
    string? Count,
    ImmutableArray<AttendanceAnswer> Rows,
    string? MonthOfLatest,
    string? AnotherDepartment,
    string? AnyInjury,
    string? AnyLeftBeforeSeen,
    int Answered,
    int Asked,
    string Words,
    string Footnote);

public sealed record AttendanceAnswer(
    DateTimeOffset? ArrivedAt, string? Site, string? Complaint, bool? Injury, string? Outcome, bool? LeftBeforeSeen);

/// <summary>The released value of an item. Members that were not let go are not there.</summary>
[JsonDerivedType(typeof(Plans))]
[JsonDerivedType(typeof(Contact))]
[JsonDerivedType(typeof(Care))]
[JsonDerivedType(typeof(Day))]
[JsonDerivedType(typeof(Name))]
[JsonDerivedType(typeof(Number))]
[JsonDerivedType(typeof(Telephone))]
public abstract record ValueAnswer
{
    private ValueAnswer() { }

    /// <summary>The categories of each council's live plan: a set, not one value.</summary>
    public sealed record Plans(ImmutableArray<string> Categories) : ValueAnswer;

    public sealed record Contact(string Worker, string Team, string Line) : ValueAnswer;

    public sealed record Care(string? LegalBasis, DateOnly? Since, string Council) : ValueAnswer;

    public sealed record Day(DateOnly On) : ValueAnswer;

    public sealed record Name(string Text) : ValueAnswer;

    public sealed record Number(int Count) : ValueAnswer;

    public sealed record Telephone(string Who, string Line) : ValueAnswer;
}
