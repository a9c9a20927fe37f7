using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Departments.Form;
using Gateway.Departments.Store;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Rules.Departments;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Departments;

/// <summary>What is open, and what was recorded, in words.</summary>
internal sealed class VisitWords(Register register, VisitTerms terms, TimeProvider time)
{
    public static string Of(VisitEnd end) => end switch
    {
        VisitEnd.None => "in-department",
        VisitEnd.Discharged => "discharged",
        VisitEnd.Overridden => "overridden",
        VisitEnd.LeftEarly => "left-early",
        VisitEnd.NotRecorded => "not-recorded",
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };

    /// <summary>Said wherever a child stands who was looked for and not found.</summary>
    public const string NotFound = "We could not find this child. This is not the same as no concerns.";

    public const string NotKnown = "Whether there is a plan is not known. Nor is where the child was seen before.";

    /// <summary>What was typed of a child who was not found, beside the name.</summary>
    public static string Typed(AboutVisit about)
    {
        string?[] known =
        [
            about.Described?.DateOfBirth is { } born ? $"born {Clock.Day(born)}" : about.Described?.AgeAbout is { } age ? $"about {age} years old" : "age not known",
            about.Described?.Sex switch { Sexes.Female => "female", Sexes.Male => "male", _ => null },
            about.Described?.Postcode is { } postcode ? $"postcode {postcode}" : null, about.Described?.NhsNumber is { } number ? $"NHS number typed {number}" : null,
        ];
        return "As typed: " + string.Join(", ", known.OfType<string>());
    }

    /// <summary>How long somebody has been there, in words.</summary>
    public static string Here(TimeSpan since) => since switch
    {
        { TotalHours: < 1 } => "Here less than an hour",
        { TotalHours: < 2 } => "Here 1 hour",
        { TotalHours: < 48 } => $"Here {(int)since.TotalHours} hours",
        _ => $"Here {(int)since.TotalDays} days",
    };

    /// <summary>What stands beside the child's name in a list.</summary>
    public static string Beside(AboutVisit about) => (about.Born, about.Child) switch
    {
        ({ } born, not null) => $", born {Clock.Day(born)}",
        ({ } born, null) => $", born {Clock.Day(born)}. Not found.",
        _ => $"{(about.Described?.AgeAbout is { } age ? $", about {age} years old" : "")}. Not found.",
    };

    /// <summary>As it is listed on "Do not discharge yet".</summary>
    public string Of(OpenThing thing) => thing.Kind switch
    {
        OpenKind.NotChecked => "Nobody has checked what the agencies know of this child.",
        OpenKind.NotFound => "The child could not be found. What the agencies know is not known here.",
        OpenKind.Source => $"{Source(thing.Of)} did not answer, or asks to be rung. Treat this as not known.",
        OpenKind.Question => $"This question has no answer yet: {Question(thing.Of)}",
        OpenKind.SeniorReview => "Senior review needed (ST4 or above).",
        OpenKind.Concern => "A concern is open.",
        OpenKind.Examination => "An examination was offered, and neither done nor refused.",
        OpenKind.NotTold => $"{Recipient(thing.Of)} could not be told here.",
        OpenKind.StillWorried => "Whoever filled in the discharge check says that a concern is still open.",
        OpenKind.SocialCareView => "Children's services have not agreed that the child goes.",
        OpenKind.StrategyDiscussion => "No strategy discussion was held. The local rule wants one before the child goes.",
        OpenKind.WrittenAgreement => "Children's services have not agreed in writing. The local rule wants that on weekends and bank holidays.",
        OpenKind.SeniorExamination => "No consultant has examined the child. The local rule wants that where an injury may not be an accident.",
        _ => throw new ArgumentOutOfRangeException(nameof(thing)),
    };

    /// <summary>What is asked of whoever fills in the discharge check and has said nothing about it.</summary>
    public string WhatDidYouDo(OpenThing thing) => thing.Kind switch
    {
        OpenKind.Source => $"Say what you did about {Source(thing.Of)}, who did not answer",
        OpenKind.Question => $"Answer the question, or say whom you rang instead: {Question(thing.Of)}",
        OpenKind.NotChecked => "Check the child, or say whom you rang instead",
        OpenKind.NotFound => "Say what you did about the child not being found",
        OpenKind.NotTold => $"Say what you did about {Recipient(thing.Of)}, who could not be told here",
        _ => Of(thing),
    };

    /// <summary>What happened, as a line of the visit's record.</summary>
    public static string Of(EntryKind kind, JsonElement sent)
    {
        var part = new FormPart(sent, default);
        return kind switch
        {
            EntryKind.Begun => "The visit was begun",
            EntryKind.Checked => "The child was checked",
            EntryKind.Questions => "The six questions were answered",
            EntryKind.Rung => "Somebody rang instead",
            EntryKind.Concern => part.Is("nonAccidental") ? "A concern was opened: the injury may not be an accident" : "A concern was opened",
            EntryKind.Examination => $"An examination was {part.Text("what")}{(part.Text("refusedBy") is { } by ? $" by the {by}" : "")}",
            EntryKind.SeniorReview => "A senior doctor looked",
            EntryKind.SocialCareRung => "Children's services were rung",
            EntryKind.Photographs => part.Is("taken") ? "Photographs were taken" : "No photographs were taken",
            EntryKind.ConcernClosed => "A concern was closed",
            EntryKind.LeftEarly => part.Is("how", "before-seen") ? "The child left before being seen" : "The child left against advice",
            EntryKind.Discharge => "The discharge check was filled in",
            EntryKind.Override => "A consultant let the child go with something open",
            EntryKind.MeetingOutcome => "The meeting's outcome",
            EntryKind.Gone => "The child had gone, and nobody had recorded how",
            EntryKind.Identified => "The child was found by number",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>An instant that somebody gave, as it is read.</summary>
    public static string At(string? text) => Moment.Read(text) is { } at ? Clock.DayAndTime(at) : "";

    private string Source(string key) => key switch
    {
        "another" or "together" => "A source that is not named here",
        "answer" => "Somebody whom the check could not ask",
        _ => register.CustodianOf(key)?.Name ?? register.Agencies.GetValueOrDefault(key)?.Name ?? "A source",
    };

    private string Recipient(string key) => key == FindWhom.Practice ? "The child's practice"
        : key.StartsWith(FindWhom.SocialCare + "-", StringComparison.Ordinal) && register.Agencies.GetValueOrDefault(key[(FindWhom.SocialCare.Length + 1)..]) is { } council ? council.Name
        : "Children's services where the child lives";

    private string Question(string word) => terms.Questions(LondonTime.Day(time.GetUtcNow())).FirstOrDefault(one => one.Question.Word() == word)?.Words ?? word.ToString(CultureInfo.InvariantCulture);
}
