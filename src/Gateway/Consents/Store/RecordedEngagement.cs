using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Consents.Store;

/// <summary>That somebody was told, or why not, as it is kept. Never changed: a further record is added.</summary>
public sealed class RecordedEngagement
{
    private RecordedEngagement() { }

    public Guid Id { get; private init; }
    public byte[] Child { get; private init; } = [];
    public string Agency { get; private init; } = "";
    public string Reference { get; private init; } = "";
    public string Purposes { get; private init; } = "";
    public WhoWasInformed Informed { get; private init; }
    public ExpressedView View { get; private init; }
    public WhyNotInformed? Because { get; private init; }
    public Paragraph18Limb? Limb { get; private init; }
    public DateOnly On { get; private init; }
    public string RecordedBy { get; private init; } = "";
    public DateTimeOffset RecordedAt { get; private init; }
    public Guid? LedgerEntry { get; private init; }

    internal static RecordedEngagement Of(Guid id, byte[] child, string agency, string practitioner, ConsentCommand.Engage command, DateTimeOffset now) => new()
    {
        Id = id,
        Child = child,
        Agency = agency,
        Reference = command.Reference,
        Purposes = string.Join(' ', command.Purposes.Select(purpose => purpose.Word())),
        Informed = command.Informed,
        View = command.View,
        Because = command.Because,
        Limb = command.Limb,
        On = command.On,
        RecordedBy = practitioner,
        RecordedAt = now,
    };

    internal EngagementRecord Value() => new(Id, Agency, WordList.Purposes(Purposes), Informed, View, Because, Limb, On, RecordedAt);
}
