using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>A body of <c>POST v1/relationships</c>.</summary>
internal struct RelationshipQuestion : IStrictBody
{
    public static WordList Members { get; } = new("requestId", "practitioner", "types", "child");
    private int types;

    public Guid RequestId { get; private set; }

    public string Practitioner { get; private set; }

    public ChildKey Child { get; private set; }

    public readonly RelationshipQuestion About(ChildKey child) => this with { Child = child };

    public readonly bool Asks(int type) => (types & (1 << type)) != 0;

    public void ReadMember(ref Utf8JsonReader json, int member)
    {
        switch (member)
        {
            case 0: RequestId = StrictValue.Uuid(ref json, "requestId"); break;
            case 1: Practitioner = StrictValue.Text(ref json, "practitioner"); break;
            case 2: ReadTypes(ref json); break;
            default: Child = ChildKey.Read(ref json); break;
        }
    }

    private void ReadTypes(ref Utf8JsonReader json)
    {
        StrictValue.StartArray(ref json, "types");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var type = StrictValue.Word(ref json, ContractWords.RelationshipTypes, "types");
            if (Asks(type)) throw new RefusedException("types", "names one type twice");
            types |= 1 << type;
        }
        if (types == 0) throw new RefusedException("types", "must name at least one type");
    }
}
