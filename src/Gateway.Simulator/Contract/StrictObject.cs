using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Walks the members of one object: unknown and repeated ones are refused, and missing ones where all are needed.</summary>
internal struct StrictObject(WordList members, string path, bool needsAll = true)
{
    private uint seen;

    public static void Start(ref Utf8JsonReader json, string field)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw new RefusedException(field, "must be an object");
    }

    /// <summary>Moves to the value of the next member; false at the end of the object, where all must have been seen.</summary>
    public bool Next(ref Utf8JsonReader json, out int member)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject) return End(out member);
        member = members.Find(ref json);
        if (member < 0) throw new RefusedException(path.Length == 0 ? "body" : path, "has a member that the contract does not know");
        if ((seen & (1u << member)) != 0) throw new RefusedException(Name(member), "is given twice");
        seen |= 1u << member;
        json.Read();
        return true;
    }

    private readonly bool End(out int member)
    {
        member = -1;
        for (var i = 0; needsAll && i < members.Words.Length; i++)
            if ((seen & (1u << i)) == 0) throw new RefusedException(Name(i), "is missing");
        return false;
    }

    private readonly string Name(int member) => path.Length == 0 ? members.Words[member] : $"{path}.{members.Words[member]}";
}
