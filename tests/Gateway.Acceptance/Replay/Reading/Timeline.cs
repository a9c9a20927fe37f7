using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Acceptance.Replay.Reading;

/// <summary>One file of a folder of timelines: who there is, what happened, and what each person should know of it.</summary>
internal sealed record Timeline(
    string File, string Id, string Title, Offsets Clock, ChildOfFile Child, ImmutableArray<Member> Household, ImmutableArray<AgencyOfFile> Agencies,
    ImmutableArray<Happening> Events, ImmutableArray<Expectation> Expect)
{
    public Happening Event(string id) => Events.First(one => one.Id == id);

    public DateTimeOffset When(Happening happening) => Clock.At(happening.At);
}

/// <summary>The file's child. Without a date of birth they are born at an event.</summary>
internal sealed record ChildOfFile(string Name, DateOnly Born, string NhsNumber, bool Shield, SchoolOfFile? School, MotherOfFile? Mother, ImmutableArray<AddressOfFile> Addresses);

/// <summary>The school on whose roll the child is, from the first day and for good unless said otherwise.</summary>
internal sealed record SchoolOfFile(string Agency, Offset? From, Offset? Until);

/// <summary>The mother, where the file says more of her than her name: before the birth she is whom people ask about.</summary>
internal sealed record MotherOfFile(string Name, string? NhsNumber, DateOnly? Born);

internal sealed record AddressOfFile(string Line, string Postcode, string Council, Offset From, Offset? To);

internal sealed record Member(string Name, string Relation, int Age, string Note)
{
    public bool IsChild => Age < 18;
}

internal sealed record AgencyOfFile(string Id, string Kind);

internal sealed record Happening(string Id, Offset At, string Agency, string Role, string Kind, JsonElement Facts)
{
    public string? Text(string fact) => Facts.TryGetProperty(fact, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public bool Is(string fact) => Facts.TryGetProperty(fact, out var value) && value.ValueKind == JsonValueKind.True;

    public bool Denies(string fact) => Facts.TryGetProperty(fact, out var value) && value.ValueKind == JsonValueKind.False;

    public IEnumerable<string> Texts(string fact) => !Facts.TryGetProperty(fact, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!] : [];

    /// <summary>What is asked at a check; null at any other event.</summary>
    public AskOfFile? Ask { get; init; }
}

/// <summary>A check as it is put: what for, which items, and where they differ who is meant and how the asker is involved.</summary>
internal sealed record AskOfFile(string Purpose, ImmutableArray<string> Items, IdentityTyped? Identity, string? About, string? Relationship);

internal sealed record IdentityTyped(string Given, string Surname, DateOnly Born);

internal enum ExpectKey { ShouldKnow, ShouldBeTold, ShouldBeRefused, MayNotBeKnown }

internal sealed record Expectation(
    int Number, string AtEvent, string Agency, string Role, ExpectKey Key, string Text, string Item, string Why, string? Purpose, string? Cell, string? ChangedBy, TimeSpan? Within, string? Gap)
{
    public string Who => $"{Agency}/{Role}";
}
