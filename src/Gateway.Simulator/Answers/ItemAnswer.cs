using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>What a custodian says of one item.</summary>
internal readonly record struct ItemAnswer(string State, string? Because = null)
{
    private static readonly ItemAnswer Held = new("held");
    private static readonly ItemAnswer NothingHeld = new("nothing-held");
    private static readonly ItemAnswer Withheld = new("withheld");

    public static ItemAnswer Decide(SimulatedCustodian custodian, Knows knows, FactsView facts, Item item, Fault fault, ValueWriter values) => fault switch
    {
        Fault.Withheld => Withheld,
        Fault.Maintenance => new("not-known", "maintenance"),
        Fault.Busy => new("not-known", "busy"),
        _ when !custodian.Covers.Contains(item) => new("not-known", "not-covered"),
        _ => knows switch
        {
            Knows.AnotherBirthDate => new("not-known", "not-matched"),
            Knows.TheChild when facts.Withheld.Contains(item) => Withheld,
            Knows.TheChild when values.Holds(item) => Held,
            _ => NothingHeld,
        },
    };

    public void Write(Utf8JsonWriter json, Item item, Fault fault, ValueWriter values)
    {
        json.WriteStartObject();
        json.WriteString("item"u8, ContractWords.Items.Encoded[(int)item]);
        json.WriteString("state"u8, fault == Fault.UnknownState ? "clear" : State);
        if (fault == Fault.DuplicateMembers) json.WriteString("state"u8, "nothing-held"u8);
        if (Because is not null) json.WriteString("because"u8, Because);
        if (this == Held) values.Write(item);
        json.WriteEndObject();
    }
}
