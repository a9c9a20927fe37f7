using System.Buffers;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>A body of the contract: one object with exactly its members, and nothing after it.</summary>
internal interface IStrictBody
{
    static abstract WordList Members { get; }

    /// <summary>Reads the value at which the reader stands, of the member at this place.</summary>
    void ReadMember(ref Utf8JsonReader json, int member);
}

internal static class StrictBody
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 8 };

    public static T Read<T>(ReadOnlySequence<byte> bytes)
        where T : struct, IStrictBody
    {
        var json = new Utf8JsonReader(bytes, Strict);
        json.Read();
        StrictObject.Start(ref json, "body");
        var body = new T();
        var members = new StrictObject(T.Members, "");
        while (members.Next(ref json, out var member)) body.ReadMember(ref json, member);
        json.Read();
        return body;
    }
}
