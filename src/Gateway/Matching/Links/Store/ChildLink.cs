using Gateway.Rules.Matching.Links;

namespace Gateway.Matching.Links.Store;

/// <summary>
/// An agency's number for a child, as somebody said it: a link assertion. The number stands as a keyed hash, so that a copy of
/// the store leads from no number to any child. A link that was withdrawn stays.
/// </summary>
public sealed class ChildLink
{
    private ChildLink() { }

    public Guid Id { get; private init; }

    /// <summary>The child's key: random, shown to nobody.</summary>
    public Guid Child { get; private init; }

    /// <summary>Who gave out the number: an agency of the register, or <c>nhs</c>.</summary>
    public string Authority { get; private init; } = "";

    /// <summary>A keyed hash of authority and number.</summary>
    public byte[] Token { get; private init; } = [];

    /// <summary>Empty while the link stands, then its own id: of a number one link stands.</summary>
    public Guid Slot { get; private set; }

    /// <summary>The agency's own handle for its record, by which its people find it; none for an NHS number.</summary>
    public string Reference { get; private init; } = "";

    public LinkStatus Status { get; private set; }

    /// <summary>What it rests on: <c>number-and-date</c>, <c>person</c>, <c>match</c>, <c>split</c>.</summary>
    public string Evidence { get; private set; } = "";

    /// <summary>The version of the weights, where a match said it.</summary>
    public string? Model { get; private init; }

    public DateOnly? Born { get; private init; }

    /// <summary>F, M or X as that agency has it.</summary>
    public string? Sex { get; private init; }

    /// <summary>A keyed hash of how the first given name sounds.</summary>
    public string? Given { get; private init; }

    public string Agency { get; private set; } = "";
    public string Actor { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public DateTimeOffset MadeAt { get; private init; }
    public DateTimeOffset At { get; private set; }

    /// <summary>Grows with each step, so that of two who change it at once one is told.</summary>
    public int Version { get; private set; }

    public ChildKey Key => new(Child);

    internal static ChildLink Of(ChildKey child, LinkSaid said, LinkStatus status, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Child = child.Value,
        Authority = said.Authority,
        Token = said.Token,
        Reference = said.Reference,
        Status = status,
        Evidence = said.Evidence,
        Model = said.Model,
        Born = said.Born,
        Sex = said.Sex?.ToString(),
        Given = said.Given,
        Agency = said.By.Agency,
        Actor = said.By.Person,
        Reason = said.Reason,
        MadeAt = now,
        At = now,
    };

    /// <summary>The same number, said of another child, or of the same one again.</summary>
    internal ChildLink PointedAt(ChildKey child, LinkActor by, string reason, DateTimeOffset now) => Of(
        child, new LinkSaid(Authority, Token, Reference, "split", by, reason) { Model = Model, Born = Born, Sex = Sex is { Length: 1 } sex ? sex[0] : null, Given = Given },
        LinkStatus.ConfirmedByPerson, now);

    /// <summary>Takes the step where it is possible.</summary>
    internal bool TryTake(LinkStep step, LinkActor by, string reason, DateTimeOffset now)
    {
        if (LinkLife.Next(Status, step) is not { } next) return false;
        (Status, Agency, Actor, Reason, At) = (next, by.Agency, by.Person, reason, now);
        if (step == LinkStep.ConfirmByPerson) Evidence = "person";
        if (next == LinkStatus.Withdrawn) Slot = Id;
        Version++;
        return true;
    }

    internal LinkedRecord Record(ChildKey child) => new(
        Id, child, Authority, Convert.ToHexString(Token), Status, Born, Sex is { Length: 1 } sex ? sex[0] : null, Given);
}

/// <summary>Who said so: a person of an agency, or the gateway itself.</summary>
internal readonly record struct LinkActor(string Agency, string Person)
{
    public static readonly LinkActor Gateway = new("gateway", "gateway");
}

/// <summary>What is said of a number before it is known of which child.</summary>
internal sealed record LinkSaid(string Authority, byte[] Token, string Reference, string Evidence, LinkActor By, string Reason)
{
    public string? Model { get; init; }

    public DateOnly? Born { get; init; }

    public char? Sex { get; init; }

    public string? Given { get; init; }
}
